import { nextPurchaseTimes } from '../../compute/lifetime/next-purchase-times.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { ValueParameters } from './value-parameters.ts'

/** When the next order comes if one comes. */
export interface NextOrder {
  /** As likely before as after. */
  readonly date: string
  /** The middle 80 %; the second is null when it lies more than ten years ahead. */
  readonly interval: readonly [string, string | null]
}

/** Below this probability of being a customer still, a date would be read as a promise. */
export const LEAST_ALIVE = 0.2
const FURTHEST_DAYS = 3650

/** The next order of one buyer; null for one who has probably left, or whose date lies beyond ten years. */
export function nextOrderOf(
  { pareto }: Pick<ValueParameters, 'pareto'>,
  buyer: { readonly alive: number; readonly frequency: number; readonly age: number },
  asOfDay: number,
): NextOrder | null {
  if (buyer.alive < LEAST_ALIVE) return null
  const [low = 0, median = 0, high = 0] = nextPurchaseTimes(buyer, pareto, [0.1, 0.5, 0.9])
  if (median > FURTHEST_DAYS) return null
  // Any moment of the day after as-of counts as tomorrow.
  const dateAfter = (days: number) => dateOfDay(asOfDay + Math.max(1, Math.ceil(days)))
  return {
    date: dateAfter(median),
    interval: [dateAfter(low), high > FURTHEST_DAYS ? null : dateAfter(high)],
  }
}
