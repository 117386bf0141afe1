/**
 * Gini coefficient of how often items are shown: 0 when all are shown alike, near 1 when a few get everything.
 *
 * @param counts - times that each item was shown, items never shown included
 * @returns in [0, 1); 0 when nothing was shown
 * @example exposureGini(Float64Array.of(0, 0, 4)) // => 0.6666...
 * @see Gini (1912); Adamopoulos & Tuzhilin (2014), ACM TIST 5(4), for recommendation.
 * Time O(n log n).
 */
export function exposureGini(counts: Float64Array): number {
  const sorted = counts.toSorted()
  const total = sorted.reduce((sum, count) => sum + count, 0)
  if (total === 0) return 0
  const weighted = sorted.reduce((sum, count, place) => sum + count * (2 * (place + 1) - sorted.length - 1), 0)
  return weighted / (sorted.length * total)
}
