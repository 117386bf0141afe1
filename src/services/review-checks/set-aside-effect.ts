import { meanInterval } from '../../compute/stats/mean-interval.ts'
import { wilsonInterval } from '../../compute/stats/wilson-interval.ts'
import type { BookReview } from '../reviews/review-book.ts'

interface Figures {
  readonly reviews: number
  readonly mean_rating: number
  readonly mean_interval: readonly [number, number] | null
  readonly csat: number
  readonly csat_interval: readonly [number, number]
}

/** What ratings say with and without the flagged reviews. */
export interface SetAsideEffect {
  readonly with_flagged: Figures
  readonly without_flagged: Figures | null
  /** Without minus with; null when nothing is left. */
  readonly mean_change: number | null
  readonly csat_change: number | null
}

/** How much it changes to set some reviews aside; null where nothing is rated. */
export function setAsideEffect(
  reviews: readonly BookReview[],
  isFlagged: (id: string) => boolean,
): SetAsideEffect | null {
  const rated = reviews.filter(({ rating }) => rating !== null && rating >= 1 && rating <= 5)
  const all = figuresOf(rated)
  if (all === null) return null
  const rest = figuresOf(rated.filter(({ id }) => !isFlagged(id)))
  return {
    with_flagged: all,
    without_flagged: rest,
    mean_change: rest === null ? null : rest.mean_rating - all.mean_rating,
    csat_change: rest === null ? null : rest.csat - all.csat,
  }
}

function figuresOf(reviews: readonly BookReview[]): Figures | null {
  const ratings = reviews.flatMap(({ rating }) => rating ?? [])
  const mean = meanInterval(ratings, [1, 5])
  if (mean === null) return null
  const happy = ratings.filter((rating) => rating >= 4).length
  return {
    reviews: ratings.length,
    mean_rating: mean.mean,
    mean_interval: mean.interval,
    csat: happy / ratings.length,
    csat_interval: wilsonInterval(happy, ratings.length),
  }
}
