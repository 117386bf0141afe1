import { countHashed } from './count-hashed.ts'
import type { SparseRows } from '../../linear/sparse-rows.ts'

/** Inclusive range of lengths in UTF-16 units. */
export interface Lengths {
  readonly from: number
  readonly to: number
}

export interface NGramOptions {
  /** Of n-grams that begin with a Chinese character: one is a word or half of one. */
  readonly han: Lengths
  /** Of all others. */
  readonly other: Lengths
  /** Hash range as a power of two. Different n-grams may share a column. */
  readonly bits: number
}

const isHan = (unit: number): boolean => unit >= 0x4e00 && unit <= 0x9fff

/**
 * Counts the character n-grams of each text by hash: no dictionary is kept, so the memory does not grow with the language.
 *
 * @param texts - normalised texts
 * @returns one row per text, columns 2^bits, values are counts
 * @example countNGrams(['abab'], { han: { from: 1, to: 2 }, other: { from: 2, to: 2 }, bits: 10 }).values // => 2 (ab) and 1 (ba)
 * @see Weinberger, Dasgupta, Langford, Smola & Attenberg (2009), Feature hashing for large scale multitask learning.
 * Time O(characters x lengths); memory 4 bytes a column while it runs.
 */
export function countNGrams(texts: readonly string[], { han, other, bits }: NGramOptions): SparseRows {
  const columns = 2 ** bits
  return countHashed(texts.length, columns, (row, tell) => {
    const text = texts[row] as string
    for (let start = 0; start < text.length; start += 1) {
      let hash = 0x811c9dc5
      const { from, to } = isHan(text.charCodeAt(start)) ? han : other
      for (let length = 1; length <= to && start + length <= text.length; length += 1) {
        hash = Math.imul(hash ^ text.charCodeAt(start + length - 1), 0x01000193)
        hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
        if (length >= from) tell((hash ^ (hash >>> 13)) & (columns - 1))
      }
    }
  })
}
