import { readReviewsOf } from '../../../store/queries/reviews/read-reviews.ts'
import type { ServiceContext } from '../../context.ts'
import { loadReviewReader, readRows } from '../../reviews/review-book.ts'
import { tallyTopics } from '../../reviews/summarise-topics.ts'
import type { CustomerProfile } from './customer-profile.ts'
import { profileReasons } from './profile-definitions.ts'

const TOPICS = 5

/** How a customer's own reviews sound and what they speak of. Reads this customer's reviews only. */
export function ownMood(
  ctx: Pick<ServiceContext, 'store' | 'shop' | 'asOf' | 'language'>,
  customerId: string,
): Pick<CustomerProfile['mood'], 'sentiment' | 'topics' | 'reason'> {
  const reviews = readRows(readReviewsOf(ctx.store, customerId, ctx.asOf.until), loadReviewReader(ctx).reader)
  const scores = reviews.flatMap(({ sentiment }) => sentiment ?? [])
  const sentiment = scores.length === 0 ? null : scores.reduce((sum, score) => sum + score, 0) / scores.length
  const topics = [...tallyTopics(reviews)]
    .map(([name, tally]) => ({ name, reviews: tally.reviews, sentiment: tally.sum / tally.mentions }))
    .toSorted((a, b) => b.reviews - a.reviews || (a.name < b.name ? -1 : 1))
    .slice(0, TOPICS)
  return { sentiment, topics, reason: sentiment === null ? profileReasons[ctx.language].sentiment : null }
}
