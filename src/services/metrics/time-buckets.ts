import { addGrains, startOfGrain, type Grain } from '../../lib/periods.ts'
import { dateOfDay, type TimeZone } from '../../lib/time-zone.ts'
import type { Bucket } from '../../store/queries/metrics/metric-plan.ts'

/** A stretch of the time axis with its name and whether the data covers all of it. */
export interface TimeBucket extends Bucket {
  /** 2026-06-30, 2026-W27, 2026-06, 2026-Q2 or 2026. */
  readonly label: string
  /** False when the stretch reaches beyond the asked period or as-of. */
  readonly complete: boolean
}

export interface DayRange {
  readonly fromDay: number
  readonly toDay: number
}

export const bucketOf = ({ fromDay, toDay }: DayRange, zone: TimeZone): Bucket => ({
  fromDay,
  toDay,
  from: zone.startOfDay(fromDay),
  to: zone.startOfDay(toDay),
})

/**
 * The window cut into days, weeks, months, quarters or years; the first and last are cut short where the window is.
 *
 * @example the window 2026-06-25 .. 2026-07-03 by month is 2026-06 (6 days, not complete) and 2026-07 (2 days, not complete)
 */
export function timeBuckets(window: DayRange, grain: Grain, weekStart: number, zone: TimeZone): TimeBucket[] {
  const buckets: TimeBucket[] = []
  for (let start = startOfGrain(window.fromDay, grain, weekStart); start < window.toDay;) {
    const end = addGrains(start, grain, 1)
    const range = { fromDay: Math.max(start, window.fromDay), toDay: Math.min(end, window.toDay) }
    buckets.push({
      ...bucketOf(range, zone),
      label: bucketLabel(start, grain, weekStart),
      complete: range.fromDay === start && range.toDay === end,
    })
    start = end
  }
  return buckets
}

function bucketLabel(start: number, grain: Grain, weekStart: number): string {
  const date = dateOfDay(start)
  if (grain === 'day') return date
  if (grain === 'month') return date.slice(0, 7)
  if (grain === 'year') return date.slice(0, 4)
  if (grain === 'quarter') return `${date.slice(0, 4)}-Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`
  // ISO weeks have numbers; weeks that begin on another day are named by their first date.
  if (weekStart !== 1) return date
  const thursday = dateOfDay(start + 3)
  const january = startOfGrain(Date.UTC(Number(thursday.slice(0, 4)), 0, 4) / 86_400_000, 'week', 1)
  return `${thursday.slice(0, 4)}-W${String((start - january) / 7 + 1).padStart(2, '0')}`
}
