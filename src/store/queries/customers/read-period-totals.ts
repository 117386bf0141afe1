import type { Store } from '../../open.ts'
import type { DayRange } from './valid-as-of.ts'

const MS_PER_DAY = 86_400_000
/** No zone is further behind UTC: a local day that ended so long before an instant has nothing after it. */
const FURTHEST_WEST_MS = 12 * 3_600_000

/** What one customer ordered and sent back in a period, minor units. */
export interface PeriodTotals {
  orders: number
  grossMinor: number
  returnsMinor: number
}

/** Valid orders and returns dated in a period as of an instant, by customer; customers without either are absent. */
export function readPeriodTotals(store: Store, until: number, { fromDay, toDay }: DayRange): Map<string, PeriodTotals> {
  const totals = new Map<string, PeriodTotals>()
  // The day is in the index and the instant is not: only rows of the last days are looked up for theirs.
  const bound = { until, fromDay, toDay, safeDay: Math.floor((until - FURTHEST_WEST_MS) / MS_PER_DAY) }
  const orders = store.sqlite
    .prepare<[{ until: number; fromDay: number; toDay: number; safeDay: number }], [string, number, number]>(
      `SELECT o.customer_id, count(*), sum(o.gross_minor) FROM orders o
       WHERE o.ordered_day >= @fromDay AND o.ordered_day < @toDay AND o.customer_id IS NOT NULL AND o.has_sale = 1
         AND o.flag IS NULL AND (o.cancelled_at IS NULL OR o.cancelled_at >= @until)
         AND (o.ordered_day < @safeDay OR o.ordered_at < @until)
       GROUP BY o.customer_id`,
    )
    .raw()
  for (const [customerId, count, grossMinor] of orders.iterate(bound)) {
    totals.set(customerId, { orders: count, grossMinor, returnsMinor: 0 })
  }
  const returns = store.sqlite
    .prepare<[{ until: number; fromDay: number; toDay: number; safeDay: number }], [string, number]>(
      `SELECT customer_id, sum(amount_minor) FROM returns
       WHERE returned_day >= @fromDay AND returned_day < @toDay AND (returned_day < @safeDay OR returned_at < @until) AND customer_id IS NOT NULL
       GROUP BY customer_id`,
    )
    .raw()
  for (const [customerId, returnsMinor] of returns.iterate(bound)) {
    const known = totals.get(customerId)
    if (known === undefined) totals.set(customerId, { orders: 0, grossMinor: 0, returnsMinor })
    else known.returnsMinor = returnsMinor
  }
  return totals
}
