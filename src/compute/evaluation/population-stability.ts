import { InvalidInputError } from '../../lib/errors.ts'
import { quantileOfSorted } from '../stats/quantile.ts'

/** A column as it was when a model learnt from it: cut points between bins and the share of rows in each. */
export interface ColumnProfile {
  /** Ascending, distinct; bin i holds values <= cuts[i] and above the cut before it. */
  readonly cuts: readonly number[]
  /** One more than the cuts. */
  readonly shares: readonly number[]
}

/** An empty bin would make the index infinite. */
const SMALLEST_SHARE = 1e-4

/** Bins of about equal count, by deciles unless told otherwise. */
export function profileColumn(values: Float64Array, bins = 10): ColumnProfile {
  if (values.length === 0) throw new InvalidInputError('a profile of no values does not exist')
  const sorted = values.slice().sort()
  const cuts = [...new Set(Array.from({ length: bins - 1 }, (_, i) => quantileOfSorted(sorted, (i + 1) / bins)))]
  return { cuts, shares: sharesOf(values, cuts) }
}

/**
 * Population stability index: how far the rows of today have moved from those that a model learnt from. Below 0.1 is
 * stable, above 0.25 is another population.
 *
 * @param then - of the training rows
 * @param values - today's, at least one
 * @returns >= 0; sum over bins of (today - then) ln(today / then)
 * @example populationStability(profileColumn(x), x) // => 0
 * @see Siddiqi (2006), Credit Risk Scorecards, chapter 8; Kullback & Leibler's J-divergence (1951).
 */
export function populationStability(then: ColumnProfile, values: Float64Array): number {
  if (values.length === 0) throw new InvalidInputError('drift of no values does not exist')
  const now = sharesOf(values, then.cuts)
  return now.reduce((sum, share, bin) => {
    const today = Math.max(share, SMALLEST_SHARE)
    const before = Math.max(then.shares[bin] ?? 0, SMALLEST_SHARE)
    return sum + (today - before) * Math.log(today / before)
  }, 0)
}

function sharesOf(values: Float64Array, cuts: readonly number[]): number[] {
  const counts = Array.from({ length: cuts.length + 1 }, () => 0)
  for (const value of values) {
    let low = 0
    let high = cuts.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (value <= (cuts[middle] as number)) high = middle
      else low = middle + 1
    }
    counts[low] = (counts[low] as number) + 1
  }
  return counts.map((count) => count / values.length)
}
