import { differenceOfMeans } from '../../compute/experiment/difference-of-means.ts'
import { differenceOfShares } from '../../compute/stats/difference-of-shares.ts'
import { meanInterval } from '../../compute/stats/mean-interval.ts'
import { quantileOfSorted } from '../../compute/stats/quantile.ts'
import { wilsonInterval } from '../../compute/stats/wilson-interval.ts'
import type { Parcel } from './collect-deliveries.ts'

type Interval = readonly [number, number]

export interface DeliverySummary {
  readonly orders: number
  readonly delivered: number
  readonly lead_days: {
    readonly mean: number
    readonly interval: Interval | null
    readonly median: number
    readonly p90: number
  } | null
  /** Of delivered orders with a promised day. */
  readonly late: {
    readonly share: number
    readonly interval: Interval
    readonly late: number
    readonly promised: number
    readonly mean_days_late: number | null
  } | null
  readonly under_way: number
  /** Under way although the promised day is over. */
  readonly overdue: number
  /** Shipped so long ago without delivery that something is wrong. */
  readonly stuck: number
}

export const isStuck = ({ daysUnderway }: Parcel, stuckDays: number): boolean =>
  daysUnderway !== null && daysUnderway >= stuckDays

const leadsOf = (parcels: readonly Parcel[]): Float64Array =>
  Float64Array.from(parcels.flatMap(({ leadDays }) => (leadDays === null ? [] : [leadDays]))).sort()
const promisedOf = (parcels: readonly Parcel[]): readonly number[] =>
  parcels.flatMap(({ leadDays, daysLate }) => (leadDays === null || daysLate === null ? [] : [daysLate]))

/** Lead times and lateness of some parcels; a measure without parcels is null. */
export function summariseParcels(parcels: readonly Parcel[], stuckDays: number): DeliverySummary {
  const leads = leadsOf(parcels)
  const mean = meanInterval(leads, [0, Number.MAX_VALUE])
  const promised = promisedOf(parcels)
  const late = promised.filter((days) => days > 0)
  const underWay = parcels.filter(({ leadDays }) => leadDays === null)
  return {
    orders: parcels.length,
    delivered: leads.length,
    lead_days:
      mean === null
        ? null
        : {
            mean: mean.mean,
            interval: mean.interval,
            median: quantileOfSorted(leads, 0.5),
            p90: quantileOfSorted(leads, 0.9),
          },
    late:
      promised.length === 0
        ? null
        : {
            share: late.length / promised.length,
            interval: wilsonInterval(late.length, promised.length),
            late: late.length,
            promised: promised.length,
            mean_days_late: late.length === 0 ? null : late.reduce((sum, days) => sum + days, 0) / late.length,
          },
    under_way: underWay.length,
    overdue: underWay.filter(({ daysLate }) => (daysLate ?? 0) > 0).length,
    stuck: underWay.filter((parcel) => isStuck(parcel, stuckDays)).length,
  }
}

export interface DeliveryDifference {
  readonly a: string
  readonly b: string
  /** a minus b, in days. */
  readonly mean_difference: number
  readonly mean_interval: Interval
  readonly median_difference: number
  readonly p90_difference: number
  readonly late_difference: number | null
  readonly late_interval: Interval | null
}

/** How two groups differ, with 95 % intervals; null when one of them has fewer than two deliveries. */
export function compareParcels(
  [a, parcelsA]: readonly [string, readonly Parcel[]],
  [b, parcelsB]: readonly [string, readonly Parcel[]],
): DeliveryDifference | null {
  const [one, other] = [leadsOf(parcelsA), leadsOf(parcelsB)]
  if (one.length < 2 || other.length < 2) return null
  const means = differenceOfMeans(one, other)
  const [daysA, daysB] = [promisedOf(parcelsA), promisedOf(parcelsB)]
  const late = (days: readonly number[]): number => days.filter((count) => count > 0).length
  const shares =
    daysA.length === 0 || daysB.length === 0
      ? null
      : differenceOfShares(late(daysA), daysA.length, late(daysB), daysB.length)
  return {
    a,
    b,
    mean_difference: means.difference,
    mean_interval: means.interval,
    median_difference: quantileOfSorted(one, 0.5) - quantileOfSorted(other, 0.5),
    p90_difference: quantileOfSorted(one, 0.9) - quantileOfSorted(other, 0.9),
    late_difference: shares?.difference ?? null,
    late_interval: shares?.interval ?? null,
  }
}
