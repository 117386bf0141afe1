import type { Store } from '../../open.ts'
import type { RollupDeltas } from './rollup-deltas.ts'

/** Writes the summed changes of a batch. Call inside the transaction of the facts, after the orders are written. */
export function rollupWriter(store: Store): (deltas: RollupDeltas) => void {
  const { sqlite } = store
  const customer = sqlite.prepare(`
    INSERT INTO customer_rollups
      (customer_id, orders, gross_minor, returns_minor, units, returned_units, first_order_at, last_order_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (customer_id) DO UPDATE SET
      orders = orders + excluded.orders,
      gross_minor = gross_minor + excluded.gross_minor,
      returns_minor = returns_minor + excluded.returns_minor,
      units = units + excluded.units,
      returned_units = returned_units + excluded.returned_units,
      first_order_at = min(ifnull(first_order_at, excluded.first_order_at), ifnull(excluded.first_order_at, first_order_at)),
      last_order_at = max(ifnull(last_order_at, excluded.last_order_at), ifnull(excluded.last_order_at, last_order_at))`)
  const rereadCustomer = sqlite.prepare(`
    UPDATE customer_rollups SET (first_order_at, last_order_at) = (
      SELECT min(ordered_at), max(ordered_at) FROM orders
      WHERE customer_id = @id AND has_sale = 1 AND flag IS NULL AND cancelled_at IS NULL
    ) WHERE customer_id = @id`)
  const emptyCustomer = sqlite.prepare(`
    DELETE FROM customer_rollups WHERE customer_id = ?
      AND orders = 0 AND gross_minor = 0 AND returns_minor = 0 AND units = 0 AND returned_units = 0`)
  const month = sqlite.prepare(`
    INSERT INTO customer_months (month, customer_id, orders, gross_minor, returns_minor, units) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (customer_id, month) DO UPDATE SET
      orders = orders + excluded.orders,
      gross_minor = gross_minor + excluded.gross_minor,
      returns_minor = returns_minor + excluded.returns_minor,
      units = units + excluded.units`)
  const emptyMonth = sqlite.prepare(`
    DELETE FROM customer_months WHERE customer_id = ? AND month = ?
      AND orders = 0 AND gross_minor = 0 AND returns_minor = 0 AND units = 0`)
  const day = sqlite.prepare(`
    INSERT INTO daily_rollups (dimension, day, value, orders, gross_minor, returns_minor, units, returned_units,
      anonymous_orders, cost_minor, costed_gross_minor) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (dimension, day, value) DO UPDATE SET
      orders = orders + excluded.orders,
      gross_minor = gross_minor + excluded.gross_minor,
      returns_minor = returns_minor + excluded.returns_minor,
      units = units + excluded.units,
      returned_units = returned_units + excluded.returned_units,
      anonymous_orders = anonymous_orders + excluded.anonymous_orders,
      cost_minor = cost_minor + excluded.cost_minor,
      costed_gross_minor = costed_gross_minor + excluded.costed_gross_minor`)
  const emptyDay = sqlite.prepare(`
    DELETE FROM daily_rollups WHERE dimension = ? AND day = ? AND value = ?
      AND orders = 0 AND gross_minor = 0 AND returns_minor = 0 AND units = 0 AND returned_units = 0
      AND anonymous_orders = 0 AND cost_minor = 0 AND costed_gross_minor = 0`)

  const writeCustomers = (deltas: RollupDeltas): void => {
    for (const [id, delta] of deltas.customers) {
      const { orders, grossMinor, returnsMinor, units, returnedUnits, firstOrderAt, lastOrderAt } = delta
      if (orders !== 0 || grossMinor !== 0 || returnsMinor !== 0 || units !== 0 || returnedUnits !== 0) {
        customer.run(id, orders, grossMinor, returnsMinor, units, returnedUnits, firstOrderAt, lastOrderAt)
      }
      if (delta.reread) rereadCustomer.run({ id })
      if (orders < 0 || grossMinor < 0 || returnsMinor < 0 || returnedUnits < 0) emptyCustomer.run(id)
      for (const [number, sums] of delta.months) {
        if (sums.orders === 0 && sums.grossMinor === 0 && sums.returnsMinor === 0 && sums.units === 0) continue
        month.run(number, id, sums.orders, sums.grossMinor, sums.returnsMinor, sums.units)
        if (sums.orders < 0 || sums.grossMinor < 0 || sums.returnsMinor < 0) emptyMonth.run(id, number)
      }
    }
  }
  const writeDays = (deltas: RollupDeltas): void => {
    for (const [dimension, values] of deltas.days) {
      for (const [value, days] of values) {
        for (const [number, sums] of days) {
          const { orders, grossMinor, returnsMinor, units, returnedUnits } = sums
          const { anonymousOrders, costMinor, costedGrossMinor } = sums
          if (
            orders === 0 &&
            grossMinor === 0 &&
            returnsMinor === 0 &&
            units === 0 &&
            returnedUnits === 0 &&
            anonymousOrders === 0 &&
            costMinor === 0 &&
            costedGrossMinor === 0
          ) {
            continue
          }
          day.run(
            dimension,
            number,
            value,
            orders,
            grossMinor,
            returnsMinor,
            units,
            returnedUnits,
            anonymousOrders,
            costMinor,
            costedGrossMinor,
          )
          if (orders < 0 || grossMinor < 0 || returnsMinor < 0 || returnedUnits < 0)
            emptyDay.run(dimension, number, value)
        }
      }
    }
  }
  return (deltas) => {
    writeCustomers(deltas)
    writeDays(deltas)
  }
}
