import type { Store } from '../../open.ts'
import type { BaseMeasure, MetricPlan } from './metric-plan.ts'
import { asksAboutProducts, lateCancelledTables, orderTables, SOLD_LINE } from './order-tables.ts'
import { planScope } from './plan-scope.ts'
import { runStatement, type StatementAnswer } from './run-statement.ts'
import type { SqlText } from './sql-text.ts'
import { orderedBefore, validOrder } from './valid-order.ts'

const BY_ORDER: Readonly<Partial<Record<BaseMeasure, string>>> = {
  orders: 'count(*)',
  gross_minor: 'sum(o.gross_minor)',
  units: 'sum(o.units)',
  coupon_orders: "sum(coalesce(o.coupon, '') <> '')",
  cost_minor: 'sum(coalesce(o.cost_minor, 0))',
  costed_gross_minor: 'sum(coalesce(o.costed_gross_minor, 0))',
  anonymous_orders: 'sum(o.customer_id IS NULL)',
  named_gross_minor: 'sum(CASE WHEN o.customer_id IS NOT NULL THEN o.gross_minor ELSE 0 END)',
}

const BY_LINE: Readonly<Partial<Record<BaseMeasure, string>>> = {
  orders: 'count(DISTINCT o.id)',
  gross_minor: 'sum(l.amount_minor)',
  units: 'sum(l.quantity)',
  coupon_orders: "count(DISTINCT CASE WHEN coalesce(o.coupon, '') <> '' THEN o.id END)",
  cost_minor: 'sum(CASE WHEN p.cost_minor IS NOT NULL THEN l.quantity * p.cost_minor ELSE 0 END)',
  costed_gross_minor: 'sum(CASE WHEN p.cost_minor IS NOT NULL THEN l.amount_minor ELSE 0 END)',
  anonymous_orders: 'count(DISTINCT CASE WHEN o.customer_id IS NULL THEN o.id END)',
  named_gross_minor: 'sum(CASE WHEN o.customer_id IS NOT NULL THEN l.amount_minor ELSE 0 END)',
}

export const ORDER_MEASURES = Object.keys(BY_ORDER) as readonly BaseMeasure[]

/**
 * Sums and counts of valid orders, or of their lines when the plan asks about products.
 *
 * `cancelledLater` counts instead the orders that as-of still saw and the rollups do not: cancelled at or after it.
 */
export function measureOrders(
  store: Store,
  plan: MetricPlan,
  measures: readonly BaseMeasure[],
  only: 'all' | 'cancelledLater' = 'all',
): StatementAnswer {
  const family = asksAboutProducts(plan) ? 'lines' : 'orders'
  const scope = planScope(plan, family)
  const expressions = family === 'lines' ? BY_LINE : BY_ORDER
  const joins = new Set(scope.joins)
  if (family === 'lines' && measures.some((measure) => measure.startsWith('cost'))) joins.add('product')
  const late: SqlText = {
    sql: 'o.has_sale = 1 AND o.flag IS NULL AND o.cancelled_at >= ? AND o.ordered_at < ?',
    params: [plan.until, plan.until],
  }
  return runStatement(store, {
    plan,
    scope,
    columns: measures.flatMap((measure) => {
      const sql = expressions[measure]
      return sql === undefined ? [] : [[measure, sql] as const]
    }),
    from:
      only === 'all'
        ? orderTables(plan, { ...scope, joins }, family)
        : lateCancelledTables({ ...scope, joins }, family),
    where: [
      ...(only === 'all' ? [validOrder('o', plan.until), orderedBefore(plan, 'o')] : [late]),
      family === 'lines' ? { sql: SOLD_LINE, params: [] } : null,
    ],
    time: 'bucket',
  })
}
