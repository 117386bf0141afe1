import type { SeriesForecast } from '../../compute/forecast/forecast-series.ts'
import { addGrains, startOfGrain } from '../../lib/periods.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { ForecastGrain, ForecastStep } from './forecast-question.ts'

/** A forecast cut as asked: its own steps, or calendar months within it, the first and last as long as it reaches. */
export function forecastSteps(
  forecast: SeriesForecast,
  { fromDay, stepDays, grain }: { readonly fromDay: number; readonly stepDays: number; readonly grain: ForecastGrain },
): ForecastStep[] {
  if (grain === 'month') return inMonths(forecast, fromDay, stepDays)
  return Array.from(forecast.path, (value, step) => ({
    period: dateOfDay(fromDay + step * stepDays),
    until: dateOfDay(fromDay + (step + 1) * stepDays),
    value,
    interval: [forecast.low[step] ?? value, forecast.high[step] ?? value],
  }))
}

/** A month's band is as wide, for its size, as that of a stretch of so many days from the first day ahead. */
function inMonths({ path, running }: SeriesForecast, fromDay: number, stepDays: number): ForecastStep[] {
  const end = fromDay + path.length * stepDays
  const steps: ForecastStep[] = []
  for (let start = fromDay; start < end;) {
    const next = Math.min(end, addGrains(startOfGrain(start, 'month', 1), 'month', 1))
    const value = sumTo(running.path, next - fromDay, stepDays) - sumTo(running.path, start - fromDay, stepDays)
    const like = Math.min(path.length, Math.max(1, Math.round((next - start) / stepDays))) - 1
    const whole = running.path[like] ?? 0
    const scale = whole === 0 ? 0 : value / whole
    steps.push({
      period: dateOfDay(start),
      until: dateOfDay(next),
      value,
      interval: [(running.low[like] ?? 0) * scale, (running.high[like] ?? 0) * scale],
    })
    start = next
  }
  return steps
}

/** The running sum after so many days; even within a step. */
function sumTo(sums: Float64Array, days: number, stepDays: number): number {
  const whole = Math.floor(days / stepDays)
  const before = whole === 0 ? 0 : (sums[whole - 1] ?? 0)
  const part = days / stepDays - whole
  return part === 0 ? before : before + part * ((sums[whole] ?? before) - before)
}
