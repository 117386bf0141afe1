import type { Store } from '../../open.ts'
import { orderLines, orders, orderStatusChanges, returns } from '../../schema/index.ts'
import { tableAccess, type TableAccess } from './table-access.ts'

export type OrderRow = typeof orders.$inferSelect
export type LineRow = typeof orderLines.$inferSelect
export type ReturnRow = typeof returns.$inferSelect
type StatusChangeRow = typeof orderStatusChanges.$inferSelect

/** Reads and writes of orders with what belongs to them, for importing. */
export interface OrderFacts {
  readonly orders: TableAccess<OrderRow>
  readonly lines: TableAccess<LineRow>
  readonly returns: TableAccess<ReturnRow>
  readonly statusChanges: TableAccess<StatusChangeRow>
  /** Writes an order's state and what is known of its delivery: no index and no sum holds them. */
  deliver(order: OrderRow): void
  linesOf(orderId: string): LineRow[]
  returnsOf(orderId: string): ReturnRow[]
  /** Whether any return names an order: when none does, orders need not look for theirs. */
  anyLinkedReturn(): boolean
  /** The greatest id of all orders in the order of bytes; undefined when there is none. */
  lastOrderId(): string | undefined
}

const columnsOf = (access: { readonly columns: readonly string[] }, names: Readonly<Record<string, string>>): string =>
  access.columns.map((column) => `"${names[column] ?? column}" AS "${column}"`).join(', ')

/** snake_case of a schema property, as every column of ours is named. */
const sqlNames = (columns: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    columns.map((column) => [column, column.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)]),
  )

export function orderFacts(store: Store): OrderFacts {
  const lines = tableAccess(store, orderLines, ['orderId', 'lineKey'])
  const returned = tableAccess(store, returns, ['returnKey'])
  const selectLines = store.sqlite.prepare<[string], LineRow>(
    `SELECT ${columnsOf(lines, sqlNames(lines.columns))} FROM order_lines WHERE order_id = ? ORDER BY line_key`,
  )
  const selectReturns = store.sqlite.prepare<[string], ReturnRow>(
    `SELECT ${columnsOf(returned, sqlNames(returned.columns))} FROM returns WHERE order_id = ? ORDER BY return_key`,
  )
  const deliver = store.sqlite.prepare(
    'UPDATE orders SET status = ?, shipped_at = ?, promised_at = ?, delivered_at = ?, carrier = ?, warehouse = ? WHERE id = ?',
  )
  const linked = store.sqlite.prepare('SELECT 1 FROM returns WHERE order_id > ? LIMIT 1')
  const lastId = store.sqlite.prepare<[], string>('SELECT id FROM orders ORDER BY id DESC LIMIT 1').pluck()
  return {
    orders: tableAccess(store, orders, ['id']),
    lines,
    returns: returned,
    statusChanges: tableAccess(store, orderStatusChanges, ['orderId', 'changedAt', 'status']),
    deliver: ({ id, status, shippedAt, promisedAt, deliveredAt, carrier, warehouse }) =>
      void deliver.run(status, shippedAt, promisedAt, deliveredAt, carrier, warehouse, id),
    linesOf: (orderId) => selectLines.all(orderId),
    returnsOf: (orderId) => selectReturns.all(orderId),
    anyLinkedReturn: () => linked.get('') !== undefined,
    lastOrderId: () => lastId.get(),
  }
}
