import { attributeColumn, OWN_ALIAS, type Family, type JoinName } from './attribute-columns.ts'
import type { MetricPlan, PlanDimension, PlanFilter } from './metric-plan.ts'
import { joinSql, type SqlText } from './sql-text.ts'
import { zoneOffsets } from './zone-offsets.ts'

/** The pieces that every statement of a plan shares, worded for one family of facts. */
export interface PlanScope {
  /** Common table expressions after `buckets`, each 'name AS (...)'. */
  readonly ctes: readonly SqlText[]
  /** `expression AS g0`, ... one per dimension. */
  readonly groupColumns: readonly string[]
  readonly groupNames: readonly string[]
  readonly joins: ReadonlySet<JoinName>
  /** Joins of customer groups and zone offsets, to stand after the family's tables. */
  readonly extraJoins: string
  /** Filters, population and excluded groups, joined by AND; '' when there are none. */
  readonly where: SqlText
}

/** Column of the instant by which a family's facts count, for the hour of the day. */
const INSTANT: Readonly<Record<Family, string>> = {
  orders: 'o.ordered_at',
  lines: 'o.ordered_at',
  returns: 'r.returned_at',
  order_returns: 'coalesce(o.ordered_at, r.returned_at)',
  sessions: 's.started_at',
  exposures: 'x.delivered_at',
}
/** Column of the local day by which a family's facts count. */
export const DAY: Readonly<Record<Family, string>> = {
  orders: 'o.ordered_day',
  lines: 'o.ordered_day',
  returns: 'r.returned_day',
  order_returns: 'coalesce(o.ordered_day, r.returned_day)',
  sessions: 's.started_day',
  exposures: '((x.delivered_at + z.offset_ms) / 86400000)',
}

export function planScope(plan: MetricPlan, family: Family): PlanScope {
  const joins = new Set<JoinName>()
  const ctes: SqlText[] = []
  const extra: string[] = []
  const column = (attribute: PlanFilter['attribute']): string => {
    const found = attributeColumn(family, attribute)
    for (const join of found.joins) joins.add(join)
    return found.sql
  }
  const needsOffsets = family === 'exposures' || plan.dimensions.some((dimension) => dimension.kind === 'hour')
  if (needsOffsets) {
    ctes.push(offsetsTable(plan))
    extra.push(`JOIN offsets z ON ${INSTANT[family]} >= z.from_ms AND ${INSTANT[family]} < z.to_ms`)
  }
  const expressions = plan.dimensions.map((dimension, index) => {
    if (dimension.kind === 'customer_group') {
      ctes.push(pairsTable(dimension, index))
      extra.push(`JOIN pairs${index} d${index} ON d${index}.id = ${OWN_ALIAS[family]}.customer_id`)
      return `d${index}.grp`
    }
    if (dimension.kind === 'weekday') return `CAST((((${DAY[family]} + 3) % 7) + 7) % 7 + 1 AS TEXT)`
    if (dimension.kind === 'hour') return `printf('%02d', ((${INSTANT[family]} + z.offset_ms) / 3600000) % 24)`
    return `coalesce(${column(dimension.attribute)}, '')`
  })
  const conditions: SqlText[] = plan.filters.map((filter) =>
    filter.attribute === 'category'
      ? categoryCondition(column('category'), filter)
      : condition(column(filter.attribute), filter),
  )
  const customerId = `${OWN_ALIAS[family]}.customer_id`
  if (plan.customers !== null) {
    conditions.push({
      sql: `${customerId} IN (SELECT value FROM json_each(?))`,
      params: [JSON.stringify(plan.customers)],
    })
  } else if (plan.namedOnly) {
    conditions.push({ sql: `${customerId} IS NOT NULL`, params: [] })
  }
  if (plan.excludedGroups.length > 0 && expressions.length > 0)
    conditions.push(excluded(expressions, plan.excludedGroups))
  // "The rest" of a top list is one group, whatever it is made of.
  const grouped = plan.excludedGroups.length > 0 ? [] : expressions
  return {
    ctes,
    groupColumns: grouped.map((expression, index) => `${expression} AS g${index}`),
    groupNames: grouped.map((_, index) => `g${index}`),
    joins,
    extraJoins: extra.join(' '),
    where: joinSql(conditions, ' AND '),
  }
}

/** Names compare without regard to ASCII case: 'france' finds 'France'. */
function condition(column: string, { match, values }: PlanFilter): SqlText {
  const marks = values.map(() => '?').join(', ')
  if (match === 'missing') return { sql: `coalesce(${column}, '') = ''`, params: [] }
  if (match === 'none') return { sql: `coalesce(${column}, '') COLLATE NOCASE NOT IN (${marks})`, params: values }
  if (match === 'any') return { sql: `${column} COLLATE NOCASE IN (${marks})`, params: values }
  return {
    sql: `(${values.map(() => `instr(lower(coalesce(${column}, '')), lower(?)) > 0`).join(' OR ')})`,
    params: values,
  }
}

/** A category may be named by one of its parts: hiking shoes are in outdoor. */
function categoryCondition(column: string, filter: PlanFilter): SqlText {
  const [own, part] = [condition(column, filter), condition('p.subcategory', filter)]
  if (filter.match === 'missing') return own
  return joinSql(['(', own, filter.match === 'none' ? 'AND' : 'OR', part, ')'])
}

function excluded(expressions: readonly string[], groups: MetricPlan['excludedGroups']): SqlText {
  const keys = expressions.map((_, index) => `value ->> ${index}`).join(', ')
  const left = expressions.length === 1 ? expressions[0] : `(${expressions.join(', ')})`
  return { sql: `${left} NOT IN (SELECT ${keys} FROM json_each(?))`, params: [JSON.stringify(groups)] }
}

function pairsTable(dimension: Extract<PlanDimension, { kind: 'customer_group' }>, index: number): SqlText {
  return {
    sql: `pairs${index}(id, grp) AS MATERIALIZED (SELECT value ->> 0, value ->> 1 FROM json_each(?))`,
    params: [JSON.stringify(dimension.pairs)],
  }
}

function offsetsTable(plan: MetricPlan): SqlText {
  const from = plan.buckets[0]?.from ?? 0
  const to = plan.buckets.at(-1)?.to ?? 0
  return {
    sql: 'offsets(from_ms, to_ms, offset_ms) AS MATERIALIZED (SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?))',
    params: [JSON.stringify(zoneOffsets(plan.zone, from, to))],
  }
}

/** The buckets of a plan as a table: statements begin with it, so that each bucket is one range of an index. */
export const bucketsTable = (plan: MetricPlan): SqlText => ({
  sql: 'buckets(bucket, from_day, to_day) AS MATERIALIZED (SELECT key, value ->> 0, value ->> 1 FROM json_each(?))',
  params: [JSON.stringify(plan.buckets.map(({ fromDay, toDay }) => [fromDay, toDay]))],
})
