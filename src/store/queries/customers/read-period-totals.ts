import type { Store } from '../../open.ts'
import { firstUnsafeDay, purchasesOf, visitPurchases } from './buyers-from-columns.ts'
import { rememberLatest } from './remember-latest.ts'
import type { DayRange } from './valid-as-of.ts'

/** What one customer ordered and sent back in a period, minor units. */
export interface PeriodTotals {
  readonly orders: number
  readonly grossMinor: number
  readonly returnsMinor: number
}

interface Request extends DayRange {
  readonly until: number
}

type Sums = { -readonly [Name in keyof PeriodTotals]: number }

/**
 * Valid orders and returns dated in a period as of an instant, by customer; customers without either are absent. Long
 * periods are added up in columns of purchases, their last days and short ones in the store.
 */
export const readPeriodTotals = (
  store: Store,
  until: number,
  { fromDay, toDay }: DayRange,
): ReadonlyMap<string, PeriodTotals> => readRemembered(store, { until, fromDay, toDay })

const readRemembered = rememberLatest(
  ({ until, fromDay, toDay }: Request) => `${until}|${fromDay}|${toDay}`,
  readTotals,
)

function readTotals(store: Store, { until, fromDay, toDay }: Request): ReadonlyMap<string, PeriodTotals> {
  const totals = new Map<string, Sums>()
  const safeDay = firstUnsafeDay(until)
  const early = { fromDay, toDay: Math.min(toDay, safeDay) }
  const columns = purchasesOf(store, early)
  if (columns !== null) {
    const { customerIds, grossMinor } = columns
    visitPurchases(columns, until, early, (customer, order) => {
      addOrders(totals, customerIds[customer] ?? '', 1, grossMinor[order] ?? 0)
    })
  }
  // The day is in the index and the instant is not: only rows of the last days are looked up for theirs.
  const bound = { until, fromDay: columns === null ? fromDay : Math.max(fromDay, safeDay), toDay, safeDay }
  const orders = store.sqlite
    .prepare<[{ until: number; fromDay: number; toDay: number; safeDay: number }], [string, number, number]>(
      `SELECT o.customer_id, count(*), sum(o.gross_minor) FROM orders o
       WHERE o.ordered_day >= @fromDay AND o.ordered_day < @toDay AND o.customer_id IS NOT NULL AND o.has_sale = 1
         AND o.flag IS NULL AND (o.cancelled_at IS NULL OR o.cancelled_at >= @until)
         AND (o.ordered_day < @safeDay OR o.ordered_at < @until)
       GROUP BY o.customer_id`,
    )
    .raw()
  for (const [customerId, count, grossMinor] of orders.iterate(bound)) addOrders(totals, customerId, count, grossMinor)
  addReturns(store, { ...bound, fromDay }, totals)
  return totals
}

function addOrders(totals: Map<string, Sums>, customerId: string, orders: number, grossMinor: number): void {
  const known = totals.get(customerId)
  if (known === undefined) totals.set(customerId, { orders, grossMinor, returnsMinor: 0 })
  else {
    known.orders += orders
    known.grossMinor += grossMinor
  }
}

function addReturns(
  store: Store,
  bound: { readonly until: number; readonly fromDay: number; readonly toDay: number; readonly safeDay: number },
  totals: Map<string, Sums>,
): void {
  // Not grouped here: a map takes the rows as they come, where the store would sort them first.
  const returns = store.sqlite
    .prepare<[typeof bound], [string, number]>(
      `SELECT customer_id, amount_minor FROM returns
       WHERE returned_day >= @fromDay AND returned_day < @toDay AND (returned_day < @safeDay OR returned_at < @until)
         AND customer_id IS NOT NULL`,
    )
    .raw()
  for (const [customerId, returnsMinor] of returns.iterate(bound)) {
    const known = totals.get(customerId)
    if (known === undefined) totals.set(customerId, { orders: 0, grossMinor: 0, returnsMinor })
    else known.returnsMinor += returnsMinor
  }
}
