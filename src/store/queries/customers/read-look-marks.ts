import type { Store } from '../../open.ts'
import { ownedEvents } from './event-owner.ts'
import type { Decay } from './read-purchase-marks.ts'

/** How often a customer looked at one product or put it in the cart. */
export interface LookMark {
  readonly customerId: string
  readonly category: string | null
  readonly brand: string | null
  readonly priceBand: string | null
  readonly style: string | null
  readonly events: number
  /** Events weighted by age: 1 on the as-of day, a half for each half-life before. */
  readonly weight: number
}

type Text = string | null
type Row = [string, Text, Text, Text, Text, number, number]

/** Views and carts of one customer, or (null) of every customer, by product or by the category that the event names. */
export function* readLookMarks(
  store: Store,
  until: number,
  { asOfDay, halfLifeDays }: Decay,
  customerId: string | null,
): Generator<LookMark> {
  const events = ownedEvents(
    customerId === null ? 'all' : 'one',
    'e.name AS name, e.product_id AS product_id, e.category AS category, e.occurred_day AS day',
  )
  const rows = store.sqlite
    .prepare<[Record<string, number | string>], Row>(
      `SELECT e.owner, ifnull(p.category, e.category), p.brand, p.price_band, p.style, count(*),
         sum(pow(0.5, (@asOfDay - e.day) / @halfLifeDays))
       FROM (${events}) e LEFT JOIN products p ON p.id = e.product_id
       WHERE e.name IN ('product_view', 'add_to_cart') AND (e.product_id IS NOT NULL OR e.category IS NOT NULL)
       GROUP BY e.owner, e.product_id, e.category`,
    )
    .raw()
    .iterate({ until, asOfDay, halfLifeDays, ...(customerId === null ? {} : { customerId }) })
  for (const [owner, category, brand, priceBand, style, count, weight] of rows) {
    yield { customerId: owner, category, brand, priceBand, style, events: count, weight }
  }
}
