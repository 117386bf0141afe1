import type { Store } from '../../open.ts'
import type { BaseMeasure, MetricPlan } from './metric-plan.ts'
import { asksAboutProducts, orderTables, SOLD_LINE } from './order-tables.ts'
import { planScope, type PlanScope } from './plan-scope.ts'
import { runStatement, type StatementAnswer } from './run-statement.ts'
import { joinSql, type SqlText } from './sql-text.ts'
import { orderedBefore, validOrder } from './valid-order.ts'

/**
 * Customers with a valid order, and those with two or more, per group.
 *
 * One row per customer and group is made first; in a long period without a split, the customers' index gives it in
 * order, so that nothing is sorted.
 */
export function measureCustomers(store: Store, plan: MetricPlan, measures: readonly BaseMeasure[]): StatementAnswer {
  const family = asksAboutProducts(plan) ? 'lines' : 'orders'
  const scope = planScope(plan, family)
  const conditions = joinSql(
    [
      validOrder('o', plan.until),
      orderedBefore(plan, 'o'),
      family === 'lines' ? { sql: SOLD_LINE, params: [] } : null,
      { sql: 'o.customer_id IS NOT NULL', params: [] },
      scope.where,
    ],
    ' AND ',
  )
  const count = family === 'lines' ? 'count(DISTINCT o.id)' : 'count(*)'
  const from =
    family === 'orders' && walksByCustomer(store, plan) ? byCustomer(scope) : orderTables(plan, scope, family)
  const perCustomer = joinSql([
    `FROM (SELECT ${['b.bucket AS bucket', ...scope.groupColumns, `${count} AS n`].join(', ')}`,
    from,
    scope.extraJoins,
    joinSql(['WHERE', conditions]),
    `GROUP BY ${['o.customer_id', ...(plan.buckets.length > 1 ? ['b.bucket'] : []), ...scope.groupNames].join(', ')}) b`,
  ])
  return runStatement(store, {
    plan,
    scope: outerScope(scope),
    columns: measures.map(
      (measure) => [measure, measure === 'repeat_customers' ? 'sum(b.n >= 2)' : 'count(*)'] as const,
    ),
    from: perCustomer,
    where: [],
    time: 'bucket',
  })
}

/** The scope of a statement around a subquery `b` that has done the filtering and grouping. */
const outerScope = (scope: PlanScope): PlanScope => ({
  ...scope,
  groupColumns: scope.groupNames.map((name) => `b.${name} AS ${name}`),
  extraJoins: '',
  where: { sql: '', params: [] },
})

/** Reading every order in customer order costs less than sorting once the period holds this share of the days. */
const LONG_PERIOD_SHARE = 0.2

function walksByCustomer(store: Store, plan: MetricPlan): boolean {
  const [bucket, second] = plan.buckets
  if (bucket === undefined || second !== undefined || plan.dimensions.length > 0 || plan.filters.length > 0)
    return false
  if (plan.customers !== null) return false
  const days = store.sqlite
    .prepare<[], { first: number | null; last: number | null }>(
      'SELECT (SELECT min(ordered_day) FROM orders) AS first, (SELECT max(ordered_day) FROM orders) AS last',
    )
    .get()
  if (days === undefined || days.first === null || days.last === null) return false
  return bucket.toDay - bucket.fromDay >= LONG_PERIOD_SHARE * (days.last - days.first + 1)
}

const byCustomer = (scope: PlanScope): SqlText =>
  joinSql([
    'FROM orders o INDEXED BY orders_customer_idx CROSS JOIN buckets b ON o.ordered_day >= b.from_day AND o.ordered_day < b.to_day',
    scope.joins.has('customer') && 'LEFT JOIN customers c ON c.id = o.customer_id',
  ])

/**
 * Customers by the day of their first valid order as of as-of; the order's own attributes say which group they fall in.
 *
 * `firsts` come from the rollups when nothing was cancelled after as-of, else from the customers' index.
 */
export function measureNewCustomers(store: Store, plan: MetricPlan, rollupsServe: boolean): StatementAnswer {
  const family = asksAboutProducts(plan) ? 'lines' : 'orders'
  const scope = planScope(plan, family)
  const until = plan.buckets.at(-1)?.to ?? 0
  const firsts: SqlText = rollupsServe
    ? {
        sql: 'firsts(id, first_at) AS MATERIALIZED (SELECT customer_id, first_order_at FROM customer_rollups WHERE orders > 0 AND first_order_at >= ? AND first_order_at < ?)',
        params: [plan.buckets[0]?.from ?? 0, Math.min(until, plan.until)],
      }
    : {
        sql: 'firsts(id, first_at) AS MATERIALIZED (SELECT o.customer_id, min(o.ordered_at) FROM orders o INDEXED BY orders_customer_idx WHERE o.customer_id IS NOT NULL AND o.has_sale = 1 AND o.flag IS NULL AND (o.cancelled_at IS NULL OR o.cancelled_at >= ?) AND o.ordered_at < ? GROUP BY o.customer_id)',
        params: [plan.until, plan.until],
      }
  return runStatement(store, {
    plan,
    scope,
    columns: [['new_customers', family === 'lines' ? 'count(DISTINCT o.customer_id)' : 'count(*)']],
    from: joinSql([
      'FROM firsts f CROSS JOIN orders o ON o.customer_id = f.id AND o.ordered_at = f.first_at',
      family === 'lines' && 'CROSS JOIN order_lines l ON l.order_id = o.id',
      scope.joins.has('product') && 'LEFT JOIN products p ON p.id = l.product_id',
      scope.joins.has('customer') && 'LEFT JOIN customers c ON c.id = o.customer_id',
    ]),
    where: [
      validOrder('o', plan.until),
      family === 'lines' ? { sql: SOLD_LINE, params: [] } : null,
      // Two first orders at one instant: the smaller id is the first.
      {
        sql: 'NOT EXISTS (SELECT 1 FROM orders e WHERE e.customer_id = o.customer_id AND e.ordered_at = o.ordered_at AND e.id < o.id AND e.has_sale = 1 AND e.flag IS NULL AND (e.cancelled_at IS NULL OR e.cancelled_at >= ?))',
        params: [plan.until],
      },
    ],
    time: { day: 'o.ordered_day' },
    ctes: [firsts],
  })
}

/** Customers with a valid order or a visit in the group. */
export function measureActiveCustomers(store: Store, plan: MetricPlan): StatementAnswer {
  const orders = planScope(plan, 'orders')
  const visits = planScope(plan, 'sessions')
  const columns = (scope: PlanScope, id: string): string =>
    ['b.bucket AS bucket', ...scope.groupColumns, `${id} AS id`].join(', ')
  const both = joinSql([
    `FROM (SELECT ${columns(orders, 'o.customer_id')}`,
    orderTables(plan, orders, 'orders'),
    orders.extraJoins,
    'WHERE o.customer_id IS NOT NULL AND',
    joinSql([validOrder('o', plan.until), orderedBefore(plan, 'o'), orders.where], ' AND '),
    `UNION SELECT ${columns(visits, 's.customer_id')}`,
    'FROM buckets b CROSS JOIN sessions s ON s.started_day >= b.from_day AND s.started_day < b.to_day',
    visits.joins.has('customer') && 'LEFT JOIN customers c ON c.id = s.customer_id',
    visits.extraJoins,
    'WHERE s.customer_id IS NOT NULL AND',
    joinSql([{ sql: 's.started_at < ?', params: [plan.until] }, visits.where], ' AND '),
    ') b',
  ])
  return runStatement(store, {
    plan,
    scope: outerScope(orders),
    columns: [['active_customers', 'count(*)']],
    from: both,
    where: [],
    time: 'bucket',
  })
}
