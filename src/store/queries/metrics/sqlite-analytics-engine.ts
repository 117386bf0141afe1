import type { Store } from '../../open.ts'
import { loadPurchaseColumns } from './load-purchase-columns.ts'
import { customersCarry, ordersCarry } from './orders-carry.ts'
import { measureActiveCustomers, measureCustomers, measureNewCustomers } from './measure-customers.ts'
import { measureOrders, ORDER_MEASURES } from './measure-orders.ts'
import { columnMeasures, measurePurchaseColumns } from './measure-purchase-columns.ts'
import { measureReturns, measureReturnsByOrder, RETURN_MEASURES } from './measure-returns.ts'
import { EXPOSURE_MEASURES, measureExposures, measureSessions, SESSION_MEASURES } from './measure-sessions.ts'
import type {
  AnalyticsEngine,
  BaseMeasure,
  Bucket,
  LeftOutCounts,
  MetricAnswer,
  MetricMethod,
  MetricPlan,
  MetricRow,
} from './metric-plan.ts'
import { measureRollups, rolledMeasures, rollupDimension, splitByRollups } from './measure-rollups.ts'
import { orderAttributesOf } from './purchase-groups.ts'
import { PURCHASE_COLUMNS_SQL } from './read-purchase-columns.ts'
import type { StatementAnswer } from './run-statement.ts'

/** The analytics engine over the operational store. */
export function createSqliteAnalyticsEngine(store: Store): AnalyticsEngine {
  return {
    measure: (plan) => measure(store, plan),
    countLeftOut: (window, until) => countLeftOut(store, window, until),
    countAnonymous: (plan) =>
      measure(store, { ...plan, measures: ['anonymous_orders'] }).rows.reduce(
        (sum, row) => sum + (row.values.anonymous_orders ?? 0),
        0,
      ),
    ordersCarry: (attribute) => ordersCarry(store, attribute),
    customersCarry: (attribute) => customersCarry(store, attribute),
  }
}

function measure(store: Store, plan: MetricPlan): MetricAnswer {
  const answers: StatementAnswer[] = []
  const methods = new Set<MetricMethod>()
  const ask = (method: MetricMethod, answer: StatementAnswer): void => {
    methods.add(method)
    answers.push(answer)
  }
  const answered = new Set<BaseMeasure>()
  const asked = (known: readonly BaseMeasure[]): BaseMeasure[] =>
    plan.measures.filter((one) => known.includes(one) && !answered.has(one))

  const dimension = rollupDimension(store, plan)
  const rolled = dimension === null ? [] : rolledMeasures(plan, dimension)
  for (const one of rolled) answered.add(one)
  const lateCancelled = hasLateCancelled(store, plan.until)
  if (dimension !== null && rolled.length > 0) {
    const { rolled: held, rest } = splitByRollups(plan, dimension)
    ask('daily rollups', measureRollups(store, held, dimension, rolled))
    const ofOrders = rolled.filter((one) => ORDER_MEASURES.includes(one))
    const ofReturns = rolled.filter((one) => RETURN_MEASURES.includes(one))
    if (lateCancelled && ofOrders.length > 0) {
      ask('orders cancelled after as-of', measureOrders(store, held, ofOrders, 'cancelledLater'))
    }
    for (const part of rest) {
      if (ofOrders.length > 0) ask('orders index', measureOrders(store, part, ofOrders))
      if (ofReturns.length > 0) ask('returns index', measureReturns(store, part, ofReturns))
    }
  }
  const counted = columnMeasures(plan, asked(plan.measures))
  const purchases = counted.length > 0 ? loadPurchaseColumns(store, plan, orderAttributesOf(plan)) : null
  const counts = purchases === null ? null : measurePurchaseColumns(purchases, plan, counted)
  if (counts !== null) {
    for (const one of counted) answered.add(one)
    ask('purchases of each customer', { rows: counts, sql: PURCHASE_COLUMNS_SQL })
  }
  const orders = asked(ORDER_MEASURES)
  if (orders.length > 0) ask('orders index', measureOrders(store, plan, orders))
  const returns = asked(RETURN_MEASURES)
  if (returns.length > 0) ask('returns index', measureReturns(store, plan, returns))
  if (plan.measures.includes('returned_units_by_order'))
    ask('returns joined to orders', measureReturnsByOrder(store, plan))
  const customers = asked(['customers', 'repeat_customers'])
  if (customers.length > 0) ask('orders index', measureCustomers(store, plan, customers))
  if (asked(['new_customers']).length > 0)
    ask('first orders', measureNewCustomers(store, plan, dimension !== null && !lateCancelled))
  if (plan.measures.includes('active_customers')) ask('orders and sessions', measureActiveCustomers(store, plan))
  const sessions = asked(SESSION_MEASURES)
  if (sessions.length > 0) ask('sessions index', measureSessions(store, plan, sessions))
  const exposures = asked(EXPOSURE_MEASURES)
  if (exposures.length > 0) ask('campaign contacts', measureExposures(store, plan, exposures))
  return {
    rows: mergeRows(answers.map((answer) => answer.rows)),
    sql: answers.map((answer) => answer.sql),
    methods: [...methods],
  }
}

/** Rows of several statements as one row per bucket and groups; measures of the same name are added up. */
export function mergeRows(parts: readonly (readonly MetricRow[])[]): MetricRow[] {
  const merged = new Map<string, MetricRow>()
  for (const row of parts.flat()) {
    const key = JSON.stringify([row.bucket, ...row.groups])
    const known = merged.get(key)
    if (known === undefined) {
      merged.set(key, row)
      continue
    }
    const values: Partial<Record<BaseMeasure, number>> = { ...known.values }
    for (const [measure, value] of Object.entries(row.values) as [BaseMeasure, number][]) {
      values[measure] = (values[measure] ?? 0) + value
    }
    merged.set(key, { ...known, values })
  }
  return [...merged.values()]
}

/** Whether an order was cancelled at or after as-of: rollups have taken it back, as-of still saw it. */
const hasLateCancelled = (store: Store, until: number): boolean =>
  store.sqlite
    .prepare<[number], { found: number }>('SELECT EXISTS (SELECT 1 FROM orders WHERE cancelled_at >= ?) AS found')
    .get(until)?.found === 1

/** The index knows all but the instant and whether anything was sold: the row is read only where these matter. */
function countLeftOut(store: Store, window: Bucket, until: number): LeftOutCounts {
  const counts = { cancelled: 0, test: 0, zero: 0, negative: 0, other: 0 }
  const rows = store.sqlite
    .prepare<number[], { reason: string; n: number }>(
      `SELECT CASE WHEN o.cancelled_at < ? THEN 'cancelled' WHEN o.flag IS NOT NULL THEN o.flag ELSE 'zero' END AS reason,
              count(*) AS n
         FROM orders o INDEXED BY orders_left_out_idx
        WHERE (o.has_sale = 0 OR o.flag IS NOT NULL OR o.cancelled_at IS NOT NULL)
          AND o.ordered_day >= ? AND o.ordered_day < ? ${window.to <= until ? '' : 'AND o.ordered_at < ?'}
          AND (o.cancelled_at < ? OR o.flag IS NOT NULL OR o.has_sale = 0)
        GROUP BY reason`,
    )
    .all(until, window.fromDay, window.toDay, ...(window.to <= until ? [] : [until]), until)
  for (const { reason, n } of rows) {
    if (reason === 'cancelled' || reason === 'test' || reason === 'zero' || reason === 'negative') counts[reason] += n
    else counts.other += n
  }
  return counts
}
