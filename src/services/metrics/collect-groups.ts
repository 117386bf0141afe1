import {
  PRODUCT_ATTRIBUTES,
  type AnalyticsEngine,
  type BaseMeasure,
  type Bucket,
  type MetricPlan,
  type MetricRow,
} from '../../store/queries/metrics/metric-plan.ts'
import { METRICS, metricValue, quantitiesOf, type MeasureValues, type MetricName } from './metric-catalogue.ts'

export interface GroupRanking {
  /** The metric by which groups are ranked, 'name', or null for the order of time and names. */
  readonly by: MetricName | 'name' | 'change' | null
  readonly direction: 'asc' | 'desc'
  readonly limit: number | null
}

export interface GroupRequest {
  readonly plan: MetricPlan
  /** The same stretches of the period to compare with; null without a comparison. */
  readonly previousBuckets: readonly Bucket[] | null
  readonly metrics: readonly MetricName[]
  readonly ranking: GroupRanking
}

export interface MetricGroup {
  readonly bucket: number
  readonly groups: readonly string[]
  readonly isRest: boolean
  readonly values: MeasureValues
  /** Null without a comparison. */
  readonly previous: MeasureValues | null
}

export interface CollectedGroups {
  readonly groups: readonly MetricGroup[]
  readonly total: MeasureValues
  readonly previousTotal: MeasureValues | null
  /** Groups that exist, before any limit. */
  readonly found: number
  readonly sql: readonly string[]
  readonly methods: readonly string[]
}

const keyOf = (bucket: number, groups: readonly string[]): string => JSON.stringify([bucket, ...groups])

/** One bucket over all of them: buckets of a plan follow one another without gaps. */
const whole = (buckets: readonly Bucket[]): Bucket[] => {
  const [first] = buckets
  const last = buckets.at(-1)
  return first === undefined || last === undefined ? [] : [{ ...first, toDay: last.toDay, to: last.to }]
}

/** Everything that a metric question needs from the engine: groups in their order, the rest, totals, the comparison. */
export function collectGroups(engine: AnalyticsEngine, request: GroupRequest): CollectedGroups {
  const { plan, previousBuckets } = request
  const sql: string[] = []
  const methods = new Set<string>()
  const measure = (one: MetricPlan): readonly MetricRow[] => {
    const answer = engine.measure(one)
    sql.push(...answer.sql)
    for (const method of answer.methods) methods.add(method)
    return answer.rows
  }
  const totalOf = (buckets: readonly Bucket[], rows: readonly MetricRow[]): MeasureValues =>
    addsUp(request) ? sumValues(rows) : (measure({ ...plan, dimensions: [], buckets: whole(buckets) })[0]?.values ?? {})

  const rows = measure(plan)
  const split = plan.dimensions.length > 0 || plan.buckets.length > 1
  const total = split ? totalOf(plan.buckets, rows) : (rows[0]?.values ?? {})
  const previousPlan = previousBuckets === null ? null : { ...plan, buckets: previousBuckets }
  const previousRows = previousPlan === null ? null : measure(previousPlan)
  const previousTotal =
    previousRows === null || previousBuckets === null
      ? null
      : split
        ? totalOf(previousBuckets, previousRows)
        : (previousRows[0]?.values ?? {})

  const previousByKey = new Map(previousRows?.map((row) => [keyOf(row.bucket, row.groups), row.values]))
  const toGroup = (row: MetricRow, isRest: boolean): MetricGroup => ({
    ...row,
    isRest,
    previous: previousRows === null ? null : (previousByKey.get(keyOf(row.bucket, row.groups)) ?? {}),
  })
  const filled =
    plan.dimensions.length === 0 ? fillBuckets(rows, plan.buckets.length) : withPreviousOnly(rows, previousRows)
  const all = filled.map((row) => toGroup(row, false))
  const ranked = rankGroups(all, request, (single) => measure({ ...single, buckets: whole(single.buckets) }))
  if (ranked.kept === null) {
    const dropped = all.filter((group) => !ranked.groups.includes(group))
    const others = dropped.length > 0 && addsUp(request) ? [restOf(dropped)] : []
    return {
      groups: [...ranked.groups, ...others],
      total,
      previousTotal,
      found: ranked.found,
      sql,
      methods: [...methods],
    }
  }

  const kept = ranked.kept
  const restRows = (one: MetricPlan, from: readonly MetricRow[]): readonly MetricRow[] => {
    if (addsUp(request)) return sumByBucket(from.filter((row) => !kept.has(keyOf(0, row.groups))))
    return measure({ ...one, excludedGroups: [...kept.values()] })
  }
  const rest = restRows(plan, rows)
  const previousRest = previousPlan === null || previousRows === null ? null : restRows(previousPlan, previousRows)
  const restGroups = rest.map((row) => ({
    bucket: row.bucket,
    groups: plan.dimensions.map(() => ''),
    isRest: true,
    values: row.values,
    previous: previousRest === null ? null : (previousRest.find((other) => other.bucket === row.bucket)?.values ?? {}),
  }))
  return {
    groups: [...ranked.groups, ...restGroups],
    total,
    previousTotal,
    found: ranked.found,
    sql,
    methods: [...methods],
  }
}

/** Whether values of groups add up to the total: no distinct people, and no order that is in two groups. */
function addsUp({ plan, metrics }: Pick<GroupRequest, 'plan' | 'metrics'>): boolean {
  const byLine = [...plan.dimensions].some(
    (dimension) => dimension.kind === 'attribute' && PRODUCT_ATTRIBUTES.includes(dimension.attribute),
  )
  return !byLine && metrics.every((metric) => quantitiesOf(metric).every((quantity) => quantity.additive))
}

export function sumValues(rows: readonly { readonly values: MeasureValues }[]): MeasureValues {
  const sum: Partial<Record<BaseMeasure, number>> = {}
  for (const { values } of rows) {
    for (const [measure, value] of Object.entries(values) as [BaseMeasure, number][]) {
      sum[measure] = (sum[measure] ?? 0) + value
    }
  }
  return sum
}

const restOf = (dropped: readonly MetricGroup[]): MetricGroup => ({
  bucket: -1,
  groups: [],
  isRest: true,
  values: sumValues(dropped),
  previous:
    dropped[0]?.previous == null ? null : sumValues(dropped.map(({ previous }) => ({ values: previous ?? {} }))),
})

function sumByBucket(rows: readonly MetricRow[]): MetricRow[] {
  const buckets = [...new Set(rows.map((row) => row.bucket))].toSorted((a, b) => a - b)
  return buckets.map((bucket) => ({
    bucket,
    groups: [],
    values: sumValues(rows.filter((row) => row.bucket === bucket)),
  }))
}

/** A day without orders is a row of zeros, not a hole. */
function fillBuckets(rows: readonly MetricRow[], count: number): MetricRow[] {
  const known = new Map(rows.map((row) => [row.bucket, row]))
  return Array.from({ length: count }, (_, bucket) => known.get(bucket) ?? { bucket, groups: [], values: {} })
}

/** Groups that had something only in the period compared with are rows too, else their fall would be missing. */
function withPreviousOnly(rows: readonly MetricRow[], previous: readonly MetricRow[] | null): readonly MetricRow[] {
  if (previous === null) return rows
  const known = new Set(rows.map((row) => keyOf(row.bucket, row.groups)))
  return [
    ...rows,
    ...previous
      .filter((row) => !known.has(keyOf(row.bucket, row.groups)))
      .map((row) => ({ bucket: row.bucket, groups: row.groups, values: {} })),
  ]
}

const compareNames = (a: readonly string[], b: readonly string[]): number => {
  const [left, right] = [a.join('\u0000'), b.join('\u0000')]
  return left < right ? -1 : left > right ? 1 : 0
}

interface Ranked {
  readonly groups: readonly MetricGroup[]
  readonly found: number
  /** Keys of the groups kept (with bucket 0), when a limit left some out. */
  readonly kept: ReadonlyMap<string, readonly string[]> | null
}

function rankGroups(
  all: readonly MetricGroup[],
  { plan, metrics, ranking }: GroupRequest,
  measureWhole: (plan: MetricPlan) => readonly MetricRow[],
): Ranked {
  const { by, direction, limit } = ranking
  const sign = direction === 'asc' ? 1 : -1
  const scoreOf = (group: Pick<MetricGroup, 'values' | 'previous'>): number | null => {
    if (by === null || by === 'name') return null
    const metric = by === 'change' ? metrics[0] : by
    if (metric === undefined) return null
    const now = metricValue(metric, group.values)
    if (by !== 'change') return now
    const before = group.previous === null ? null : metricValue(metric, group.previous)
    return now === null || before === null ? null : now - before
  }
  const byScore = <G extends Pick<MetricGroup, 'values' | 'previous' | 'groups' | 'bucket'>>(
    groups: readonly G[],
  ): G[] =>
    groups.toSorted((a, b) => {
      const [left, right] = [scoreOf(a), scoreOf(b)]
      if (left !== null && right !== null && left !== right) return left < right ? -sign : sign
      if ((left === null) !== (right === null)) return left === null ? 1 : -1
      return a.bucket - b.bucket || compareNames(a.groups, b.groups)
    })
  if (plan.dimensions.length === 0) {
    const ordered = by === null ? all : byScore(all)
    const kept = limit === null ? ordered : ordered.slice(0, limit)
    return { groups: kept, found: all.length, kept: null }
  }
  if (plan.buckets.length === 1) {
    const ordered = byScore(all)
    if (limit === null || ordered.length <= limit) return { groups: ordered, found: ordered.length, kept: null }
    const top = ordered.slice(0, limit)
    return {
      groups: top,
      found: ordered.length,
      kept: new Map(top.map((group) => [keyOf(0, group.groups), group.groups])),
    }
  }
  // Groups over time: rank the groups by the whole period, then show each over time.
  const wholes = byScore(measureWhole(plan).map((row) => ({ ...row, previous: null })))
  const position = new Map(wholes.map((row, index) => [keyOf(0, row.groups), index]))
  const rank = (group: MetricGroup): number => position.get(keyOf(0, group.groups)) ?? wholes.length
  const ordered = all.toSorted((a, b) => rank(a) - rank(b) || compareNames(a.groups, b.groups) || a.bucket - b.bucket)
  if (limit === null || wholes.length <= limit) return { groups: ordered, found: wholes.length, kept: null }
  const kept = new Map(wholes.slice(0, limit).map((row) => [keyOf(0, row.groups), row.groups]))
  return { groups: ordered.filter((group) => kept.has(keyOf(0, group.groups))), found: wholes.length, kept }
}

/** Whether any metric of these counts people. */
export const asksAboutCustomers = (metrics: readonly MetricName[]): boolean =>
  metrics.some((metric) => METRICS[metric].aboutCustomers)
