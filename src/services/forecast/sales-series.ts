import { toMajor } from '../../lib/money.ts'
import { createSqliteAnalyticsEngine } from '../../store/queries/metrics/sqlite-analytics-engine.ts'
import type { BaseMeasure, PlanFilter } from '../../store/queries/metrics/metric-plan.ts'
import type { ServiceContext } from '../context.ts'
import { bucketOf } from '../metrics/time-buckets.ts'
import type { ForecastMeasure } from './forecast-question.ts'

/** Sales cut into steps of equal length that end with the as-of day. */
export interface SalesSeries {
  /** Oldest first; units, or net revenue in major units. Values below 0 (more came back than was sold) are 0. */
  readonly values: Float64Array
  /** Local day on which the first step begins. */
  readonly fromDay: number
  readonly stepDays: number
}

/** Steps looked back on at most: five years of days, nearly forty of weeks. */
const MOST_STEPS = 2000
const MEASURES: Readonly<Record<ForecastMeasure, readonly BaseMeasure[]>> = {
  units: ['units'],
  revenue: ['gross_minor', 'returns_minor'],
}

/**
 * The series of a product, a category or the shop. It begins with the first whole step after the shop's first day
 * in which anything was sold.
 */
export function readSalesSeries(
  ctx: ServiceContext,
  { filters, measure, stepDays }: { filters: readonly PlanFilter[]; measure: ForecastMeasure; stepDays: number },
): SalesSeries {
  const end = ctx.asOf.day + 1
  const steps = Math.max(0, Math.min(MOST_STEPS, Math.floor((end - ctx.frame.firstDay) / stepDays)))
  const start = end - steps * stepDays
  const buckets = Array.from({ length: steps }, (_, at) => {
    const fromDay = start + at * stepDays
    return bucketOf({ fromDay, toDay: fromDay + stepDays }, ctx.shop.zone)
  })
  const values = new Float64Array(steps)
  if (steps > 0) {
    const { rows } = createSqliteAnalyticsEngine(ctx.store).measure({
      measures: MEASURES[measure],
      dimensions: [],
      buckets,
      until: ctx.asOf.until,
      filters,
      customers: null,
      excludedGroups: [],
      namedOnly: false,
      zone: ctx.shop.zone,
    })
    for (const { bucket, values: row } of rows) {
      const net = toMajor((row.gross_minor ?? 0) - (row.returns_minor ?? 0), ctx.shop.currency)
      values[bucket] = Math.max(0, measure === 'units' ? (row.units ?? 0) : net)
    }
  }
  const first = values.findIndex((value) => value > 0)
  const from = first < 0 ? steps : first
  return { values: values.slice(from), fromDay: start + from * stepDays, stepDays }
}
