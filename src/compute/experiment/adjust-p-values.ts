/** holm: no false find among all with the chance asked for; benjamini_hochberg: few false ones among those found. */
export type Adjustment = 'holm' | 'benjamini_hochberg'

/**
 * P values of several questions asked of one experiment, adjusted for asking several: of twenty without any effect one
 * looks significant.
 *
 * @param pValues - 0..1
 * @returns adjusted values in the order given, each at most 1 and never below the value itself
 * @example adjustPValues([0.01, 0.04, 0.03], 'holm') // => [0.03, 0.06, 0.06]
 * @see Holm (1979), Scandinavian Journal of Statistics 6, 65-70; Benjamini & Hochberg (1995), JRSS B 57, 289-300.
 * Time O(n log n).
 */
export function adjustPValues(pValues: readonly number[], method: Adjustment): number[] {
  const n = pValues.length
  const order = pValues.map((_, i) => i).toSorted((i, j) => (pValues[i] ?? 0) - (pValues[j] ?? 0))
  const adjusted = pValues.map(() => 1)
  let reached = method === 'holm' ? 0 : 1
  for (let step = 0; step < n; step += 1) {
    const rank = method === 'holm' ? step : n - 1 - step
    const i = order[rank] ?? 0
    const p = pValues[i] ?? 1
    reached =
      method === 'holm' ? Math.max(reached, Math.min(1, (n - rank) * p)) : Math.min(reached, (n / (rank + 1)) * p)
    adjusted[i] = reached
  }
  return adjusted
}
