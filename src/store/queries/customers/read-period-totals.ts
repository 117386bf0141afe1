import type { Store } from '../../open.ts'
import { validAsOf, type DayRange } from './valid-as-of.ts'

/** What one customer ordered and sent back in a period, minor units. */
export interface PeriodTotals {
  orders: number
  grossMinor: number
  returnsMinor: number
}

/** Valid orders and returns dated in a period as of an instant, by customer; customers without either are absent. */
export function readPeriodTotals(store: Store, until: number, { fromDay, toDay }: DayRange): Map<string, PeriodTotals> {
  const totals = new Map<string, PeriodTotals>()
  const orders = store.sqlite
    .prepare<[{ until: number; fromDay: number; toDay: number }], [string, number, number]>(
      `SELECT o.customer_id, count(*), sum(o.gross_minor) FROM orders o
       WHERE o.ordered_day >= @fromDay AND o.ordered_day < @toDay AND o.customer_id IS NOT NULL AND ${validAsOf('o')}
       GROUP BY o.customer_id`,
    )
    .raw()
  for (const [customerId, count, grossMinor] of orders.iterate({ until, fromDay, toDay })) {
    totals.set(customerId, { orders: count, grossMinor, returnsMinor: 0 })
  }
  const returns = store.sqlite
    .prepare<[{ until: number; fromDay: number; toDay: number }], [string, number]>(
      `SELECT customer_id, sum(amount_minor) FROM returns
       WHERE returned_day >= @fromDay AND returned_day < @toDay AND returned_at < @until AND customer_id IS NOT NULL
       GROUP BY customer_id`,
    )
    .raw()
  for (const [customerId, returnsMinor] of returns.iterate({ until, fromDay, toDay })) {
    const known = totals.get(customerId)
    if (known === undefined) totals.set(customerId, { orders: 0, grossMinor: 0, returnsMinor })
    else known.returnsMinor = returnsMinor
  }
  return totals
}
