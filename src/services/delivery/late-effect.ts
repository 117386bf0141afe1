import { differenceOfMeans } from '../../compute/experiment/difference-of-means.ts'
import { differenceOfShares } from '../../compute/stats/difference-of-shares.ts'

/** What goes with a parcel that comes after the promised day. Shares and stars of late orders minus those of the others. */
export interface LateEffect {
  readonly late: number
  readonly in_time: number
  readonly mean_late: number
  readonly mean_in_time: number
  readonly mean_difference: number
  readonly mean_interval: readonly [number, number]
  /** Share of 1 and 2 stars. */
  readonly bad_late: number
  readonly bad_in_time: number
  readonly bad_difference: number
  readonly bad_interval: readonly [number, number]
}

export interface RatedDelivery {
  readonly score: number
  readonly late: boolean
}

/** Fewer rated orders than this on either side say nothing. */
export const FEWEST_RATED = 20

/** Ratings of late orders against those of orders in time, with 95 % intervals; null when a side is too small. */
export function lateEffect(rated: readonly RatedDelivery[]): LateEffect | null {
  const late = rated.filter((one) => one.late).map(({ score }) => score)
  const inTime = rated.filter((one) => !one.late).map(({ score }) => score)
  if (late.length < FEWEST_RATED || inTime.length < FEWEST_RATED) return null
  const bad = (scores: readonly number[]): number => scores.filter((score) => score <= 2).length
  const means = differenceOfMeans(late, inTime)
  const shares = differenceOfShares(bad(late), late.length, bad(inTime), inTime.length)
  return {
    late: late.length,
    in_time: inTime.length,
    mean_late: means.meanA,
    mean_in_time: means.meanB,
    mean_difference: means.difference,
    mean_interval: means.interval,
    bad_late: shares.shareA,
    bad_in_time: shares.shareB,
    bad_difference: shares.difference,
    bad_interval: shares.interval,
  }
}
