import { loadReviewBook, type BookReview } from '../reviews/review-book.ts'
import type { CheckedFilter } from './checked-filter.ts'
import { byCustomerId, type Matcher, type PopulationFrame } from './population-frame.ts'
import { numberTest, wordTest } from './value-tests.ts'

/**
 * Conditions on what a customer wrote: `sentiment` holds when one of their reviews is so, `topic` when one speaks of it;
 * `ne` and `not_in` when none does. Null when the field is not of this kind.
 */
export function matchReviews(frame: PopulationFrame, filter: CheckedFilter): Matcher | null {
  const { field, op, period } = filter
  if (field !== 'sentiment' && field !== 'topic') return null
  const { until } = frame.ctx.asOf
  const own = new Map<string, BookReview[]>()
  for (const review of loadReviewBook(frame.ctx).reviews) {
    const { customerId, writtenAt, writtenDay } = review
    if (customerId === null || writtenAt >= until) continue
    if (period !== null && (writtenDay < period.fromDay || writtenDay >= period.toDay)) continue
    const list = own.get(customerId) ?? []
    list.push(review)
    own.set(customerId, list)
  }
  if (field === 'topic') {
    const test = wordTest(filter)
    return byCustomerId(frame, own, (reviews = []) =>
      test(reviews.flatMap(({ mentions }) => mentions.map(({ aspect }) => aspect))),
    )
  }
  const test = numberTest(filter)
  const none = op === 'ne' || op === 'not_in'
  return byCustomerId(frame, own, (reviews = []) => {
    const scores = reviews.flatMap(({ sentiment }) => sentiment ?? [])
    if (scores.length === 0) return test(null)
    return none ? scores.every(test) : scores.some(test)
  })
}
