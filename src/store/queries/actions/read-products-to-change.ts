import type { Store } from '../../open.ts'
import { validAsOf } from '../customers/valid-as-of.ts'

export interface ProductToChange {
  readonly id: string
  readonly name: string
  readonly category: string | null
  readonly subcategory: string | null
  /** The newest list price that is known. */
  readonly priceMinor: number | null
  readonly costMinor: number | null
  readonly unitsSold: number
  readonly revenueMinor: number
}

/** Products by id with what they sold in a range of days, as of `until` (exclusive UTC ms); unknown ids are absent. */
export const readProductsToChange = (
  store: Store,
  productIds: readonly string[],
  { until, fromDay }: { readonly until: number; readonly fromDay: number },
): ProductToChange[] =>
  store.sqlite
    .prepare<[{ ids: string; until: number; fromDay: number }], ProductToChange>(
      `SELECT p.id, p.name, p.category, p.subcategory,
         coalesce((SELECT price_minor FROM product_prices x WHERE x.product_id = p.id AND x.valid_from < @until
           ORDER BY x.valid_from DESC LIMIT 1), p.price_minor) AS priceMinor,
         p.cost_minor AS costMinor, coalesce(sum(s.quantity), 0) AS unitsSold, coalesce(sum(s.amount_minor), 0) AS revenueMinor
       FROM json_each(@ids) c JOIN products p ON p.id = c.value
       LEFT JOIN (SELECT l.product_id, l.quantity, l.amount_minor FROM order_lines l JOIN orders o ON o.id = l.order_id
         WHERE l.ordered_day >= @fromDay AND l.kind = 'sale' AND ${validAsOf('o')}
           AND l.product_id IN (SELECT value FROM json_each(@ids))) s ON s.product_id = p.id
       GROUP BY p.id ORDER BY p.id`,
    )
    .all({ ids: JSON.stringify(productIds), until, fromDay })
