import { alwaysValidInterval } from '../../compute/experiment/always-valid-interval.ts'
import { cupedDifference } from '../../compute/experiment/cuped-difference.ts'
import { fisherExactTest } from '../../compute/experiment/fisher-exact-test.ts'
import { mannWhitneyTest } from '../../compute/experiment/mann-whitney-test.ts'
import { probabilityBetter } from '../../compute/experiment/probability-better.ts'
import { sampleSizeOfMeans, sampleSizeOfShares } from '../../compute/experiment/sample-size.ts'
import { twoProportionTest } from '../../compute/experiment/two-proportion-test.ts'
import { welchTest } from '../../compute/experiment/welch-test.ts'
import type { MeasuredArm } from './measure-members.ts'

export type Verdict =
  | 'groups_not_comparable'
  | 'challenger_better'
  | 'reference_better'
  | 'no_relevant_difference'
  | 'not_enough_yet'

/** One group held against the reference. Shares for rates, minor units for revenue. */
export interface Comparison {
  readonly group: string
  readonly reference: string
  readonly difference: number
  readonly interval: readonly [number, number]
  /** Relative to the reference; null when that is 0. */
  readonly lift: number | null
  readonly test: 'two_proportion_z' | 'fisher_exact' | 'welch_t'
  readonly statistic: number | null
  readonly p: number
  /** Chance that the group is truly above the reference; for rates only. */
  readonly probability_better: number | null
  /** Right however often one looks. */
  readonly always_valid: readonly [number, number] | null
  /** Of ranks, for revenue only. */
  readonly mann_whitney_p: number | null
  /** For revenue only: the difference with the part taken out that the 90 days before explain. */
  readonly cuped: {
    readonly difference: number
    readonly interval: readonly [number, number]
    readonly p: number
    readonly variance_reduction: number
  } | null
  /** Members per group that the smallest effect of interest needs; null when that cannot be said. */
  readonly needed_per_group: number | null
}

const POWER = 0.8
/** Below this expected count the z test is no guide. */
const FEW = 5

const sumOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0)

/** A rate of an arm held against the reference's. */
export function compareRates(reference: MeasuredArm, arm: MeasuredArm, minimumEffect: number): Comparison {
  const a = { hits: sumOf(reference.values), n: reference.values.length }
  const b = { hits: sumOf(arm.values), n: arm.values.length }
  const { shareA, difference, interval, lift, z, pValue } = twoProportionTest(a, b)
  const pooled = (a.hits + b.hits) / (a.n + b.n)
  const few = Math.min(a.n, b.n) * Math.min(pooled, 1 - pooled) < FEW
  const error = (interval[1] - interval[0]) / 2 / 1.959963984540054
  const relevant = shareA * minimumEffect
  const mayChange = shareA > 0 && shareA < 1 && shareA + relevant < 1 && relevant > 0
  return {
    group: arm.group.name,
    reference: reference.group.name,
    difference,
    interval,
    lift,
    test: few ? 'fisher_exact' : 'two_proportion_z',
    statistic: few ? null : z,
    p: few ? fisherExactTest(a, b) : pValue,
    probability_better: probabilityBetter(a, b),
    always_valid: error > 0 && relevant > 0 ? alwaysValidInterval(difference, error, relevant) : null,
    mann_whitney_p: null,
    cuped: null,
    needed_per_group: mayChange ? sampleSizeOfShares(shareA, relevant, { power: POWER }) : null,
  }
}

/** Revenue per customer of an arm held against the reference's; both need two members. */
export function compareMeans(reference: MeasuredArm, arm: MeasuredArm, minimumEffect: number): Comparison {
  const { meanA, difference, interval, t, pValue, standardError } = welchTest(reference.values, arm.values)
  const relevant = Math.abs(meanA) * minimumEffect
  const n = reference.values.length + arm.values.length
  // The deviation of one member that gives this standard error in two groups of these sizes.
  const deviation = standardError / Math.sqrt(1 / reference.values.length + 1 / arm.values.length)
  const cuped =
    reference.before === null || arm.before === null
      ? null
      : cupedDifference(
          { after: reference.values, before: reference.before },
          { after: arm.values, before: arm.before },
        )
  return {
    group: arm.group.name,
    reference: reference.group.name,
    difference,
    interval,
    lift: meanA === 0 ? null : difference / meanA,
    test: 'welch_t',
    statistic: t,
    p: pValue,
    probability_better: null,
    always_valid: standardError > 0 && relevant > 0 ? alwaysValidInterval(difference, standardError, relevant) : null,
    mann_whitney_p: n === 0 ? null : mannWhitneyTest(reference.values, arm.values).pValue,
    cuped:
      cuped === null
        ? null
        : {
            difference: cuped.difference,
            interval: cuped.interval,
            p: cuped.pValue,
            variance_reduction: cuped.varianceReduction,
          },
    needed_per_group: relevant > 0 && deviation > 0 ? sampleSizeOfMeans(deviation, relevant, { power: POWER }) : null,
  }
}

/**
 * What a comparison says: the sign of a difference that chance does not explain, that no difference worth having is left in
 * the interval, or that it is too early.
 */
export function judge(
  { interval: [low, high], difference, lift }: Pick<Comparison, 'interval' | 'difference' | 'lift'>,
  p: number,
  minimumEffect: number,
): Exclude<Verdict, 'groups_not_comparable'> {
  // The verdict follows the interval; the p value may tip over by a hair where the test pools and the interval does not.
  if (p < 0.05 && low > 0) return 'challenger_better'
  if (p < 0.05 && high < 0) return 'reference_better'
  const base = lift === null || lift === 0 ? 0 : Math.abs(difference / lift)
  const relevant = base * minimumEffect
  return relevant > 0 && low > -relevant && high < relevant ? 'no_relevant_difference' : 'not_enough_yet'
}
