import type { Store } from '../../open.ts'
import { rememberLatest } from '../customers/remember-latest.ts'
import type { Attribute, MetricPlan, MetricRow } from './metric-plan.ts'
import { planScope } from './plan-scope.ts'
import { bucketOfDay, type StatementAnswer } from './run-statement.ts'
import { describeSql, joinSql, type SqlText } from './sql-text.ts'

/** What the catalogue says of a product. */
const OF_PRODUCTS: readonly Attribute[] = ['category', 'brand', 'price_band']

const UNITS_SQL = `SELECT coalesce(o.ordered_day, r.returned_day), coalesce(r.product_id, ''), sum(r.quantity)
  FROM returns r LEFT JOIN orders o ON o.id = r.order_id
  WHERE r.returned_at < ? AND (o.id IS NULL
    OR (o.has_sale = 1 AND o.flag IS NULL AND (o.cancelled_at IS NULL OR o.cancelled_at >= ?)))
  GROUP BY 1, 2`

const unitsSql = (until: number): SqlText => ({ sql: UNITS_SQL, params: [until, until] })

type ReturnedUnits = readonly (readonly [day: number, productId: string, units: number])[]

/** All returned units by the day of their order and by product: the order of each return must be looked up for it. */
const readUnits = rememberLatest(
  (until: number) => String(until),
  (store, until): ReturnedUnits =>
    store.sqlite.prepare<[number, number], [number, string, number]>(UNITS_SQL).raw().all(until, until),
)

/** Whether returned units of days and products can answer a plan: it asks of nobody, and of products no more than the catalogue says. */
export const asksOfCatalogueOnly = (plan: MetricPlan): boolean =>
  plan.customers === null &&
  !plan.namedOnly &&
  plan.excludedGroups.length === 0 &&
  plan.filters.every(({ attribute }) => OF_PRODUCTS.includes(attribute)) &&
  plan.dimensions.every((one) => one.kind === 'attribute' && OF_PRODUCTS.includes(one.attribute))

/**
 * Returned units by the day of their order, split and filtered by what the catalogue says of products. What the returns
 * are is read once for one version of the facts; a further question costs one pass over days and products.
 */
export function measureReturnedUnits(store: Store, plan: MetricPlan): StatementAnswer {
  const scope = planScope(plan, 'order_returns')
  const products = joinSql([
    'SELECT q.id,',
    scope.where.sql === '' ? '1' : joinSql(['(', scope.where, ')']),
    scope.groupColumns.map((column) => `, ${column}`).join(''),
    "FROM (SELECT id FROM products UNION ALL SELECT '') q LEFT JOIN products p ON p.id = q.id",
  ])
  const found = store.sqlite.prepare<(string | number)[], [string, number | null, ...string[]]>(products.sql).raw()
  const catalogue = new Map<string, readonly string[] | null>()
  for (const [id, kept, ...groups] of found.iterate(...products.params)) catalogue.set(id, kept === 1 ? groups : null)
  const groupsOf = (productId: string): readonly string[] | null =>
    catalogue.get(catalogue.has(productId) ? productId : '') ?? null
  const sums = new Map<string, { bucket: number; groups: readonly string[]; units: number }>()
  for (const [day, productId, units] of readUnits(store, plan.until)) {
    const bucket = bucketOfDay(plan, day)
    const groups = groupsOf(productId)
    if (bucket === null || groups === null) continue
    const key = JSON.stringify([bucket, ...groups])
    const sum = sums.get(key)
    if (sum === undefined) sums.set(key, { bucket, groups, units })
    else sum.units += units
  }
  const rows = [...sums.values()].map(({ bucket, groups, units }): MetricRow => ({
    bucket,
    groups,
    values: { returned_units_by_order: units },
  }))
  return { rows, sql: [unitsSql(plan.until), products].map(describeSql).join('; ') }
}
