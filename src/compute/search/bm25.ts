import type { TextIndex } from './text-index.ts'

/** Saturation of repeated words, and how much long documents are held back. */
const K1 = 1.2
const B = 0.75

/**
 * How much rarer terms tell more: ln(1 + (N - n + 0.5) / (n + 0.5)), never negative.
 *
 * @see Robertson & Zaragoza (2009), Foundations and Trends in Information Retrieval 3(4), 333-389.
 */
export const inverseFrequency = (documents: number, holding: number): number =>
  Math.log(1 + (documents - holding + 0.5) / (holding + 0.5))

/**
 * BM25 of every document that holds a term, from weighted counts (BM25F with one length for all fields).
 *
 * @param term - as the index files it: a folded word, or `g:` and a pair of characters
 * @returns scores > 0 by document
 * @see Robertson, Zaragoza & Taylor (2004), CIKM, 42-49.
 * Time O(documents with the term).
 */
export function bm25(index: TextIndex, term: string): ReadonlyMap<string, number> {
  const postings = index.postings(term)
  const scores = new Map<string, number>()
  if (postings === undefined) return scores
  const rarity = inverseFrequency(index.size, postings.size)
  for (const [id, count] of postings) {
    const saturation = K1 * (1 - B + (B * index.lengthOf(id)) / index.meanLength)
    scores.set(id, (rarity * count * (K1 + 1)) / (count + saturation))
  }
  return scores
}
