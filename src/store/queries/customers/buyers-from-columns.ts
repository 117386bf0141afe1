import type { Store } from '../../open.ts'
import { loadPurchaseColumns } from '../metrics/load-purchase-columns.ts'
import type { PurchaseColumns } from '../metrics/read-purchase-columns.ts'
import { ORDER_DAYS } from '../orders/order-days.ts'
import type { DayRange } from './valid-as-of.ts'

const MS_PER_DAY = 86_400_000
/** No zone is further behind UTC: a local day that ended so long before an instant has nothing after it. */
const FURTHEST_WEST_MS = 12 * 3_600_000

/** The first local day that may hold something after an instant; all of every earlier day lies before it. */
export const firstUnsafeDay = (until: number): number => Math.floor((until - FURTHEST_WEST_MS) / MS_PER_DAY)

/** Orders of the days that surely lie before as-of, one customer after the other; null while they are not worth reading. */
export function purchasesOf(store: Store, { fromDay, toDay }: DayRange): PurchaseColumns | null {
  const bucket = { fromDay, toDay, from: 0, to: 0 }
  return loadPurchaseColumns(store, { buckets: [bucket] })?.columns ?? null
}

/**
 * Calls `visit` for each valid order of a named customer in a range of days, as of an instant. The range must end by
 * `firstUnsafeDay(until)`: columns know days and no instants.
 */
export function visitPurchases(
  { customerIds, offsets, days, cancelled, cancelledAt }: PurchaseColumns,
  until: number,
  { fromDay, toDay }: DayRange,
  visit: (customer: number, order: number) => void,
): void {
  let next = 0
  for (let customer = 0; customer < customerIds.length; customer++) {
    const isNamed = customerIds[customer] !== null
    const end = offsets[customer + 1] ?? 0
    for (let order = offsets[customer] ?? 0; order < end; order++) {
      if (cancelled[next] === order) {
        const at = cancelledAt[next] ?? 0
        next += 1
        if (at < until) continue
      }
      const day = days[order] ?? 0
      if (isNamed && day >= fromDay && day < toDay) visit(customer, order)
    }
  }
}

/** Ids of those who have a valid order of one of the products in a range of days that ends by `firstUnsafeDay(until)`. */
export function buyersOfProducts(
  store: Store,
  columns: PurchaseColumns,
  until: number,
  productIds: readonly string[],
  range: DayRange,
): Set<string> {
  const wanted = new Uint8Array(lastRow(columns) + 1)
  // The key of an order leads to its row number alone: who ordered it, and whether it still counts, the columns know.
  const rows = store.sqlite
    .prepare<[{ fromDay: number; toDay: number; list: string }], number>(
      `SELECT o.rowid FROM ${ORDER_DAYS} d CROSS JOIN json_each(@list) v
       CROSS JOIN order_lines l ON l.ordered_day = d.day AND l.product_id = v.value
       CROSS JOIN orders o ON o.id = l.order_id
       WHERE d.day >= @fromDay AND d.day < @toDay AND l.kind = 'sale'`,
    )
    .pluck()
  for (const row of rows.iterate({ ...range, list: JSON.stringify(productIds) })) wanted[row] = 1
  const buyers = new Set<string>()
  let latest = -1
  visitPurchases(columns, until, range, (customer, order) => {
    if (customer === latest || wanted[columns.rowNumbers[order] ?? 0] !== 1) return
    latest = customer
    const id = columns.customerIds[customer]
    if (id !== null && id !== undefined) buyers.add(id)
  })
  return buyers
}

function lastRow({ rowNumbers }: PurchaseColumns): number {
  let last = 0
  for (let i = 0; i < rowNumbers.length; i++) last = Math.max(last, rowNumbers[i] ?? 0)
  return last
}
