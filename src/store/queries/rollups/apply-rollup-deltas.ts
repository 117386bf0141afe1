import type { Store } from '../../open.ts'
import { bulkInsert, type BulkInsert } from '../facts/bulk-insert.ts'
import type { RollupDeltas } from './rollup-deltas.ts'

const added = (columns: readonly string[]): string =>
  columns.map((column) => `${column} = ${column} + excluded.${column}`).join(', ')

const CUSTOMER_SUMS = ['orders', 'gross_minor', 'returns_minor', 'units', 'returned_units'] as const
const MONTH_SUMS = ['orders', 'gross_minor', 'returns_minor', 'units'] as const
const DAY_SUMS = [...CUSTOMER_SUMS, 'anonymous_orders', 'cost_minor', 'costed_gross_minor'] as const

const allZero = (columns: readonly string[]): string => columns.map((column) => `${column} = 0`).join(' AND ')

/** Keys in code-unit order, so that each page of the table is touched once. */
const sortedEntries = <Value>(map: ReadonlyMap<string, Value>): (readonly [string, Value])[] =>
  [...map].sort(([a], [b]) => (a < b ? -1 : 1))

/** Writes the summed changes of a transaction's facts. Call inside it, after the orders are written. */
export function rollupWriter(store: Store): (deltas: RollupDeltas) => void {
  const writers = [customerWriter(store), monthWriter(store), dayWriter(store)]
  return (deltas) => {
    for (const write of writers) write(deltas)
  }
}

function customerWriter({ sqlite }: Store): (deltas: RollupDeltas) => void {
  const sums: BulkInsert = bulkInsert(
    sqlite,
    'customer_rollups',
    ['customer_id', ...CUSTOMER_SUMS, 'first_order_at', 'last_order_at'],
    `ON CONFLICT (customer_id) DO UPDATE SET ${added(CUSTOMER_SUMS)},
      first_order_at = min(ifnull(first_order_at, excluded.first_order_at), ifnull(excluded.first_order_at, first_order_at)),
      last_order_at = max(ifnull(last_order_at, excluded.last_order_at), ifnull(excluded.last_order_at, last_order_at))`,
  )
  const reread = sqlite.prepare(`
    UPDATE customer_rollups SET (first_order_at, last_order_at) = (
      SELECT min(ordered_at), max(ordered_at) FROM orders
      WHERE customer_id = @id AND has_sale = 1 AND flag IS NULL AND cancelled_at IS NULL
    ) WHERE customer_id = @id`)
  const erase = sqlite.prepare(`DELETE FROM customer_rollups WHERE customer_id = ? AND ${allZero(CUSTOMER_SUMS)}`)
  return (deltas) => {
    const lowered: string[] = []
    const moved: string[] = []
    for (const [id, delta] of sortedEntries(deltas.customers)) {
      const { orders, grossMinor, returnsMinor, units, returnedUnits } = delta
      if (delta.reread) moved.push(id)
      if (orders === 0 && grossMinor === 0 && returnsMinor === 0 && units === 0 && returnedUnits === 0) continue
      sums.add([id, orders, grossMinor, returnsMinor, units, returnedUnits, delta.firstOrderAt, delta.lastOrderAt])
      if (orders < 0 || grossMinor < 0 || returnsMinor < 0 || units < 0 || returnedUnits < 0) lowered.push(id)
    }
    sums.end()
    for (const id of moved) reread.run({ id })
    for (const id of lowered) erase.run(id)
  }
}

function monthWriter({ sqlite }: Store): (deltas: RollupDeltas) => void {
  const sums = bulkInsert(
    sqlite,
    'customer_months',
    ['month', 'customer_id', ...MONTH_SUMS],
    `ON CONFLICT (month, customer_id) DO UPDATE SET ${added(MONTH_SUMS)}`,
  )
  const erase = sqlite.prepare(
    `DELETE FROM customer_months WHERE month = ? AND customer_id = ? AND ${allZero(MONTH_SUMS)}`,
  )
  return (deltas) => {
    const lowered: (readonly [number, string])[] = []
    for (const [id, delta] of sortedEntries(deltas.customers)) {
      for (const { month, orders, grossMinor, returnsMinor, units } of delta.months) {
        if (orders === 0 && grossMinor === 0 && returnsMinor === 0 && units === 0) continue
        sums.add([month, id, orders, grossMinor, returnsMinor, units])
        if (orders < 0 || grossMinor < 0 || returnsMinor < 0 || units < 0) lowered.push([month, id])
      }
    }
    sums.end()
    for (const [month, id] of lowered) erase.run(month, id)
  }
}

function dayWriter({ sqlite }: Store): (deltas: RollupDeltas) => void {
  const sums = bulkInsert(
    sqlite,
    'daily_rollups',
    ['dimension', 'day', 'value', ...DAY_SUMS],
    `ON CONFLICT (dimension, day, value) DO UPDATE SET ${added(DAY_SUMS)}`,
  )
  const erase = sqlite.prepare(
    `DELETE FROM daily_rollups WHERE dimension = ? AND day = ? AND value = ? AND ${allZero(DAY_SUMS)}`,
  )
  return (deltas) => {
    const lowered: (readonly [string, number, string])[] = []
    for (const [dimension, days] of deltas.days) {
      for (const day of [...days.keys()].sort((a, b) => a - b)) {
        for (const [value, delta] of sortedEntries(days.get(day) ?? new Map())) {
          const row = [
            delta.orders,
            delta.grossMinor,
            delta.returnsMinor,
            delta.units,
            delta.returnedUnits,
            delta.anonymousOrders,
            delta.costMinor,
            delta.costedGrossMinor,
          ]
          if (row.every((sum) => sum === 0)) continue
          sums.add([dimension, day, value, ...row])
          if (row.some((sum) => sum < 0)) lowered.push([dimension, day, value])
        }
      }
    }
    sums.end()
    for (const key of lowered) erase.run(...key)
  }
}
