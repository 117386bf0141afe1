/** A group's numerator and denominator in two periods. */
export interface RatioPart {
  readonly numeratorBefore: number
  readonly denominatorBefore: number
  readonly numeratorAfter: number
  readonly denominatorAfter: number
}

export interface RatioContribution {
  /** What the group's part of the whole did: more weight for a group above the average lifts the ratio. */
  readonly mix: number
  /** What the group's own ratio did. */
  readonly rate: number
  /** mix + rate. */
  readonly contribution: number
}

/**
 * Contributions of groups to the change of a ratio of sums (average order value, a rate), split into mix and rate.
 *
 * With weights w (the group's share of the denominator) and ratios r: mix = change of w x (mean r - mean R) and
 * rate = mean w x change of r, where means are of the two periods and R is the ratio of the whole. A group that has no
 * denominator in one of the periods has no ratio there: all of its contribution is mix.
 *
 * @param parts - the groups; their denominators must not sum to 0 in either period
 * @returns one per group, in order; all contributions add up to the change of the whole ratio (to rounding)
 * @example
 * decomposeRatio([
 *   { numeratorBefore: 10, denominatorBefore: 1, numeratorAfter: 10, denominatorAfter: 1 },
 *   { numeratorBefore: 2, denominatorBefore: 1, numeratorAfter: 6, denominatorAfter: 3 },
 * ]) // the ratio falls from 6 to 4 by mix alone: => contributions [-1.25, -0.75], rate 0 in both
 * Time O(n), memory O(n).
 */
export function decomposeRatio(parts: readonly RatioPart[]): RatioContribution[] {
  const total = { n0: 0, d0: 0, n1: 0, d1: 0 }
  for (const part of parts) {
    total.n0 += part.numeratorBefore
    total.d0 += part.denominatorBefore
    total.n1 += part.numeratorAfter
    total.d1 += part.denominatorAfter
  }
  const meanRatio = (total.n0 / total.d0 + total.n1 / total.d1) / 2
  return parts.map(({ numeratorBefore, denominatorBefore, numeratorAfter, denominatorAfter }) => {
    const weightChange = denominatorAfter / total.d1 - denominatorBefore / total.d0
    const contribution = numeratorAfter / total.d1 - numeratorBefore / total.d0 - weightChange * meanRatio
    if (denominatorBefore === 0 || denominatorAfter === 0) return { mix: contribution, rate: 0, contribution }
    const meanWeight = (denominatorAfter / total.d1 + denominatorBefore / total.d0) / 2
    const rate = meanWeight * (numeratorAfter / denominatorAfter - numeratorBefore / denominatorBefore)
    return { mix: contribution - rate, rate, contribution }
  })
}
