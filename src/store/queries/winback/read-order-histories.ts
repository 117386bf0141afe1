import type { Store } from '../../open.ts'
import { VALID_ORDER_AS_OF } from '../features/valid-order.ts'

/** One valid order of a customer, as far as it was known before as-of. Instants in UTC ms. */
export interface HistoryOrder {
  readonly id: string
  readonly day: number
  readonly grossMinor: number
  readonly discounted: boolean
  readonly promisedAt: number | null
  readonly deliveredAt: number | null
}

type OrderRow = [
  customerId: string,
  id: string,
  day: number,
  grossMinor: number,
  discounted: number,
  promisedAt: number | null,
  deliveredAt: number | null,
]

/** Valid orders of these customers as of `until` (exclusive UTC ms), oldest first. */
export function readOrderHistories(
  store: Store,
  customerIds: readonly string[],
  until: number,
): Map<string, HistoryOrder[]> {
  const rows = store.sqlite
    .prepare<[{ ids: string; until: number }], OrderRow>(
      `SELECT customer_id, id, ordered_day, gross_minor, coupon IS NOT NULL OR order_discount_minor > 0,
         promised_at, CASE WHEN delivered_at < @until THEN delivered_at END
       FROM orders WHERE customer_id IN (SELECT value FROM json_each(@ids)) AND ${VALID_ORDER_AS_OF}
       ORDER BY customer_id, ordered_at`,
    )
    .raw()
    .iterate({ ids: JSON.stringify(customerIds), until })
  const histories = new Map<string, HistoryOrder[]>()
  for (const [customerId, id, day, grossMinor, discounted, promisedAt, deliveredAt] of rows) {
    const own = histories.get(customerId) ?? []
    histories.set(customerId, own)
    own.push({ id, day, grossMinor, discounted: discounted === 1, promisedAt, deliveredAt })
  }
  return histories
}

/** Money given back to these customers since a local day each, before `until`: by customer. */
export function readReturnsSince(
  store: Store,
  customers: readonly { readonly customerId: string; readonly fromDay: number }[],
  until: number,
): Map<string, number> {
  const given = store.sqlite
    .prepare<[string, number, number], number>(
      `SELECT coalesce(sum(amount_minor), 0) FROM returns
       WHERE customer_id = ? AND returned_at < ? AND returned_day >= ?`,
    )
    .pluck()
  return new Map(customers.map(({ customerId, fromDay }) => [customerId, given.get(customerId, until, fromDay) ?? 0]))
}

/**
 * Reads what the products of an order cost at `until` over what was paid for them then; null when no price of today is
 * known.
 *
 * @param minorPerMajor - 100 for a currency of two digits
 */
export function priceChangeReader(
  store: Store,
  { until, minorPerMajor }: { readonly until: number; readonly minorPerMajor: number },
): (orderId: string) => number | null {
  const read = store.sqlite
    .prepare<[{ orderId: string; until: number; scale: number }], number | null>(
      `SELECT sum(now * quantity) / sum(paid * quantity) FROM (
         SELECT l.quantity, l.unit_price_micro / @scale AS paid,
           (SELECT p.price_minor FROM product_prices p
            WHERE p.product_id = l.product_id AND p.valid_from < @until ORDER BY p.valid_from DESC LIMIT 1) AS now
         FROM order_lines l WHERE l.order_id = @orderId AND l.kind = 'sale' AND l.unit_price_micro > 0)
       WHERE now IS NOT NULL`,
    )
    .pluck()
  return (orderId) => read.get({ orderId, until, scale: 1e6 / minorPerMajor }) ?? null
}

/** Share of all valid orders before `until` that were bought at a discount; 0 without an order. */
export const readDiscountedShare = (store: Store, until: number): number =>
  store.sqlite
    .prepare<[{ until: number }], number | null>(
      `SELECT avg(coupon IS NOT NULL OR order_discount_minor > 0) FROM orders
       WHERE customer_id IS NOT NULL AND ${VALID_ORDER_AS_OF}`,
    )
    .pluck()
    .get({ until }) ?? 0
