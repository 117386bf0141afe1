import type { Store } from '../../open.ts'
import { VALID_ORDER_AS_OF } from './valid-order.ts'

/** Orders of one customer, added up for RFM. `last` is a local day, or an instant where rollups keep one. */
export type RfmRow = [customerId: string, orders: number, grossMinor: number, returnsMinor: number, last: number]

/** The half-open window that orders and returns must lie in, in local days and the instants at which those begin. */
export interface RfmWindow {
  readonly fromDay: number
  readonly toDay: number
  readonly from: number
  readonly to: number
}

/**
 * True when nothing in the store lies at or after `until`: then the rollups, which know every fact, tell the same as the
 * orders would. Four index look-ups. False also where no rollup has been kept yet.
 *
 * @param asOfDay - the local day that ends at `until`
 */
export function rollupsHoldAsOf(store: Store, until: number, asOfDay: number): boolean {
  const row = store.sqlite
    .prepare<[{ until: number; asOfDay: number }], [number]>(
      `SELECT EXISTS (SELECT 1 FROM customer_rollups)
         AND NOT EXISTS (SELECT 1 FROM orders WHERE ordered_day > @asOfDay)
         AND NOT EXISTS (SELECT 1 FROM orders WHERE ordered_day = @asOfDay AND ordered_at >= @until)
         AND NOT EXISTS (SELECT 1 FROM orders WHERE cancelled_at IS NOT NULL AND cancelled_at >= @until)
         AND NOT EXISTS (SELECT 1 FROM returns WHERE returned_day >= @asOfDay AND returned_at >= @until)`,
    )
    .raw()
    .get({ until, asOfDay })
  return row?.[0] === 1
}

/** All history from the rollups, customers with a valid order only; `last` is an instant. */
export const readRfmRollups = (store: Store): IterableIterator<RfmRow> =>
  store.sqlite
    .prepare<[], RfmRow>(
      `SELECT customer_id, orders, gross_minor, returns_minor, last_order_at
       FROM customer_rollups WHERE orders > 0`,
    )
    .raw()
    .iterate()

/** Orders of a window as of an instant; `returnsMinor` is 0, see `readWindowReturns`. */
export const readRfmOrders = (store: Store, until: number, { fromDay, toDay }: RfmWindow): IterableIterator<RfmRow> =>
  store.sqlite
    .prepare<[{ until: number; fromDay: number; toDay: number }], RfmRow>(
      `SELECT customer_id, count(*), sum(gross_minor), 0, max(ordered_day)
       FROM orders INDEXED BY orders_customer_idx
       WHERE customer_id IS NOT NULL AND ordered_day >= @fromDay AND ordered_day < @toDay AND ${VALID_ORDER_AS_OF}
       GROUP BY customer_id`,
    )
    .raw()
    .iterate({ until, fromDay, toDay })

/** Returns of a window as of an instant, by customer. */
export const readWindowReturns = (
  store: Store,
  until: number,
  { from, to }: RfmWindow,
): IterableIterator<[customerId: string, returnsMinor: number]> =>
  store.sqlite
    .prepare<[{ from: number; to: number }], [string, number]>(
      `SELECT customer_id, sum(amount_minor) FROM returns INDEXED BY returns_customer_idx
       WHERE customer_id IS NOT NULL AND returned_at >= @from AND returned_at < @to GROUP BY customer_id`,
    )
    .raw()
    .iterate({ from, to: Math.min(to, until) })
