import type { Store } from '../../open.ts'

/** A bad rating (1-2 stars) with the local day that it was given on. */
export interface BadReview {
  readonly rating: number
  readonly day: number
}

const BAD = 2

/**
 * The newest rated review of each of these customers since a local day of their own, before `until`, where it is bad: a later
 * good one takes a bad one back. Customers without are not in the result.
 */
export function readBadLastReviews(
  store: Store,
  customers: readonly { readonly customerId: string; readonly fromDay: number }[],
  until: number,
): Map<string, BadReview> {
  const newest = store.sqlite.prepare<[string, number, number], BadReview>(
    `SELECT rating, written_day AS day FROM reviews
     WHERE customer_id = ? AND written_at < ? AND written_day >= ? AND rating IS NOT NULL
     ORDER BY written_at DESC LIMIT 1`,
  )
  return new Map(
    customers.flatMap(({ customerId, fromDay }): [string, BadReview][] => {
      const last = newest.get(customerId, until, fromDay)
      return last === undefined || last.rating > BAD ? [] : [[customerId, last]]
    }),
  )
}
