import type { Store } from '../../open.ts'
import { orderStatusAsOf } from './order-status-as-of.ts'
import { validAsOf, type DayRange } from './valid-as-of.ts'

export type OrderWord = 'channel' | 'device' | 'source' | 'campaign' | 'country' | 'region' | 'city' | 'status'

/**
 * The different values that each customer's orders of a period carry in a column. Valid orders only, except for `status`,
 * which speaks of all orders, as of the instant.
 */
export function readOrderWords(
  store: Store,
  column: OrderWord,
  until: number,
  { fromDay, toDay }: DayRange,
): Map<string, string[]> {
  const value = column === 'status' ? orderStatusAsOf('o') : `o.${column}`
  const counts = column === 'status' ? 'o.ordered_at < @until' : validAsOf('o')
  const rows = store.sqlite
    .prepare<[{ until: number; fromDay: number; toDay: number }], [string, string | null]>(
      `SELECT DISTINCT o.customer_id, ${value} FROM orders o
       WHERE o.ordered_day >= @fromDay AND o.ordered_day < @toDay AND o.customer_id IS NOT NULL AND ${counts}`,
    )
    .raw()
  const words = new Map<string, string[]>()
  for (const [customerId, word] of rows.iterate({ until, fromDay, toDay })) {
    if (word === null || word === '') continue
    const known = words.get(customerId)
    if (known === undefined) words.set(customerId, [word])
    else known.push(word)
  }
  return words
}
