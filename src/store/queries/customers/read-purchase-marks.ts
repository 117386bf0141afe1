import type { Store } from '../../open.ts'
import { validAsOf } from './valid-as-of.ts'

/** How much of one product a customer has bought. */
export interface PurchaseMark {
  readonly customerId: string
  readonly productId: string
  readonly category: string | null
  readonly brand: string | null
  readonly priceBand: string | null
  readonly style: string | null
  readonly lines: number
  /** Distinct local days on which it was bought. */
  readonly days: number
  readonly amountMinor: number
  /** Lines weighted by age: 1 on the as-of day, a half for each half-life before. */
  readonly weight: number
}

export interface Decay {
  readonly asOfDay: number
  readonly halfLifeDays: number
}

type Text = string | null
type Row = [string, string, Text, Text, Text, Text, number, number, number, number]

/**
 * Products that one customer, or (null) every customer, has bought in valid orders as of an instant. The way goes from the
 * customer's orders to their lines, and is said outright: the order of the groups would tempt SQLite into walking all.
 */
export function* readPurchaseMarks(
  store: Store,
  until: number,
  { asOfDay, halfLifeDays }: Decay,
  customerId: string | null,
): Generator<PurchaseMark> {
  const whose = customerId === null ? 'o.customer_id IS NOT NULL' : 'o.customer_id = @customerId'
  const rows = store.sqlite
    .prepare<[Record<string, number | string>], Row>(
      `SELECT o.customer_id, l.product_id, p.category, p.brand, p.price_band, p.style, count(*),
         count(DISTINCT o.ordered_day), sum(l.amount_minor), sum(pow(0.5, (@asOfDay - o.ordered_day) / @halfLifeDays))
       FROM orders o INDEXED BY orders_customer_idx CROSS JOIN order_lines l
         ON l.order_id = o.id LEFT JOIN products p ON p.id = l.product_id
       WHERE ${whose} AND l.kind = 'sale' AND ${validAsOf('o')}
       GROUP BY o.customer_id, l.product_id`,
    )
    .raw()
    .iterate({ until, asOfDay, halfLifeDays, ...(customerId === null ? {} : { customerId }) })
  for (const [owner, productId, category, brand, priceBand, style, lines, days, amountMinor, weight] of rows) {
    yield { customerId: owner, productId, category, brand, priceBand, style, lines, days, amountMinor, weight }
  }
}
