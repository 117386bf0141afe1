import type { MetricPlan } from './metric-plan.ts'
import type { SqlText } from './sql-text.ts'

/** Whether the order `alias` counts as of `until`: a sale, not flagged, not cancelled before. */
export const validOrder = (alias: string, until: number): SqlText => ({
  sql: `${alias}.has_sale = 1 AND ${alias}.flag IS NULL AND (${alias}.cancelled_at IS NULL OR ${alias}.cancelled_at >= ?)`,
  params: [until],
})

/** Orders after as-of do not exist; said only where the days themselves do not say it, for it costs reading the row. */
export const orderedBefore = (plan: Pick<MetricPlan, 'buckets' | 'until'>, alias: string): SqlText | null =>
  plan.buckets.every(({ to }) => to <= plan.until) ? null : { sql: `${alias}.ordered_at < ?`, params: [plan.until] }
