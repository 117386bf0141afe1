import type { Store } from '../../open.ts'
import { validAsOf } from '../customers/valid-as-of.ts'

export interface CategoryLines {
  readonly customerId: string
  readonly category: string
  /** Lines of valid orders. */
  readonly lines: number
}

type Row = [string, string, number]

/**
 * How often each customer bought in each category, in valid orders as of an instant; products without a category are left
 * out. The way goes from orders to lines, and is said outright.
 */
export function* readCategoryLines(store: Store, until: number): Generator<CategoryLines> {
  const rows = store.sqlite
    .prepare<[{ until: number }], Row>(
      `SELECT o.customer_id, p.category, count(*)
       FROM orders o INDEXED BY orders_customer_idx CROSS JOIN order_lines l ON l.order_id = o.id
         CROSS JOIN products p ON p.id = l.product_id
       WHERE o.customer_id IS NOT NULL AND l.kind = 'sale' AND p.category IS NOT NULL AND ${validAsOf('o')}
       GROUP BY o.customer_id, p.category`,
    )
    .raw()
    .iterate({ until })
  for (const [customerId, category, lines] of rows) yield { customerId, category, lines }
}
