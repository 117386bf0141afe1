import { meanInterval } from '../../compute/stats/mean-interval.ts'
import { netPromoter } from '../../compute/stats/net-promoter.ts'
import { wilsonInterval } from '../../compute/stats/wilson-interval.ts'
import type { RatingRow } from '../../store/queries/voice/read-ratings.ts'

type Interval = readonly [number, number]

export interface Satisfaction {
  /** Share of 4 and 5 among answers from 1 to 5. */
  readonly csat: { readonly value: number; readonly interval: Interval; readonly n: number } | null
  readonly mean_rating: { readonly value: number; readonly interval: Interval | null; readonly n: number } | null
  /** Promoters minus detractors, -1..1. */
  readonly nps: {
    readonly value: number
    readonly interval: Interval
    readonly n: number
    readonly promoters: number
    readonly passives: number
    readonly detractors: number
  } | null
}

export const isRating = ({ kind }: RatingRow): boolean => kind !== 'nps'
const SCALE: Interval = [1, 5]
const fits = ({ kind, score }: RatingRow): boolean =>
  Number.isInteger(score) && (kind === 'nps' ? score >= 0 && score <= 10 : score >= 1 && score <= 5)

/** Rows whose score lies on its scale, and how many did not. */
export function onScale(rows: readonly RatingRow[]): { readonly rows: readonly RatingRow[]; readonly outside: number } {
  const kept = rows.filter(fits)
  return { rows: kept, outside: rows.length - kept.length }
}

/** Satisfaction of some rows; a measure without answers is null. */
export function summariseRatings(rows: readonly RatingRow[]): Satisfaction {
  const ratings = rows.filter(isRating).map(({ score }) => score)
  const mean = meanInterval(ratings, SCALE)
  const happy = ratings.filter((score) => score >= 4).length
  const promoted = netPromoter(rows.filter(({ kind }) => kind === 'nps').map(({ score }) => score))
  return {
    csat:
      mean === null
        ? null
        : { value: happy / ratings.length, interval: wilsonInterval(happy, ratings.length), n: ratings.length },
    mean_rating: mean === null ? null : { value: mean.mean, interval: mean.interval, n: mean.n },
    nps:
      promoted === null
        ? null
        : {
            value: promoted.score,
            interval: promoted.interval,
            n: promoted.n,
            promoters: promoted.promoters,
            passives: promoted.passives,
            detractors: promoted.detractors,
          },
  }
}
