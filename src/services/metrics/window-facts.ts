import type { Fact } from '../../lib/tool-result.ts'
import type { AnalyticsEngine, MetricPlan } from '../../store/queries/metrics/metric-plan.ts'
import type { ServiceContext } from '../context.ts'
import { otherWindows, windowsBeside } from '../population/other-windows.ts'
import { metricValue, type MeasureValues, type MetricName } from './metric-catalogue.ts'
import type { MetricWindow } from './metric-window.ts'
import { bucketOf } from './time-buckets.ts'

/**
 * What the number of active customers would be with other windows than the days asked for; none for other metrics, for
 * periods that are no count of days, and windows that begin before the data.
 */
export function windowFacts(
  ctx: ServiceContext,
  engine: AnalyticsEngine,
  {
    plan,
    metrics,
    window,
    total,
  }: {
    readonly plan: MetricPlan
    readonly metrics: readonly MetricName[]
    readonly window: MetricWindow
    readonly total: MeasureValues
  },
): Fact[] {
  const { fromDay, toDay } = window.visible
  const isRolling = /^last_\d+_days$/.test(window.period.name)
  const [metric] = metrics
  if (metrics.length !== 1 || metric !== 'active_customers' || !isRolling) return []
  if (toDay - windowsBeside(toDay - fromDay).longer < ctx.frame.firstDay) return []
  const countAt = (days: number): number => {
    const bucket = bucketOf({ fromDay: toDay - days, toDay }, ctx.shop.zone)
    const { rows } = engine.measure({ ...plan, buckets: [bucket] })
    return metricValue(metric, rows[0]?.values ?? {}) ?? 0
  }
  return otherWindows(toDay - fromDay, metricValue(metric, total) ?? 0, countAt)
}
