import { hashTerm } from '../compute/text/hash-term.ts'

/**
 * Which texts hold which words, by hashes: word w stands in the texts `labels[starts[w] .. starts[w + 1])`, ascending.
 * Hashes are sorted.
 */
export interface WordPostings {
  readonly texts: number
  readonly hashes: Float64Array
  readonly starts: Uint32Array
  readonly labels: Uint32Array
}

/** Postings of texts by label 0, 1, 2, ...; a word counts once in a text. */
export function postWords(texts: readonly (readonly string[])[]): WordPostings {
  const lists = new Map<number, number[]>()
  for (const [label, words] of texts.entries()) {
    for (const word of new Set(words)) {
      const hash = hashTerm(word)
      const list = lists.get(hash)
      if (list === undefined) lists.set(hash, [label])
      else list.push(label)
    }
  }
  const hashes = Float64Array.from(lists.keys()).sort()
  const starts = new Uint32Array(hashes.length + 1)
  for (let w = 0; w < hashes.length; w++) {
    starts[w + 1] = (starts[w] as number) + (lists.get(hashes[w] as number)?.length ?? 0)
  }
  const labels = new Uint32Array(starts[hashes.length] ?? 0)
  for (let w = 0; w < hashes.length; w++) labels.set(lists.get(hashes[w] as number) ?? [], starts[w])
  return { texts: texts.length, hashes, starts, labels }
}

/**
 * How much of a query each text holds: weights of the words that it has over those of all, a rare word weighing more. A word
 * that no text has weighs as much as the rarest, so that a query about something else scores low everywhere.
 *
 * @returns share in (0, 1] by label, for texts that hold a word of it
 */
export function coverageOf(postings: WordPostings, words: readonly string[]): Map<number, number> {
  const weights = new Map<number, number>()
  let total = 0
  for (const word of new Set(words)) {
    const at = positionOf(postings.hashes, hashTerm(word))
    const [from, to] = at < 0 ? [0, 0] : [postings.starts[at] as number, postings.starts[at + 1] as number]
    const weight = Math.log(1 + postings.texts / Math.max(1, to - from))
    total += weight
    for (let p = from; p < to; p++) {
      const label = postings.labels[p] as number
      weights.set(label, (weights.get(label) ?? 0) + weight)
    }
  }
  for (const [label, weight] of weights) weights.set(label, weight / total)
  return weights
}

function positionOf(sorted: Float64Array, wanted: number): number {
  let low = 0
  let high = sorted.length - 1
  while (low <= high) {
    const middle = (low + high) >>> 1
    const value = sorted[middle] as number
    if (value === wanted) return middle
    if (value < wanted) low = middle + 1
    else high = middle - 1
  }
  return -1
}
