import type { Store } from '../../open.ts'
import { VALID_ORDER_AS_OF } from './valid-order.ts'
import { validAsOf } from '../customers/valid-as-of.ts'

interface Bound {
  readonly customerId: string
  readonly until: number
}

/** A product that a customer bought, and the local day number. */
export type BoughtProduct = [day: number, productId: string]

/** A product of a customer's last purchase day; null for an order without lines. */
export type LastProduct = [customerId: string, productId: string | null]

const LAST_DAYS = `SELECT customer_id AS customer, max(ordered_day) AS day
  FROM orders INDEXED BY orders_customer_idx`

/** The orders of last purchase days; the day of a customer's last valid order is in `last`. */
const ORDERS_OF_LAST_DAYS = `CROSS JOIN orders o INDEXED BY orders_customer_idx
    ON o.customer_id = last.customer AND o.ordered_day = last.day AND ${validAsOf('o')}`

const prepare = ({ sqlite }: Store) => ({
  bought: sqlite
    .prepare<[Bound], BoughtProduct>(
      `SELECT o.ordered_day, l.product_id
       FROM orders o INDEXED BY orders_customer_idx CROSS JOIN order_lines l ON l.order_id = o.id AND l.kind = 'sale'
       WHERE o.customer_id = @customerId AND ${validAsOf('o')}`,
    )
    .raw(),
  ownLast: sqlite
    .prepare<[Bound], string>(
      `SELECT DISTINCT l.product_id
       FROM (${LAST_DAYS} WHERE customer_id = @customerId AND ${VALID_ORDER_AS_OF} GROUP BY customer_id) last
       ${ORDERS_OF_LAST_DAYS}
       CROSS JOIN order_lines l ON l.order_id = o.id AND l.kind = 'sale'`,
    )
    .pluck(),
  last: sqlite
    .prepare<[{ readonly after: string; readonly until: number; readonly customers: number }], LastProduct>(
      `SELECT last.customer, l.product_id
       FROM (${LAST_DAYS} WHERE customer_id > @after AND ${VALID_ORDER_AS_OF}
             GROUP BY customer_id ORDER BY customer_id LIMIT @customers) last
       ${ORDERS_OF_LAST_DAYS}
       LEFT JOIN order_lines l ON l.order_id = o.id AND l.kind = 'sale'
       ORDER BY last.customer`,
    )
    .raw(),
})

/** A sample of a large shop asks tens of thousands of times. */
const statements = new WeakMap<Store, ReturnType<typeof prepare>>()

function statementsOf(store: Store): ReturnType<typeof prepare> {
  const own = statements.get(store) ?? prepare(store)
  statements.set(store, own)
  return own
}

/** What one customer bought in valid orders before `until` (exclusive UTC ms), a row for each line, in no order. */
export const readBoughtProducts = (store: Store, customerId: string, until: number): readonly BoughtProduct[] =>
  statementsOf(store).bought.all({ customerId, until })

/** The different products of one customer's last purchase day before `until`; none without a valid order. */
export const readOwnLastProducts = (store: Store, customerId: string, until: number): readonly string[] =>
  statementsOf(store).ownLast.all({ customerId, until })

/**
 * Products of the last purchase days of everybody before `until`, by customer id and so many customers at a time: rows of
 * one customer stand together, a product more than once where it has several lines.
 */
export function* readLastProducts(
  store: Store,
  until: number,
  customers: number,
): Generator<readonly LastProduct[], undefined> {
  const { last } = statementsOf(store)
  let after = ''
  for (;;) {
    const page = last.all({ after, until, customers })
    const end = page.at(-1)
    if (end === undefined) return
    yield page
    ;[after] = end
  }
}
