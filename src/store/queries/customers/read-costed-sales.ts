import type { Store } from '../../open.ts'
import { validAsOf, type DayRange } from './valid-as-of.ts'

/** Sales of one customer whose cost is known, and that cost; minor units. */
export interface CostedSales {
  readonly grossMinor: number
  readonly costMinor: number
}

/** Sales with a known cost on some days, by customer; customers without any are absent. */
export function readCostedSales(
  store: Store,
  until: number,
  { fromDay, toDay }: DayRange,
): ReadonlyMap<string, CostedSales> {
  const rows = store.sqlite
    .prepare<[{ until: number; fromDay: number; toDay: number }], [string, number, number]>(
      `SELECT o.customer_id, sum(o.costed_gross_minor), sum(o.cost_minor) FROM orders o
       WHERE o.ordered_day >= @fromDay AND o.ordered_day < @toDay AND o.customer_id IS NOT NULL
         AND o.costed_gross_minor > 0 AND ${validAsOf('o')}
       GROUP BY o.customer_id`,
    )
    .raw()
    .iterate({ until, fromDay, toDay })
  const sales = new Map<string, CostedSales>()
  for (const [customerId, grossMinor, costMinor] of rows) sales.set(customerId, { grossMinor, costMinor })
  return sales
}
