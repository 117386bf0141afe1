import type { Store } from '../../open.ts'
import { VALID_ORDER_AS_OF } from './valid-order.ts'

/** How one customer fills baskets: lines of all valid orders, and the gross of the largest. */
export type BasketGroup = [customerId: string, lines: number, largestGrossMinor: number]

/** Baskets before `until` (exclusive UTC ms), one group for each customer with a valid order. Streams the covering index. */
export const readBasketGroups = (store: Store, until: number): IterableIterator<BasketGroup> =>
  store.sqlite
    .prepare<[{ until: number }], BasketGroup>(
      `SELECT customer_id, sum(line_count), max(gross_minor)
       FROM orders INDEXED BY orders_customer_idx
       WHERE customer_id IS NOT NULL AND ${VALID_ORDER_AS_OF}
       GROUP BY customer_id`,
    )
    .raw()
    .iterate({ until })
