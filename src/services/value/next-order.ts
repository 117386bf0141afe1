import { nextPurchaseTimes } from '../../compute/lifetime/next-purchase-times.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { LoadedForecast } from './load-value-forecast.ts'
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

/** The next order of the buyer at `row`; null for one who has probably left, or whose date lies beyond ten years. */
export function nextOrderOf(
  { features, buyers, forecast }: LoadedForecast,
  { pareto }: ValueParameters,
  row: number,
): NextOrder | null {
  if ((forecast.alive[row] ?? 0) < LEAST_ALIVE) return null
  const history = { frequency: buyers.frequency[row] ?? 0, age: buyers.age[row] ?? 0 }
  const [low = 0, median = 0, high = 0] = nextPurchaseTimes(history, pareto, [0.1, 0.5, 0.9])
  if (median > FURTHEST_DAYS) return null
  // Any moment of the day after as-of counts as tomorrow.
  const dateAfter = (days: number) => dateOfDay(features.asOf.day + Math.max(1, Math.ceil(days)))
  return {
    date: dateAfter(median),
    interval: [dateAfter(low), high > FURTHEST_DAYS ? null : dateAfter(high)],
  }
}
