import { wilsonInterval } from '../../compute/stats/wilson-interval.ts'
import { isRead } from './score-review-text.ts'
import type { BookReview } from './review-book.ts'
import { moodOf } from './summarise-topics.ts'

/** A text that says clearly the opposite of its stars is at least this far from neutral. */
const CLEAR = 0.3

/** How reviews judge, by their words and by their stars. */
export interface ReviewMood {
  /** Reviews whose words were read. */
  readonly scored: number
  /** Mean sentiment of those, [-1, 1]; null without any. */
  readonly mean: number | null
  readonly negative: number
  readonly neutral: number
  readonly positive: number
  readonly negative_share: number | null
  readonly interval: readonly [number, number] | null
  readonly rated: number
  readonly mean_rating: number | null
  /** Reviews with one or two stars. */
  readonly low_ratings: number
  /** Reviews whose words say clearly the opposite of their stars. */
  readonly disagreeing: number
}

/** Reviews whose words are not judged, by reason; their stars count all the same. */
export interface SetAside {
  readonly reason: 'no_text' | 'other_language'
  readonly reviews: number
  /** Languages found, most frequent first. */
  readonly languages: readonly string[]
}

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length

export const disagrees = ({ rating, sentiment }: Pick<BookReview, 'rating' | 'sentiment'>): boolean =>
  rating !== null && sentiment !== null && ((rating >= 4 && sentiment < -CLEAR) || (rating <= 2 && sentiment > CLEAR))

/** Mood of some reviews. */
export function moodOfReviews(reviews: readonly BookReview[]): ReviewMood {
  const scores = reviews.flatMap(({ sentiment }) => sentiment ?? [])
  const ratings = reviews.flatMap(({ rating }) => rating ?? [])
  const count = (mood: string): number => scores.filter((score) => moodOf(score) === mood).length
  const negative = count('negative')
  return {
    scored: scores.length,
    mean: mean(scores),
    negative,
    neutral: count('neutral'),
    positive: count('positive'),
    negative_share: scores.length === 0 ? null : negative / scores.length,
    interval: scores.length === 0 ? null : wilsonInterval(negative, scores.length),
    rated: ratings.length,
    mean_rating: mean(ratings),
    low_ratings: ratings.filter((rating) => rating <= 2).length,
    disagreeing: reviews.filter(disagrees).length,
  }
}

/** What was counted and not read. */
export function setAside(reviews: readonly BookReview[]): SetAside[] {
  const unread = reviews.filter(({ sentiment }) => sentiment === null)
  const foreign = unread.filter(({ language }) => !isRead(language))
  const counts = new Map<string, number>()
  for (const { language } of foreign) counts.set(language, (counts.get(language) ?? 0) + 1)
  const languages = [...counts].toSorted((a, b) => b[1] - a[1]).map(([language]) => language)
  const all: SetAside[] = [
    { reason: 'other_language', reviews: foreign.length, languages },
    { reason: 'no_text', reviews: unread.length - foreign.length, languages: [] },
  ]
  return all.filter((one) => one.reviews > 0)
}
