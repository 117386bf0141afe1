import type { Store } from '../../open.ts'
import { ownedEvents } from './event-owner.ts'

/** How a customer has used the site lately. */
export interface VisitMark {
  readonly customerId: string
  readonly activeDays: number
  readonly views: number
  readonly searches: number
  readonly shares: number
  /** UTC ms of the latest item put in the cart; null when there is none. */
  readonly lastCartAt: number | null
}

/** Visits on local days from `fromDay` on, of one customer or (null) of all. */
export function* readVisitMarks(
  store: Store,
  until: number,
  fromDay: number,
  customerId: string | null,
): Generator<VisitMark> {
  const events = ownedEvents(
    customerId === null ? 'all' : 'one',
    'e.name AS name, e.occurred_at AS at, e.occurred_day AS day',
  )
  const rows = store.sqlite
    .prepare<[Record<string, number | string>], [string, number, number, number, number, number | null]>(
      `SELECT owner, count(DISTINCT day), sum(name = 'product_view'), sum(name = 'search'), sum(name = 'share'),
         max(CASE WHEN name = 'add_to_cart' THEN at END)
       FROM (${events}) WHERE day >= @fromDay GROUP BY owner`,
    )
    .raw()
    .iterate({ until, fromDay, ...(customerId === null ? {} : { customerId }) })
  for (const [owner, activeDays, views, searches, shares, lastCartAt] of rows) {
    yield { customerId: owner, activeDays, views, searches, shares, lastCartAt }
  }
}
