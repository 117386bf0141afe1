/** How good one list is for one customer; each in [0, 1]. */
export interface RankingMetrics {
  /** Gain of the list over the best one possible, with binary gains and log2 discounts. */
  readonly ndcg: number
  /** Average precision over all relevant items (`actual`). */
  readonly map: number
  /** Average precision over min(k, relevant) (`min`). */
  readonly map_min: number
  /** Hits / k. */
  readonly precision: number
  /** Hits / relevant items. */
  readonly recall: number
  /** 1 when there is a hit. */
  readonly hit_rate: number
  /** 1 / place of the first hit, 0 without one. */
  readonly mrr: number
}

export const rankingMetricNames = ['ndcg', 'map', 'map_min', 'precision', 'recall', 'hit_rate', 'mrr'] as const

/**
 * Judges a list against the items that a customer went on to take.
 *
 * A list shorter than k keeps its empty places: they count as misses.
 *
 * @param list - items, best first
 * @param relevant - at least one item
 * @param k - places looked at
 * @example rankingMetrics([7, 3], new Set([3]), 2).ndcg // => 0.6309...
 * @see Jarvelin & Kekalainen (2002), ACM TOIS 20(4), 422-446.
 * Time O(k).
 */
export function rankingMetrics(list: readonly number[], relevant: ReadonlySet<number>, k: number): RankingMetrics {
  let hits = 0
  let gain = 0
  let precisions = 0
  let first = 0
  const places = Math.min(k, list.length)
  for (let place = 0; place < places; place++) {
    if (!relevant.has(list[place] as number)) continue
    hits += 1
    gain += 1 / Math.log2(place + 2)
    precisions += hits / (place + 1)
    if (first === 0) first = place + 1
  }
  let ideal = 0
  for (let place = 0; place < Math.min(k, relevant.size); place++) ideal += 1 / Math.log2(place + 2)
  return {
    ndcg: gain / ideal,
    map: precisions / relevant.size,
    map_min: precisions / Math.min(k, relevant.size),
    precision: hits / k,
    recall: hits / relevant.size,
    hit_rate: hits > 0 ? 1 : 0,
    mrr: first === 0 ? 0 : 1 / first,
  }
}
