import { differenceOfMeans } from '../../compute/experiment/difference-of-means.ts'
import { differenceOfShares } from '../../compute/stats/difference-of-shares.ts'
import { netPromoter } from '../../compute/stats/net-promoter.ts'
import type { RatingRow } from '../../store/queries/voice/read-ratings.ts'
import { isRating } from './summarise-ratings.ts'

export interface Change {
  readonly before: number
  readonly difference: number
  readonly interval: readonly [number, number]
  /** False when the interval holds 0: the two may be equal. */
  readonly clear: boolean
}

export interface SatisfactionChange {
  readonly csat: Change | null
  readonly mean_rating: Change | null
  readonly nps: Change | null
}

const Z = 1.959963984540054
const change = (before: number, difference: number, interval: readonly [number, number]): Change => ({
  before,
  difference,
  interval,
  clear: interval[0] > 0 || interval[1] < 0,
})

/** What changed from the rows before to the rows now, with 95 % intervals; null where a side has too few answers. */
export function compareSatisfaction(now: readonly RatingRow[], before: readonly RatingRow[]): SatisfactionChange {
  const scores = (rows: readonly RatingRow[]): number[] => rows.filter(isRating).map(({ score }) => score)
  const [late, early] = [scores(now), scores(before)]
  const enough = late.length >= 2 && early.length >= 2
  const happy = (list: readonly number[]): number => list.filter((score) => score >= 4).length
  const shares = enough ? differenceOfShares(happy(late), late.length, happy(early), early.length) : null
  const means = enough ? differenceOfMeans(late, early) : null
  return {
    csat: shares === null ? null : change(shares.shareB, shares.difference, shares.interval),
    mean_rating: means === null ? null : change(means.meanB, means.difference, means.interval),
    nps: compareScores(now, before),
  }
}

function compareScores(now: readonly RatingRow[], before: readonly RatingRow[]): Change | null {
  const answers = (rows: readonly RatingRow[]): number[] =>
    rows.filter((row) => !isRating(row)).map(({ score }) => score)
  const [late, early] = [netPromoter(answers(now)), netPromoter(answers(before))]
  if (late === null || early === null) return null
  const difference = late.score - early.score
  const margin = Z * Math.sqrt(late.error + early.error)
  return change(early.score, difference, [difference - margin, difference + margin])
}
