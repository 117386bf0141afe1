import type { Store } from '../../open.ts'

/** What a customer has said in reviews and tickets, counted. */
export interface VoiceMark {
  readonly customerId: string
  readonly reviews: number
  readonly meanRating: number | null
  /** One or two stars on `fromDay` or later. */
  readonly lowRatings: number
  readonly helpfulVotes: number
}

/** Reviews as of an instant, of one customer or (null) of all. */
export function* readVoiceMarks(
  store: Store,
  until: number,
  fromDay: number,
  customerId: string | null,
): Generator<VoiceMark> {
  const whose = customerId === null ? 'customer_id IS NOT NULL' : 'customer_id = @customerId'
  const rows = store.sqlite
    .prepare<[Record<string, number | string>], [string, number, number | null, number, number]>(
      `SELECT customer_id, count(*), avg(rating), sum(coalesce(rating, 5) <= 2 AND written_day >= @fromDay), sum(helpful_votes)
       FROM reviews WHERE ${whose} AND written_at < @until GROUP BY customer_id`,
    )
    .raw()
    .iterate({ until, fromDay, ...(customerId === null ? {} : { customerId }) })
  for (const [owner, reviews, meanRating, lowRatings, helpfulVotes] of rows) {
    yield { customerId: owner, reviews, meanRating, lowRatings, helpfulVotes }
  }
}

/** A ticket is open as of an instant when it was opened before and not yet settled. */
export const OPEN_TICKET = `opened_at < @until AND (resolved_at >= @until
  OR (resolved_at IS NULL AND lower(status) NOT IN ('resolved', 'closed', 'solved')))`

/** Open tickets by customer, as of an instant. */
export const readOpenTicketCounts = (store: Store, until: number, customerId: string | null): Map<string, number> =>
  new Map(
    store.sqlite
      .prepare<[Record<string, number | string>], [string, number]>(
        `SELECT customer_id, count(*) FROM tickets
         WHERE ${customerId === null ? 'customer_id IS NOT NULL' : 'customer_id = @customerId'} AND ${OPEN_TICKET}
         GROUP BY customer_id`,
      )
      .raw()
      .all({ until, ...(customerId === null ? {} : { customerId }) }),
  )
