import { countHashed } from './count-hashed.ts'
import type { SparseRows } from '../../linear/sparse-rows.ts'

/**
 * Counts words and pairs of neighbouring words by hash.
 *
 * @param texts - words of each text in order, lower case
 * @param bits - hash range as a power of two
 * @returns one row per text, columns 2^bits, values are counts; different words may share a column
 * @example hashWords([['a', 'b']], 10).indices.length // => 3, of a, b and the pair
 * @see Weinberger, Dasgupta, Langford, Smola & Attenberg (2009), Feature hashing for large scale multitask learning.
 * Time O(characters).
 */
export function hashWords(texts: readonly (readonly string[])[], bits: number): SparseRows {
  const columns = 2 ** bits
  return countHashed(texts.length, columns, (row, tell) => {
    let before: number | null = null
    for (const word of texts[row] as readonly string[]) {
      const hash = hashOf(word)
      tell(finish(hash) & (columns - 1))
      if (before !== null) tell(finish(Math.imul(before, 0x9e3779b1) ^ hash) & (columns - 1))
      before = hash
    }
  })
}

/** FNV-1a over UTF-16 units. */
function hashOf(word: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < word.length; at += 1) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193)
  return hash
}

/** Spreads the bits, so that the low ones depend on all. */
function finish(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}
