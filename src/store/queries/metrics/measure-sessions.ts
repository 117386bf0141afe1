import type { Store } from '../../open.ts'
import type { BaseMeasure, MetricPlan } from './metric-plan.ts'
import { DAY, planScope } from './plan-scope.ts'
import { runStatement, type StatementAnswer } from './run-statement.ts'
import { joinSql } from './sql-text.ts'

const SESSION_EXPRESSIONS: Readonly<Partial<Record<BaseMeasure, string>>> = {
  sessions: 'count(*)',
  visitors: "count(DISTINCT coalesce('c' || s.customer_id, 'a' || s.anonymous_id, 's' || s.id))",
  paid_sessions: 'sum(s.paid > 0)',
  bounced_sessions: 'sum(s.pages = 1)',
  dwell_seconds: 'sum(s.dwell_seconds)',
}

const EXPOSURE_EXPRESSIONS = (until: number): Readonly<Partial<Record<BaseMeasure, string>>> => ({
  delivered: 'count(*)',
  opened: `sum(x.opened_at IS NOT NULL AND x.opened_at < ${until})`,
  clicked: `sum(x.clicked_at IS NOT NULL AND x.clicked_at < ${until})`,
})

export const SESSION_MEASURES = Object.keys(SESSION_EXPRESSIONS) as readonly BaseMeasure[]
export const EXPOSURE_MEASURES = Object.keys(EXPOSURE_EXPRESSIONS(0)) as readonly BaseMeasure[]

/** Visits by the day on which they began. */
export function measureSessions(store: Store, plan: MetricPlan, measures: readonly BaseMeasure[]): StatementAnswer {
  const scope = planScope(plan, 'sessions')
  return runStatement(store, {
    plan,
    scope,
    columns: measures.flatMap((measure) => {
      const sql = SESSION_EXPRESSIONS[measure]
      return sql === undefined ? [] : [[measure, sql] as const]
    }),
    from: joinSql([
      'FROM buckets b CROSS JOIN sessions s ON s.started_day >= b.from_day AND s.started_day < b.to_day',
      scope.joins.has('customer') && 'LEFT JOIN customers c ON c.id = s.customer_id',
    ]),
    where: [{ sql: 's.started_at < ?', params: [plan.until] }],
    time: 'bucket',
  })
}

/** Contacts by the day of delivery: one per campaign and customer; opened and clicked at any time before as-of. */
export function measureExposures(store: Store, plan: MetricPlan, measures: readonly BaseMeasure[]): StatementAnswer {
  const scope = planScope(plan, 'exposures')
  const expressions = EXPOSURE_EXPRESSIONS(plan.until)
  return runStatement(store, {
    plan,
    scope,
    columns: measures.flatMap((measure) => {
      const sql = expressions[measure]
      return sql === undefined ? [] : [[measure, sql] as const]
    }),
    from: joinSql([
      'FROM campaign_exposures x',
      scope.joins.has('campaign') && 'LEFT JOIN campaigns k ON k.id = x.campaign_id',
      scope.joins.has('customer') && 'LEFT JOIN customers c ON c.id = x.customer_id',
    ]),
    where: [{ sql: 'x.delivered_at < ?', params: [plan.until] }],
    time: { day: DAY.exposures },
  })
}
