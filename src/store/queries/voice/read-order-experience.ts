import type { Store } from '../../open.ts'

/** What an order was like for its customer, as far as the shop knows before an instant. */
export interface OrderExperience {
  readonly orderId: string
  readonly customerId: string | null
  /** UTC ms; null when not known or not yet happened. */
  readonly orderedAt: number
  readonly promisedAt: number | null
  readonly deliveredAt: number | null
  readonly grossMinor: number
  /** The same units at list prices of the day; null where a list price is missing. */
  readonly listMinor: number | null
  readonly returnedUnits: number
  /** Tickets about the order, and hours until the first of them was answered. */
  readonly tickets: number
  readonly responseHours: number | null
}

/** The experience of these orders, by order id. */
export function readOrderExperience(
  store: Store,
  orderIds: readonly string[],
  until: number,
): ReadonlyMap<string, OrderExperience> {
  const rows = store.sqlite
    .prepare<[{ until: number; ids: string }], OrderExperience>(
      `SELECT o.id AS orderId, o.customer_id AS customerId, o.ordered_at AS orderedAt, o.promised_at AS promisedAt,
         CASE WHEN o.delivered_at < @until THEN o.delivered_at END AS deliveredAt, o.gross_minor AS grossMinor,
         (SELECT CASE WHEN sum(list IS NULL) = 0 THEN sum(quantity * list) END FROM (
            SELECT l.quantity AS quantity, coalesce(
              (SELECT price_minor FROM product_prices WHERE product_id = l.product_id AND valid_from <= o.ordered_at
               ORDER BY valid_from DESC LIMIT 1),
              (SELECT price_minor FROM products WHERE id = l.product_id)) AS list
            FROM order_lines l WHERE l.order_id = o.id AND l.kind = 'sale')) AS listMinor,
         (SELECT coalesce(sum(quantity), 0) FROM returns WHERE order_id = o.id AND returned_at < @until) AS returnedUnits,
         coalesce(t.tickets, 0) AS tickets, t.hours AS responseHours
       FROM json_each(@ids) wanted JOIN orders o ON o.id = wanted.value
         LEFT JOIN (SELECT order_id, count(*) AS tickets,
             min(CASE WHEN first_response_at < @until THEN (first_response_at - opened_at) / 3600000.0 END) AS hours
           FROM tickets WHERE order_id IS NOT NULL AND opened_at < @until GROUP BY order_id) t ON t.order_id = o.id
       WHERE o.ordered_at < @until`,
    )
    .all({ until, ids: JSON.stringify(orderIds) })
  return new Map(rows.map((row) => [row.orderId, row]))
}
