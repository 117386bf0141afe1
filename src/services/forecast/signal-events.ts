import type { KnownEvent } from '../../compute/forecast/event-lifts.ts'
import type { SignalRow } from '../../store/queries/inventory/read-signals.ts'
import type { SalesSeries } from './sales-series.ts'

const AROUND = 4
/** Days with a value that a signal needs in the steps of the history, as a share. */
const COVERED = 0.8
const MOST_SIGNALS = 12

/**
 * Outside signals as events: how far each step stands from its own neighbourhood, in standard deviations. The slow part (warm
 * summers) is season, which the forecast knows by itself; what is left is the odd hot or wet week. Steps ahead count where the
 * signal is known for them.
 */
export function signalEvents(series: SalesSeries, horizon: number, rows: readonly SignalRow[]): KnownEvent[] {
  const steps = series.values.length + horizon
  return [...new Set(rows.map((row) => row.name))].slice(0, MOST_SIGNALS).flatMap((name) => {
    const sums = new Float64Array(steps)
    const counts = new Float64Array(steps)
    for (const { day, value, name: signal } of rows) {
      if (signal !== name) continue
      const step = Math.floor((day - series.fromDay) / series.stepDays)
      if (step < 0 || step >= steps) continue
      sums[step] = (sums[step] ?? 0) + value
      counts[step] = (counts[step] ?? 0) + 1
    }
    const known = counts.subarray(0, series.values.length).filter((count) => count > 0).length
    if (known < COVERED * series.values.length) return []
    return [{ name: `signal_${name}`, shares: deviations(sums, counts) }]
  })
}

function deviations(sums: Float64Array, counts: Float64Array): Float64Array {
  const mean = (from: number, to: number): number => {
    let sum = 0
    let days = 0
    for (let at = Math.max(0, from); at < Math.min(sums.length, to); at += 1) {
      sum += sums[at] ?? 0
      days += counts[at] ?? 0
    }
    return days === 0 ? 0 : sum / days
  }
  const apart = sums.map((_, at) => (counts[at] === 0 ? 0 : mean(at, at + 1) - mean(at - AROUND, at + AROUND + 1)))
  const spread = Math.sqrt(apart.reduce((sum, value) => sum + value * value, 0) / Math.max(1, apart.length))
  return spread === 0 ? apart : apart.map((value) => value / spread)
}
