import type { ScoredItem } from './recommender.ts'

/**
 * Maximal marginal relevance: chooses one item after the other, each for its score less its likeness to what is chosen.
 *
 * A varied list costs accuracy: `evaluateRecommender` says how much nDCG. The first item is always the best one.
 *
 * @param candidates - best first; scores are divided by the first one's
 * @param k - items wanted
 * @param relevance - in [0, 1]: 1 keeps the order, 0 looks at likeness alone after the first
 * @param likeness - of two items, in [0, 1]
 * @returns at most k of the candidates with their own scores, in the order chosen
 * @example diversify([{ item: 0, score: 1 }, { item: 1, score: 0.9 }, { item: 2, score: 0.8 }], 2, 0.5, (a, b) => (a + b === 1 ? 1 : 0)).map(({ item }) => item) // => [0, 2]
 * @see Carbonell & Goldstein (1998), SIGIR '98, 335-336.
 * Time O(candidates x k), memory O(candidates).
 */
export function diversify(
  candidates: readonly ScoredItem[],
  k: number,
  relevance: number,
  likeness: (a: number, b: number) => number,
): readonly ScoredItem[] {
  const best = candidates[0]?.score ?? 1
  const scale = best > 0 ? best : 1
  const nearest = new Float64Array(candidates.length)
  const taken = new Uint8Array(candidates.length)
  const chosen: ScoredItem[] = []
  const wanted = Math.min(candidates.length, Math.floor(k))
  while (chosen.length < wanted) {
    let next = -1
    let highest = -Infinity
    for (const [at, { score }] of candidates.entries()) {
      if (taken[at] === 1) continue
      const worth = relevance * (score / scale) - (1 - relevance) * (nearest[at] as number)
      if (worth > highest) {
        highest = worth
        next = at
      }
    }
    const one = candidates[next]
    if (one === undefined) break
    taken[next] = 1
    chosen.push(one)
    for (const [at, { item }] of candidates.entries()) {
      if (taken[at] === 0) nearest[at] = Math.max(nearest[at] as number, likeness(item, one.item))
    }
  }
  return chosen
}
