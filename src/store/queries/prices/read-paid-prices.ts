import type { Store } from '../../open.ts'
import { validAsOf } from '../customers/valid-as-of.ts'

/** Mean price of a unit, before discounts, of a product on a day on which it sold. */
export interface PaidPrice {
  readonly productId: string
  readonly day: number
  readonly priceMinor: number
}

/** What sold units were priced at, for shops that imported no price list; in order of product and day. */
export const readPaidPrices = (store: Store, until: number): PaidPrice[] =>
  store.sqlite
    .prepare<[{ until: number }], PaidPrice>(
      `SELECT l.product_id AS productId, l.ordered_day AS day,
         CAST(sum(l.amount_minor + l.discount_minor) AS REAL) / sum(l.quantity) AS priceMinor
       FROM orders o CROSS JOIN order_lines l ON l.order_id = o.id
       WHERE l.kind = 'sale' AND l.quantity > 0 AND ${validAsOf('o')}
       GROUP BY l.product_id, l.ordered_day HAVING priceMinor > 0 ORDER BY l.product_id, l.ordered_day`,
    )
    .all({ until })
