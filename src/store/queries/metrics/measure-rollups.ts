import type { Store } from '../../open.ts'
import { LINE_DIMENSIONS, PRODUCT_MONTHS } from '../rollups/line-dimensions.ts'
import { firstDayOfMonth, monthStartFrom } from '../rollups/month-of-day.ts'
import type { Attribute, BaseMeasure, Bucket, MetricPlan, PlanFilter } from './metric-plan.ts'
import type { PlanScope } from './plan-scope.ts'
import { runStatement, type StatementAnswer } from './run-statement.ts'
import { joinSql, type SqlText } from './sql-text.ts'

const COLUMNS: Readonly<Partial<Record<BaseMeasure, string>>> = {
  orders: 'sum(d.orders)',
  gross_minor: 'sum(d.gross_minor)',
  units: 'sum(d.units)',
  returns_minor: 'sum(d.returns_minor)',
  returned_units: 'sum(d.returned_units)',
  anonymous_orders: 'sum(d.anonymous_orders)',
  cost_minor: 'sum(d.cost_minor)',
  costed_gross_minor: 'sum(d.costed_gross_minor)',
}

/** The dimension of `daily_rollups` that holds an attribute. */
const ROLLED: Readonly<Partial<Record<Attribute, string>>> = {
  country: 'country',
  region: 'region',
  city: 'city',
  channel: 'channel',
  device: 'device',
  source: 'source',
  campaign: 'campaign',
  category: 'category',
  brand: 'brand',
  product_id: PRODUCT_MONTHS,
}

/**
 * The rollup dimension that can answer a plan: 'all', or the one attribute by which it splits and filters. Null when
 * rollups cannot: two attributes at once, hours, chosen customers, a part of a day.
 */
export function rollupDimension(store: Store, plan: MetricPlan): string | null {
  if (plan.customers !== null || plan.namedOnly) return null
  // "The rest" is all but some values of the one attribute that the rollups are split by.
  if (plan.excludedGroups.length > 0 && plan.dimensions.some(({ kind }) => kind !== 'attribute')) return null
  if (plan.buckets.some(({ to }) => to > plan.until)) return null
  const attributes = new Set<Attribute>(plan.filters.map((filter) => filter.attribute))
  for (const dimension of plan.dimensions) {
    if (dimension.kind === 'hour' || dimension.kind === 'customer_group') return null
    if (dimension.kind === 'attribute') attributes.add(dimension.attribute)
  }
  if (attributes.size > 1) return null
  const [attribute] = attributes
  if (attribute !== undefined && ROLLED[attribute] === undefined) return null
  if (attribute === 'category' && namesSubcategory(store, plan.filters)) return null
  const dimension = attribute === undefined ? 'all' : (ROLLED[attribute] ?? null)
  return dimension !== null && isKept(store, dimension === PRODUCT_MONTHS ? PRODUCT_MONTHS : 'all') ? dimension : null
}

/**
 * The measures of a plan that the rollups of a dimension can answer. An order with two categories is in two rows of
 * their rollups: its count may be read from one row at a time, never summed over several.
 */
export function rolledMeasures(plan: MetricPlan, dimension: string): BaseMeasure[] {
  const held = plan.measures.filter((measure) => COLUMNS[measure] !== undefined)
  if (!ofLines.includes(dimension)) return held
  const splits = plan.excludedGroups.length === 0 && plan.dimensions.some((one) => one.kind === 'attribute')
  const picksOne = plan.filters.some(({ match, values }) => match === 'any' && values.length === 1)
  return splits || picksOne ? held : held.filter((measure) => measure !== 'orders' && measure !== 'anonymous_orders')
}

const ofLines: readonly string[] = LINE_DIMENSIONS

const isKept = (store: Store, dimension: string): boolean =>
  store.sqlite
    .prepare<[string], { kept: number }>('SELECT EXISTS (SELECT 1 FROM daily_rollups WHERE dimension = ?) AS kept')
    .get(dimension)?.kept === 1

/**
 * The part of a plan that the rollups of a dimension hold, and the parts that they do not: sums of products are of whole
 * months, so days before the first and after the last whole month of each bucket are left to the facts.
 */
export function splitByRollups(
  plan: MetricPlan,
  dimension: string,
): { readonly rolled: MetricPlan; readonly rest: readonly MetricPlan[] } {
  if (dimension !== PRODUCT_MONTHS) return { rolled: plan, rest: [] }
  const days = (from: (bucket: Bucket) => number, to: (bucket: Bucket) => number): MetricPlan => ({
    ...plan,
    buckets: plan.buckets.map((bucket) => ({ ...bucket, fromDay: from(bucket), toDay: to(bucket) })),
  })
  const begin = ({ fromDay, toDay }: Bucket): number => Math.min(toDay, monthStartFrom(fromDay))
  const end = (bucket: Bucket): number => Math.max(begin(bucket), firstDayOfMonth(bucket.toDay))
  const rest = [days(({ fromDay }) => fromDay, begin), days(end, ({ toDay }) => toDay)]
  return {
    rolled: days(begin, end),
    rest: rest.filter(({ buckets }) => buckets.some(({ fromDay, toDay }) => fromDay < toDay)),
  }
}

/** Rollups know categories, not their parts. */
function namesSubcategory(store: Store, filters: readonly PlanFilter[]): boolean {
  const values = filters.filter((filter) => filter.match !== 'missing').flatMap((filter) => filter.values)
  if (values.length === 0) return false
  return (
    filters.some((filter) => filter.match === 'contains') ||
    store.sqlite
      .prepare<[string], { found: number }>(
        'SELECT EXISTS (SELECT 1 FROM products WHERE subcategory COLLATE NOCASE IN (SELECT value FROM json_each(?))) AS found',
      )
      .get(JSON.stringify(values))?.found === 1
  )
}

/** Sums of the days' rollups. Orders cancelled after as-of are not in them: `measureOrders` adds these. */
export function measureRollups(
  store: Store,
  plan: MetricPlan,
  dimension: string,
  measures: readonly BaseMeasure[],
): StatementAnswer {
  const split = plan.excludedGroups.length > 0 ? [] : plan.dimensions
  const groups = split.map((one) =>
    one.kind === 'weekday' ? 'CAST((((d.day + 3) % 7) + 7) % 7 + 1 AS TEXT)' : 'd.value',
  )
  const scope: PlanScope = {
    ctes: [],
    groupColumns: groups.map((sql, index) => `${sql} AS g${index}`),
    groupNames: groups.map((_, index) => `g${index}`),
    joins: new Set(),
    extraJoins: '',
    where: joinSql([...plan.filters.map(valueCondition), excludedValues(plan)], ' AND '),
  }
  return runStatement(store, {
    plan,
    scope,
    columns: measures.flatMap((measure) => {
      const sql = COLUMNS[measure]
      return sql === undefined ? [] : [[measure, sql] as const]
    }),
    from: {
      sql: 'FROM buckets b CROSS JOIN daily_rollups d ON d.dimension = ? AND d.day >= b.from_day AND d.day < b.to_day',
      params: [dimension],
    },
    where: [],
    time: 'bucket',
  })
}

function valueCondition({ match, values }: PlanFilter): SqlText {
  const marks = values.map(() => '?').join(', ')
  if (match === 'missing') return { sql: "d.value = ''", params: [] }
  if (match === 'any') return { sql: `d.value COLLATE NOCASE IN (${marks})`, params: values }
  if (match === 'none') return { sql: `d.value COLLATE NOCASE NOT IN (${marks})`, params: values }
  return { sql: `(${values.map(() => 'instr(lower(d.value), lower(?)) > 0').join(' OR ')})`, params: values }
}

const excludedValues = ({ excludedGroups }: MetricPlan): SqlText | null =>
  excludedGroups.length === 0
    ? null
    : {
        sql: 'd.value NOT IN (SELECT value FROM json_each(?))',
        params: [JSON.stringify(excludedGroups.map(([value = '']) => value))],
      }
