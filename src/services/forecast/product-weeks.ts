import { createSqliteAnalyticsEngine } from '../../store/queries/metrics/sqlite-analytics-engine.ts'
import type { ServiceContext } from '../context.ts'
import { bucketOf } from '../metrics/time-buckets.ts'

const WEEK = 7
const MOST_WEEKS = 104

/** Units of every product in the whole weeks that end with the as-of day. */
export interface ProductWeeks {
  readonly weeks: number
  /** Local day on which the first of them begins. */
  readonly fromDay: number
  /** By product; oldest first. Products without a sale are absent. */
  readonly units: ReadonlyMap<string, Float64Array>
}

/** Up to two years of weekly units of all products that sold. */
export function readProductWeeks(ctx: ServiceContext): ProductWeeks {
  const end = ctx.asOf.day + 1
  const weeks = Math.max(0, Math.min(MOST_WEEKS, Math.floor((end - ctx.frame.firstDay) / WEEK)))
  const fromDay = end - weeks * WEEK
  const buckets = Array.from({ length: weeks }, (_, week) =>
    bucketOf({ fromDay: fromDay + week * WEEK, toDay: fromDay + (week + 1) * WEEK }, ctx.shop.zone),
  )
  const units = new Map<string, Float64Array>()
  if (weeks === 0) return { weeks, fromDay, units }
  const { rows } = createSqliteAnalyticsEngine(ctx.store).measure({
    measures: ['units'],
    dimensions: [{ kind: 'attribute', name: 'product_id', attribute: 'product_id' }],
    buckets,
    until: ctx.asOf.until,
    filters: [],
    customers: null,
    excludedGroups: [],
    namedOnly: false,
    zone: ctx.shop.zone,
  })
  for (const { bucket, groups, values } of rows) {
    const product = groups[0] ?? ''
    const own = units.get(product) ?? new Float64Array(weeks)
    units.set(product, own)
    own[bucket] = values.units ?? 0
  }
  return { weeks, fromDay, units }
}
