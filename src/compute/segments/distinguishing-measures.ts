/** A measure in which a group differs from everybody else. */
export interface Distinction {
  readonly measure: string
  readonly direction: 'higher' | 'lower'
  /** Mean of the group and of everybody else, in the measure's own unit. */
  readonly group: number
  readonly others: number
  /** Difference in standard deviations of the (log) measure over everybody; signed. */
  readonly effectSize: number
}

export interface Measure {
  readonly name: string
  /** One value for each customer; NaN where there is none. Not negative when `log` is set, except that losses count as 0. */
  readonly values: ArrayLike<number>
  /** Compare log(1 + value): for money and counts, which a few large customers would otherwise decide. */
  readonly log: boolean
}

/** Below this a difference is a curiosity (Cohen's "small"). */
const SMALLEST_EFFECT = 0.2

/**
 * What sets each group apart: the measures whose mean differs most from everybody else's, in standard deviations.
 *
 * It describes and does not explain: a group made by recency differs in recency because it was made so.
 *
 * @param codes - group of each of n customers, 0..groups-1, or -1 for none
 * @param groups - how many there are
 * @param measures - each with n values
 * @returns for each group its distinctions with |effect| >= 0.2, largest first
 * @example
 * distinguishingMeasures(Int32Array.of(0, 0, 1, 1), 2, [{ name: 'orders', values: [9, 9, 1, 1], log: false }])[0]
 * // => [{ measure: 'orders', direction: 'higher', group: 9, others: 1, effectSize: 2 }]
 * @see Cohen (1988), Statistical Power Analysis for the Behavioral Sciences, ch. 2, for the size of effects.
 * Time O(n x measures), memory O(groups x measures).
 */
export function distinguishingMeasures(
  codes: ArrayLike<number>,
  groups: number,
  measures: readonly Measure[],
): readonly (readonly Distinction[])[] {
  const found: Distinction[][] = Array.from({ length: groups }, () => [])
  for (const measure of measures) {
    const sums = sumByGroup(codes, groups, measure)
    const total = { count: 0, raw: 0, scaled: 0, squares: 0 }
    for (const sum of sums) {
      total.count += sum.count
      total.raw += sum.raw
      total.scaled += sum.scaled
      total.squares += sum.squares
    }
    const mean = total.scaled / total.count
    const deviation = Math.sqrt(Math.max(total.squares / total.count - mean * mean, 0))
    for (const [group, sum] of sums.slice(0, groups).entries()) {
      const rest = total.count - sum.count
      if (sum.count === 0 || rest === 0 || !(deviation > 0)) continue
      const effectSize = (sum.scaled / sum.count - (total.scaled - sum.scaled) / rest) / deviation
      if (Math.abs(effectSize) < SMALLEST_EFFECT) continue
      found[group]?.push({
        measure: measure.name,
        direction: effectSize > 0 ? 'higher' : 'lower',
        group: sum.raw / sum.count,
        others: (total.raw - sum.raw) / rest,
        effectSize,
      })
    }
  }
  return found.map((list) => list.sort((a, b) => Math.abs(b.effectSize) - Math.abs(a.effectSize)))
}

/** Sums of each group; the last entry is of customers in no group, who are part of "everybody else". */
function sumByGroup(codes: ArrayLike<number>, groups: number, measure: Measure) {
  const sums = Array.from({ length: groups + 1 }, () => ({ count: 0, raw: 0, scaled: 0, squares: 0 }))
  for (let i = 0; i < codes.length; i++) {
    const value = measure.values[i] ?? Number.NaN
    if (Number.isNaN(value)) continue
    const code = codes[i] ?? -1
    const sum = sums[code < 0 ? groups : code]
    if (sum === undefined) continue
    const scaled = measure.log ? Math.log1p(Math.max(value, 0)) : value
    sum.count += 1
    sum.raw += value
    sum.scaled += scaled
    sum.squares += scaled * scaled
  }
  return sums
}
