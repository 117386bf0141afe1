import { ORDER_DAYS } from '../orders/order-days.ts'
import type { MetricPlan } from './metric-plan.ts'
import { PRODUCT_ATTRIBUTES } from './metric-plan.ts'
import type { PlanScope } from './plan-scope.ts'
import { joinSql, type SqlText } from './sql-text.ts'

/** Whether a plan asks about things sold, so that it has to read lines. */
export const asksAboutProducts = (plan: Pick<MetricPlan, 'dimensions' | 'filters'>): boolean =>
  plan.filters.some((filter) => PRODUCT_ATTRIBUTES.includes(filter.attribute)) ||
  plan.dimensions.some(
    (dimension) => dimension.kind === 'attribute' && PRODUCT_ATTRIBUTES.includes(dimension.attribute),
  )

const DAYS = 'o.ordered_day >= b.from_day AND o.ordered_day < b.to_day'

/** Adjustments (negative prices) and lines without a price are no sales; the rollups see it the same way. */
export const SOLD_LINE = "l.kind = 'sale'"

/**
 * FROM clause over orders (and lines) that walks the buckets first. CROSS JOIN is SQLite's way to fix the order: buckets,
 * then one range of an index per bucket.
 */
export function orderTables(plan: MetricPlan, scope: PlanScope, family: 'orders' | 'lines'): SqlText {
  const customer = scope.joins.has('customer') ? 'LEFT JOIN customers c ON c.id = o.customer_id' : null
  if (family === 'orders') return joinSql([`FROM buckets b CROSS JOIN orders o ON ${DAYS}`, customer])
  const product = scope.joins.has('product')
  const products = plan.filters.find((filter) => filter.attribute === 'product_id' && filter.match === 'any')
  const lineDays = 'l.ordered_day >= b.from_day AND l.ordered_day < b.to_day'
  if (products !== undefined) {
    return joinSql([
      {
        sql: `FROM buckets b CROSS JOIN ${ORDER_DAYS} d ON d.day >= b.from_day AND d.day < b.to_day CROSS JOIN json_each(?) wanted CROSS JOIN order_lines l ON l.ordered_day = d.day AND l.product_id = wanted.value`,
        params: [JSON.stringify(products.values)],
      },
      `CROSS JOIN orders o ON o.id = l.order_id`,
      product && 'LEFT JOIN products p ON p.id = l.product_id',
      customer,
    ])
  }
  const narrowed = plan.filters.some(
    ({ attribute, match }) => PRODUCT_ATTRIBUTES.includes(attribute) && match === 'any',
  )
  return joinSql([
    narrowed
      ? `FROM buckets b CROSS JOIN order_lines l ON ${lineDays} CROSS JOIN products p ON p.id = l.product_id CROSS JOIN orders o ON o.id = l.order_id`
      : `FROM buckets b CROSS JOIN orders o ON ${DAYS} CROSS JOIN order_lines l ON l.order_id = o.id`,
    product && !narrowed && 'LEFT JOIN products p ON p.id = l.product_id',
    customer,
  ])
}

/** The same tables, walked from the few orders that were cancelled at or after as-of. */
export function lateCancelledTables(scope: PlanScope, family: 'orders' | 'lines'): SqlText {
  return joinSql([
    `FROM orders o INDEXED BY orders_cancelled_idx CROSS JOIN buckets b ON ${DAYS}`,
    family === 'lines' && 'CROSS JOIN order_lines l ON l.order_id = o.id',
    scope.joins.has('product') && 'LEFT JOIN products p ON p.id = l.product_id',
    scope.joins.has('customer') && 'LEFT JOIN customers c ON c.id = o.customer_id',
  ])
}
