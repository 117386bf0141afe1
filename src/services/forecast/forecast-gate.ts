import { quantile } from '../../compute/stats/quantile.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { Gate } from '../../lib/tool-result.ts'
import type { SalesSeries } from './sales-series.ts'

/** Weeks of history, and weeks with a sale among them, without which a forecast is a guess. */
const WEEKS_NEEDED = 8
const WEEKS_WITH_SALES = 3
const WEEK = 7

/**
 * Why a series does not carry a forecast as of a day; null when it does. What there is instead is the mean of the weeks that
 * there are, between the quantiles of those weeks.
 */
export function gateForecast(series: SalesSeries, asOfDay: number, unit: string): Gate | null {
  const { values, stepDays } = series
  const weeks = Math.floor((values.length * stepDays) / WEEK)
  const weekly = inWeeks(values, stepDays)
  const selling = weekly.filter((value) => value > 0).length
  if (weeks >= WEEKS_NEEDED && selling >= WEEKS_WITH_SALES) return null
  const mean = weekly.reduce((sum, value) => sum + value, 0) / Math.max(1, weekly.length)
  const pooled =
    weekly.length === 0
      ? null
      : {
          value: mean,
          unit,
          interval: [Math.min(mean, quantile(weekly, 0.1)), Math.max(mean, 2 * mean, quantile(weekly, 0.9))] as const,
        }
  if (weeks < WEEKS_NEEDED) {
    const opens = weeks === 0 ? null : dateOfDay(asOfDay + (WEEKS_NEEDED - weeks) * WEEK)
    return { failed: 'weeks_of_history', have: weeks, need: WEEKS_NEEDED, pooled_estimate: pooled, opens_on: opens }
  }
  return { failed: 'weeks_with_sales', have: selling, need: WEEKS_WITH_SALES, pooled_estimate: pooled, opens_on: null }
}

function inWeeks(values: Float64Array, stepDays: number): Float64Array {
  const steps = WEEK / stepDays
  const weeks = Math.floor(values.length / steps)
  const start = values.length - weeks * steps
  return Float64Array.from({ length: weeks }, (_, week) =>
    values.subarray(start + week * steps, start + (week + 1) * steps).reduce((sum, value) => sum + value, 0),
  )
}
