import type { Baskets } from './baskets.ts'
import type { FrequentSets } from './frequent-sets.ts'

/** Counters of more pairs than this would take more memory than the bits save time: 64 MiB. */
const MOST_PAIRS = 16_000_000

/**
 * Counts every pair of frequent items in one pass over the baskets, so that bits are only cut where a pair is frequent.
 *
 * @returns count of a pair of ranks (first < second), or null when there are too many items to count so
 * Time O(sum of squared basket sizes), memory O(frequent items squared).
 */
export function countPairs(
  { baskets, starts, itemIds }: Baskets,
  { rankOfItem, itemOfRank }: Pick<FrequentSets, 'rankOfItem' | 'itemOfRank'>,
): ((first: number, second: number) => number) | null {
  const size = itemOfRank.length
  if ((size * size) / 2 > MOST_PAIRS) return null
  // Row r of the triangle holds the pairs (r, r + 1) to (r, size - 1).
  const rowStart = Float64Array.from({ length: size }, (_, r) => r * (size - 1) - (r * (r - 1)) / 2 - r - 1)
  const counts = new Uint32Array((size * (size - 1)) / 2)
  const ranks = new Int32Array(size)
  for (let basket = 0; basket < baskets; basket++) {
    const to = starts[basket + 1] as number
    let used = 0
    for (let at = starts[basket] as number; at < to; at++) {
      const rank = rankOfItem[itemIds[at] as number] as number
      if (rank >= 0) ranks[used++] = rank
    }
    const held = ranks.subarray(0, used).sort()
    for (let i = 0; i < used; i++) {
      const row = rowStart[held[i] as number] as number
      for (let j = i + 1; j < used; j++) {
        const place = row + (held[j] as number)
        counts[place] = (counts[place] as number) + 1
      }
    }
  }
  return (first, second) => counts[(rowStart[first] as number) + second] as number
}
