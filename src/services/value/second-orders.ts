import { kaplanMeier } from '../../compute/lifetime/kaplan-meier.ts'
import type { LoadedForecast } from './load-value-forecast.ts'

/** Share of first-time buyers who have come back within so many days, with its 95 % interval. */
export interface SecondOrderShare {
  readonly days: number
  readonly share: number
  readonly interval: readonly [number, number]
}

const AFTER_DAYS = [30, 90, 180, 365] as const

/**
 * How soon a second order follows the first: Kaplan-Meier over the chosen buyers, those who have not come back yet counted
 * for as long as they have been watched. Days beyond the longest watched customer are left out.
 */
export function secondOrders(
  { features: { purchases, asOf }, buyers }: LoadedForecast,
  rows: Int32Array,
): readonly SecondOrderShare[] {
  const time = new Float64Array(rows.length)
  const happened = new Uint8Array(rows.length)
  let longest = 0
  for (const [i, row] of rows.entries()) {
    const from = purchases.offsets[buyers.positions[row] ?? -1] ?? 0
    const first = purchases.days[from] ?? 0
    const came = (buyers.frequency[row] ?? 0) > 0
    time[i] = came ? (purchases.days[from + 1] ?? 0) - first : asOf.day - first
    happened[i] = came ? 1 : 0
    longest = Math.max(longest, asOf.day - first)
  }
  const curve = kaplanMeier({ time, happened })
  return AFTER_DAYS.filter((days) => days <= longest).map((days) => {
    const at = curve.time.findLastIndex((step) => step <= days)
    const [survival = 1, low = 1, high = 1] = at < 0 ? [] : [curve.survival[at], curve.low[at], curve.high[at]]
    return { days, share: 1 - survival, interval: [1 - high, 1 - low] }
  })
}
