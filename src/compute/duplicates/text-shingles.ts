import { normaliseText } from '../text/normalise-text.ts'

const NO_WORDS = /[^\p{Letter}\p{Number}]+/gu
const HAN = 3
const OTHER = 5
/** A text of a megabyte is a copy by its first part as much as by all of it. */
const MOST = 4000

/** What is left of a text when case, width, spaces, punctuation and emoji do not count. */
export const bareText = (text: string): string =>
  normaliseText(text.length > 2 * MOST ? text.slice(0, 2 * MOST) : text)
    .replaceAll(NO_WORDS, '')
    .slice(0, MOST)

/**
 * The distinct runs of characters of a bare text, each as a 32-bit hash: 3 characters where it is mostly Chinese, 5
 * otherwise, so that a run is about a word.
 *
 * @param bare - as `bareText` gives it
 * @returns ascending, each once; empty for a text shorter than one run
 * @example textShingles('abcdef').length // => 2
 * Time O(length log length). Two different runs share a hash about once in four billion.
 */
export function textShingles(bare: string): Uint32Array {
  const characters = [...bare]
  const han = characters.reduce((count, one) => count + Number(one >= '\u3400' && one <= '\u9fff'), 0)
  const size = han * 2 >= characters.length ? HAN : OTHER
  const seen = new Set<number>()
  for (let start = 0; start + size <= characters.length; start++) {
    let hash = 0x811c9dc5
    for (let at = start; at < start + size; at++) {
      hash = Math.imul(hash ^ (characters[at]?.codePointAt(0) ?? 0), 0x01000193) >>> 0
    }
    // FNV leaves neighbours near each other; the mixer spreads them for the minima.
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
    seen.add((hash ^ (hash >>> 16)) >>> 0)
  }
  return Uint32Array.from(seen).sort()
}

/**
 * Share of runs that two texts have in common (Jaccard).
 *
 * @param a - ascending, each once, as `textShingles` gives them; so is `b`
 * @returns 0..1; 0 where both are empty
 * @example sharedRuns(Uint32Array.of(1, 2, 3), Uint32Array.of(2, 3, 4)) // => 0.5
 */
export function sharedRuns(a: Uint32Array, b: Uint32Array): number {
  let common = 0
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const [left, right] = [a[i] as number, b[j] as number]
    if (left === right) {
      common++
      i++
      j++
    } else if (left < right) i++
    else j++
  }
  const all = a.length + b.length - common
  return all === 0 ? 0 : common / all
}
