import type { Store } from '../../open.ts'
import type { BaseMeasure, MetricPlan } from './metric-plan.ts'
import { asksOfCatalogueOnly, measureReturnedUnits } from './returned-units-by-order.ts'
import { DAY, planScope, type PlanScope } from './plan-scope.ts'
import { runStatement, type StatementAnswer } from './run-statement.ts'
import { joinSql, type SqlText } from './sql-text.ts'

const EXPRESSIONS: Readonly<Partial<Record<BaseMeasure, string>>> = {
  returns_minor: 'sum(r.amount_minor)',
  returned_units: 'sum(r.quantity)',
  named_returns_minor: 'sum(CASE WHEN r.customer_id IS NOT NULL THEN r.amount_minor ELSE 0 END)',
}

export const RETURN_MEASURES = Object.keys(EXPRESSIONS) as readonly BaseMeasure[]

const tables = (scope: PlanScope): string => {
  const { joins } = scope
  return [
    joins.has('order') ? 'LEFT JOIN orders o ON o.id = r.order_id' : '',
    joins.has('product') ? 'LEFT JOIN products p ON p.id = r.product_id' : '',
    joins.has('customer') ? 'LEFT JOIN customers c ON c.id = r.customer_id' : '',
  ].join(' ')
}

const before = (plan: MetricPlan): SqlText => ({ sql: 'r.returned_at < ?', params: [plan.until] })

/** Returns on their own date, whatever became of the order. */
export function measureReturns(store: Store, plan: MetricPlan, measures: readonly BaseMeasure[]): StatementAnswer {
  const scope = planScope(plan, 'returns')
  const seen = plan.buckets.every(({ to }) => to <= plan.until) ? null : before(plan)
  return runStatement(store, {
    plan,
    scope,
    columns: measures.flatMap((measure) => {
      const sql = EXPRESSIONS[measure]
      return sql === undefined ? [] : [[measure, sql] as const]
    }),
    from: joinSql([
      'FROM buckets b CROSS JOIN returns r ON r.returned_day >= b.from_day AND r.returned_day < b.to_day',
      tables(scope),
    ]),
    where: [seen],
    time: 'bucket',
  })
}

/** Returned units by the day of the order that they come from; a return that names no known order counts on its own day. */
export function measureReturnsByOrder(store: Store, plan: MetricPlan): StatementAnswer {
  if (asksOfCatalogueOnly(plan)) return measureReturnedUnits(store, plan)
  const scope = planScope(plan, 'order_returns')
  return runStatement(store, {
    plan,
    scope,
    columns: [['returned_units_by_order', 'sum(r.quantity)']],
    from: joinSql([`FROM returns r`, tables({ ...scope, joins: new Set([...scope.joins, 'order']) })]),
    where: [
      before(plan),
      {
        sql: '(o.id IS NULL OR (o.has_sale = 1 AND o.flag IS NULL AND (o.cancelled_at IS NULL OR o.cancelled_at >= ?)))',
        params: [plan.until],
      },
    ],
    time: { day: DAY.order_returns },
  })
}
