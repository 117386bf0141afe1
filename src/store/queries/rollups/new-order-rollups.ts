import type { Store } from '../../open.ts'
import { addCalendarFunctions } from './calendar-functions.ts'

const NEW = 'rowid > @after AND has_sale = 1 AND flag IS NULL AND cancelled_at IS NULL AND customer_id IS NOT NULL'

/** What the orders that a transaction inserts add to customers and their rollups. */
export interface NewOrderRollups {
  /** Begins a transaction: orders that are there now are not new. */
  begin(): void
  /**
   * Adds up the new orders as they stand, and makes or moves the customers that they name. Call once, at the end of the
   * transaction.
   *
   * @param receivedAt - UTC ms
   */
  write(receivedAt: number): void
}

/**
 * Sums new orders where they are stored: most orders of an import are new, and to sum them outside would hand every
 * customer and month of a transaction over to the store again.
 */
export function newOrderRollups({ sqlite }: Store): NewOrderRollups {
  addCalendarFunctions(sqlite)
  const newest = sqlite.prepare<[], number>('SELECT ifnull(max(rowid), 0) FROM orders').pluck()
  const customers = sqlite.prepare(`
    INSERT INTO customer_rollups
      (customer_id, orders, gross_minor, returns_minor, units, returned_units, first_order_at, last_order_at)
    SELECT customer_id, count(*), sum(gross_minor), 0, sum(units), 0, min(ordered_at), max(ordered_at)
    FROM orders NOT INDEXED WHERE ${NEW} GROUP BY customer_id ORDER BY customer_id
    ON CONFLICT (customer_id) DO UPDATE SET orders = orders + excluded.orders,
      gross_minor = gross_minor + excluded.gross_minor, units = units + excluded.units,
      first_order_at = min(ifnull(first_order_at, excluded.first_order_at), excluded.first_order_at),
      last_order_at = max(ifnull(last_order_at, excluded.last_order_at), excluded.last_order_at)`)
  const months = sqlite.prepare(`
    INSERT INTO customer_months (month, customer_id, orders, gross_minor, returns_minor, units)
    SELECT kith_month_of_day(ordered_day) AS month, customer_id, count(*), sum(gross_minor), 0, sum(units)
    FROM orders NOT INDEXED WHERE ${NEW} GROUP BY month, customer_id ORDER BY month, customer_id
    ON CONFLICT (month, customer_id) DO UPDATE SET orders = orders + excluded.orders,
      gross_minor = gross_minor + excluded.gross_minor, units = units + excluded.units`)
  const named = sqlite.prepare(`
    INSERT INTO customers (id, created_at, is_stub, last_received_at)
    SELECT customer_id, min(ordered_at), 1, @receivedAt FROM orders NOT INDEXED
    WHERE rowid > @after AND customer_id IS NOT NULL AND ordered_at <> 0 GROUP BY customer_id ORDER BY customer_id
    ON CONFLICT (id) DO UPDATE SET created_at = min(created_at, excluded.created_at),
      last_received_at = max(ifnull(last_received_at, 0), excluded.last_received_at)
    WHERE created_at > excluded.created_at OR ifnull(last_received_at, 0) < excluded.last_received_at`)
  let after = 0
  return {
    begin() {
      after = newest.get() ?? 0
    },
    write(receivedAt) {
      named.run({ after, receivedAt })
      customers.run({ after })
      months.run({ after })
    },
  }
}
