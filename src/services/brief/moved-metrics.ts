import { usualRange } from '../../compute/metrics/usual-range.ts'
import type { DayRange } from '../metrics/time-buckets.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import { mayRole } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import { queryMetrics } from '../metrics/query-metrics.ts'

/** Figures that a brief watches, the most telling first. */
const WATCHED = ['net_revenue', 'orders', 'new_customers', 'aov', 'return_rate', 'conversion_rate'] as const
export type WatchedMetric = (typeof WATCHED)[number]
/** Of these, what a guest may see of the whole shop. */
const OPEN: readonly WatchedMetric[] = ['net_revenue', 'orders']

export interface MovedMetric {
  readonly metric: WatchedMetric
  readonly value: number
  readonly before: number
  readonly change: number | null
  readonly usualLow: number
  readonly usualHigh: number
}

/** Periods of equal length before the compared one that say what is usual. */
const EARLIER = 12

/** Which figures lie outside the range of the twelve periods before. */
export function movedMetrics(ctx: ServiceContext, period: DayRange): MovedMetric[] {
  const watched = mayRole(ctx.actor.role, 'read:customers') ? WATCHED : OPEN
  const days = period.toDay - period.fromDay
  const windows = Array.from({ length: EARLIER + 1 }, (_, back) => ({
    fromDay: period.fromDay - back * days,
    toDay: period.toDay - back * days,
  })).filter(({ fromDay }) => fromDay >= ctx.frame.firstDay)
  if (windows.length < 2) return []
  const totals = windows.map((window) => totalsOf(ctx, watched, window))
  return watched.flatMap((metric): MovedMetric[] => {
    const [value, ...earlier] = totals.map((total) => total.get(metric) ?? null)
    const [before] = earlier
    if (value == null || before == null) return []
    const range = usualRange(
      earlier.filter((one) => one !== null),
      value,
    )
    if (range?.unusual !== true) return []
    const change = before === 0 ? null : value / before - 1
    return [{ metric, value, before, change, usualLow: range.low, usualHigh: range.high }]
  })
}

/** Values by metric as they are shown: money in major units, rates as ratios. */
function totalsOf(
  ctx: ServiceContext,
  metrics: readonly WatchedMetric[],
  { fromDay, toDay }: DayRange,
): ReadonlyMap<string, number | null> {
  const { facts } = queryMetrics({
    ctx,
    input: { metrics, period: { from: dateOfDay(fromDay), to: dateOfDay(toDay) } },
  })
  return new Map(facts.map(({ id, value }) => [id, typeof value === 'number' ? value : null]))
}
