import { wilsonInterval } from '../../compute/stats/wilson-interval.ts'
import type { Focus } from './analyze-input.ts'
import type { BookReview } from './review-book.ts'
import type { AspectMention } from './score-review-text.ts'

/** Between these a text is neutral. */
export const NEUTRAL = 0.05
/** Reviews of a time that a trend needs, in both times. */
const TREND_NEEDS = 20

export type Mood = 'negative' | 'neutral' | 'positive'

export const moodOf = (sentiment: number): Mood =>
  sentiment < -NEUTRAL ? 'negative' : sentiment > NEUTRAL ? 'positive' : 'neutral'

/** What a mention says: its own words where they judge, else the stars of its review. */
export const moodOfMention = ({ sentiment }: Pick<AspectMention, 'sentiment'>, rating: number | null): Mood => {
  const own = moodOf(sentiment)
  if (own !== 'neutral' || rating === null || rating === 3) return own
  return rating < 3 ? 'negative' : 'positive'
}

/** One topic over the reviews of a question. */
export interface TopicSummary {
  readonly name: string
  /** Reviews that mention it. */
  readonly reviews: number
  /** Of all reviews in scope. */
  readonly share: number
  readonly interval: readonly [number, number]
  /** Reviews that say something bad, and something good, about it. */
  readonly negative: number
  readonly positive: number
  /** Mean over its mentions, [-1, 1]. */
  readonly sentiment: number
  /** Share of the latest time minus that of the time before; null where either has too few reviews. */
  readonly change: number | null
  readonly trend: 'rising' | 'falling' | 'steady' | null
}

interface Tally {
  reviews: number
  negative: number
  positive: number
  mentions: number
  sum: number
}

/** Counts of topics; a review counts once for each topic, whatever it says of it how often. */
export function tallyTopics(reviews: readonly BookReview[]): Map<string, Tally> {
  const tallies = new Map<string, Tally>()
  for (const { mentions, rating } of reviews) {
    const moods = new Map<string, Set<Mood>>()
    for (const mention of mentions) {
      const tally = tallies.get(mention.aspect) ?? { reviews: 0, negative: 0, positive: 0, mentions: 0, sum: 0 }
      tallies.set(mention.aspect, tally)
      tally.mentions += 1
      tally.sum += mention.sentiment
      const seen = moods.get(mention.aspect) ?? new Set<Mood>()
      moods.set(mention.aspect, seen.add(moodOfMention(mention, rating)))
    }
    for (const [aspect, seen] of moods) {
      const tally = tallies.get(aspect)
      if (tally === undefined) continue
      tally.reviews += 1
      if (seen.has('negative')) tally.negative += 1
      if (seen.has('positive')) tally.positive += 1
    }
  }
  return tallies
}

/**
 * Topics of some reviews, those first that the question is after: most complaints, most praise, or most mentions. Topics
 * without a single mention of that kind are left out.
 */
export function summariseTopics(
  reviews: readonly BookReview[],
  recent: readonly BookReview[],
  before: readonly BookReview[],
  focus: Focus,
): TopicSummary[] {
  const [now, then] = [tallyTopics(recent), tallyTopics(before)]
  const weight = (topic: Pick<TopicSummary, 'reviews' | 'negative' | 'positive'>): number =>
    focus === 'complaints' ? topic.negative : focus === 'praise' ? topic.positive : topic.reviews
  return [...tallyTopics(reviews)]
    .map(([name, tally]) => ({
      name,
      reviews: tally.reviews,
      share: tally.reviews / reviews.length,
      interval: wilsonInterval(tally.reviews, reviews.length),
      negative: tally.negative,
      positive: tally.positive,
      sentiment: tally.sum / tally.mentions,
      ...trendOf(now.get(name)?.reviews ?? 0, recent.length, then.get(name)?.reviews ?? 0, before.length),
    }))
    .filter((topic) => weight(topic) > 0)
    .toSorted((a, b) => weight(b) - weight(a) || b.reviews - a.reviews || (a.name < b.name ? -1 : 1))
}

/** A share rises or falls when the difference is more than chance gives at 95 %. */
function trendOf(now: number, ofNow: number, then: number, ofThen: number): Pick<TopicSummary, 'change' | 'trend'> {
  if (ofNow < TREND_NEEDS || ofThen < TREND_NEEDS) return { change: null, trend: null }
  const change = now / ofNow - then / ofThen
  const pooled = (now + then) / (ofNow + ofThen)
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / ofNow + 1 / ofThen))
  const trend = Math.abs(change) <= 1.96 * error ? 'steady' : change > 0 ? 'rising' : 'falling'
  return { change, trend }
}
