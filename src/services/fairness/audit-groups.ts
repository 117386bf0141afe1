import { rateGap, type CountedGroup, type RateGap } from '../../compute/fairness/rate-gap.ts'
import { meanInterval } from '../../compute/stats/mean-interval.ts'
import { wilsonInterval } from '../../compute/stats/wilson-interval.ts'
import { nameAt, type CodedColumn } from '../../features/coded-column.ts'
import type { CustomerFeatures } from '../../features/customer-features.ts'
import { groupBy } from '../../lib/group-by.ts'
import type { JudgedScores } from './judged-scores.ts'

export const PROTECTED_FIELDS = ['gender', 'age_band', 'region', 'city', 'country'] as const
export type ProtectedField = (typeof PROTECTED_FIELDS)[number]

type Interval = readonly [number, number]

export interface Share {
  readonly value: number
  readonly interval: Interval
  readonly n: number
  readonly hits: number
}

export interface GroupRates {
  readonly attribute: ProtectedField
  readonly group: string
  readonly n: number
  /** Measures for which too few customers are in the group; all of them where the group itself is too small. */
  readonly undecidable: readonly Measure[]
  readonly selection_rate: Share
  /** Of those for whom it came true, the share that was singled out. */
  readonly recall: Share | null
  /** Of those singled out, the share for whom it came true. */
  readonly precision: Share | null
  /** Mean of what came minus mean of what was foretold: probabilities, or money in minor units. */
  readonly calibration: {
    readonly predicted: number
    readonly actual: number
    readonly difference: number
    readonly interval: Interval | null
  }
}

export const MEASURES = ['selection_rate', 'recall', 'precision'] as const
export type Measure = (typeof MEASURES)[number]

export interface AuditedGap<Name extends string = Measure> extends Omit<RateGap, 'ratioInterval'> {
  readonly attribute: ProtectedField
  readonly measure: Name
  readonly ratio_interval: Interval
}

/** Fewer customers, or fewer of those whom a rate is a share of, are no basis for a judgement. */
export const FEWEST_CUSTOMERS = 50
export const FEWEST_POSITIVES = 15

/** The column of an attribute among the features of customers. */
export const attributeColumn = ({ attributes }: CustomerFeatures, attribute: ProtectedField): CodedColumn =>
  ({
    gender: attributes.gender,
    age_band: attributes.ageBand,
    region: attributes.region,
    city: attributes.city,
    country: attributes.country,
  })[attribute]

/** Rates of every group of an attribute, largest first. */
export function groupRates(scores: JudgedScores, attribute: ProtectedField): readonly GroupRates[] {
  const column = attributeColumn(scores.features, attribute)
  const rows = Array.from(scores.positions, (_, row) => row)
  const groups = groupBy(rows, (row) => nameAt<string>(column, scores.positions[row] as number))
  return [...groups]
    .flatMap(([group, members]) => (group === null ? [] : [ratesOf(scores, attribute, group, members)]))
    .toSorted((a, b) => b.n - a.n || (a.group < b.group ? -1 : 1))
}

function ratesOf(
  { selected, outcome, predicted, actual }: JudgedScores,
  attribute: ProtectedField,
  group: string,
  rows: readonly number[],
): GroupRates {
  const chosen = rows.filter((row) => selected[row] === 1)
  const positives = rows.filter((row) => outcome[row] === 1)
  const both = chosen.filter((row) => outcome[row] === 1).length
  const mean = (column: Float64Array): number =>
    rows.reduce((sum, row) => sum + (column[row] as number), 0) / rows.length
  const differences = Float64Array.from(rows, (row) => (actual[row] as number) - (predicted[row] as number))
  return {
    attribute,
    group,
    n: rows.length,
    undecidable: undecidableFor(rows.length, positives.length, chosen.length),
    selection_rate: shareOf(chosen.length, rows.length),
    recall: positives.length === 0 ? null : shareOf(both, positives.length),
    precision: chosen.length === 0 ? null : shareOf(both, chosen.length),
    calibration: {
      predicted: mean(predicted),
      actual: mean(actual),
      difference: mean(actual) - mean(predicted),
      interval: meanInterval(differences, [-Number.MAX_VALUE, Number.MAX_VALUE])?.interval ?? null,
    },
  }
}

/** A rate is judged on those whom it is a share of. */
function undecidableFor(customers: number, positives: number, chosen: number): readonly Measure[] {
  if (customers < FEWEST_CUSTOMERS) return MEASURES
  return [
    ...(positives < FEWEST_POSITIVES ? (['recall'] as const) : []),
    ...(chosen < FEWEST_POSITIVES ? (['precision'] as const) : []),
  ]
}

export const shareOf = (hits: number, n: number): Share => ({
  value: hits / n,
  interval: wilsonInterval(hits, n),
  n,
  hits,
})

/** The widest gap of an attribute in each measure, between groups that can be judged. */
export function gapsOf(attribute: ProtectedField, rates: readonly GroupRates[]): readonly AuditedGap[] {
  return MEASURES.flatMap((measure): AuditedGap[] => {
    const counted = rates.flatMap((one) => {
      const share = one[measure]
      return share === null || one.undecidable.includes(measure)
        ? []
        : [{ name: one.group, hits: share.hits, n: share.n }]
    })
    const gap = widestGap(attribute, measure, counted)
    return gap === null ? [] : [gap]
  })
}

/** The widest gap between counted groups in one measure; null for fewer than two. */
export function widestGap<Name extends string>(
  attribute: ProtectedField,
  measure: Name,
  counted: readonly CountedGroup[],
): AuditedGap<Name> | null {
  const gap = rateGap(counted)
  if (gap === null) return null
  const { ratioInterval, ...rest } = gap
  return { attribute, measure, ...rest, ratio_interval: ratioInterval }
}
