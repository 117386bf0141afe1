import {
  PRODUCT_ATTRIBUTES,
  type AnalyticsEngine,
  type BaseMeasure,
  type Bucket,
  type MetricPlan,
  type MetricRow,
  type MetricMethod,
} from '../../store/queries/metrics/metric-plan.ts'
import { rankGroups } from './rank-groups.ts'
import { measuresOf, METRICS, quantitiesOf, type MeasureValues, type MetricName } from './metric-catalogue.ts'
import { groupKey, sumValues, type GroupRequest, type MetricGroup } from './metric-group.ts'

export interface CollectedGroups {
  readonly groups: readonly MetricGroup[]
  readonly total: MeasureValues
  readonly previousTotal: MeasureValues | null
  /** Groups that exist, before any limit. */
  readonly found: number
  readonly sql: readonly string[]
  readonly methods: readonly MetricMethod[]
}

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
  const methods = new Set<MetricMethod>()
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

  const previousByKey = new Map(previousRows?.map((row) => [groupKey(row.bucket, row.groups), row.values]))
  const toGroup = (row: MetricRow): MetricGroup => ({
    ...row,
    kind: 'group',
    previous: previousRows === null ? null : (previousByKey.get(groupKey(row.bucket, row.groups)) ?? {}),
  })
  const filled =
    plan.dimensions.length === 0 ? fillBuckets(rows, plan.buckets.length) : withPreviousOnly(rows, previousRows)
  const all = filled.map(toGroup)
  const loose = unattributed(request, measure, rows, previousRows)
  const ranked = rankGroups(all, request, (single) => measure({ ...single, buckets: whole(single.buckets) }))
  if (ranked.kept === null) {
    const dropped = all.filter((group) => !ranked.groups.includes(group))
    const others = dropped.length > 0 && addsUp(request) ? [restOf(dropped)] : []
    return {
      groups: [...ranked.groups, ...others, ...loose],
      total,
      previousTotal,
      found: ranked.found,
      sql,
      methods: [...methods],
    }
  }

  const kept = ranked.kept
  const restRows = (one: MetricPlan, from: readonly MetricRow[]): readonly MetricRow[] => {
    if (addsUp(request)) return sumByBucket(from.filter((row) => !kept.has(groupKey(0, row.groups))))
    // How many orders there were is asked of the total only: orders of several products are dear to count.
    return measure({ ...one, measures: measuresOf(request.metrics), excludedGroups: [...kept.values()] })
  }
  const rest = restRows(plan, rows)
  const previousRest = previousPlan === null || previousRows === null ? null : restRows(previousPlan, previousRows)
  const restGroups = rest.map((row): MetricGroup => ({
    bucket: row.bucket,
    groups: plan.dimensions.map(() => ''),
    kind: 'rest',
    values: row.values,
    previous: previousRest === null ? null : (previousRest.find((other) => other.bucket === row.bucket)?.values ?? {}),
  }))
  return {
    groups: [...ranked.groups, ...restGroups, ...loose],
    total,
    previousTotal,
    found: ranked.found,
    sql,
    methods: [...methods],
  }
}

const splitsLines = ({ dimensions }: Pick<MetricPlan, 'dimensions'>): boolean =>
  dimensions.some((dimension) => dimension.kind === 'attribute' && PRODUCT_ATTRIBUTES.includes(dimension.attribute))

/** Sums that lines hold as orders do; what orders have more of them belongs to no product. */
const LOOSE_MEASURES: readonly BaseMeasure[] = [
  'gross_minor',
  'named_gross_minor',
  'units',
  'costed_gross_minor',
  'cost_minor',
]

/** Discounts on whole orders and orders without lines, so that a split by product still adds up to the shop's total. */
function unattributed(
  { plan, previousBuckets }: GroupRequest,
  measure: (plan: MetricPlan) => readonly MetricRow[],
  rows: readonly MetricRow[],
  previousRows: readonly MetricRow[] | null,
): MetricGroup[] {
  const filtered = plan.filters.some((filter) => PRODUCT_ATTRIBUTES.includes(filter.attribute))
  const measures = plan.measures.filter((one) => LOOSE_MEASURES.includes(one))
  if (!splitsLines(plan) || filtered || measures.length === 0) return []
  const looseIn = (buckets: readonly Bucket[], lines: readonly MetricRow[]): Map<number, MeasureValues> =>
    new Map(
      measure({ ...plan, measures, dimensions: [], buckets }).flatMap((row) => {
        const sum = sumValues(lines.filter((line) => line.bucket === row.bucket))
        const values = Object.fromEntries(measures.map((one) => [one, (row.values[one] ?? 0) - (sum[one] ?? 0)]))
        return Object.values(values).some((value) => value !== 0) ? [[row.bucket, values] as const] : []
      }),
    )
  const now = looseIn(plan.buckets, rows)
  const before = previousBuckets === null || previousRows === null ? null : looseIn(previousBuckets, previousRows)
  return [...new Set([...now.keys(), ...(before?.keys() ?? [])])].map((bucket) => ({
    bucket,
    groups: plan.dimensions.map(() => ''),
    kind: 'unattributed',
    values: now.get(bucket) ?? {},
    previous: before === null ? null : (before.get(bucket) ?? {}),
  }))
}

/** Whether values of groups add up to the total: no distinct people, and no order that is in two groups. */
function addsUp({ plan, metrics }: Pick<GroupRequest, 'plan' | 'metrics'>): boolean {
  return !splitsLines(plan) && metrics.every((metric) => quantitiesOf(metric).every((quantity) => quantity.additive))
}

const restOf = (dropped: readonly MetricGroup[]): MetricGroup => ({
  bucket: -1,
  groups: [],
  kind: 'rest',
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
  const known = new Set(rows.map((row) => groupKey(row.bucket, row.groups)))
  return [
    ...rows,
    ...previous
      .filter((row) => !known.has(groupKey(row.bucket, row.groups)))
      .map((row) => ({ bucket: row.bucket, groups: row.groups, values: {} })),
  ]
}

/** Whether any metric of these counts people. */
export const asksAboutCustomers = (metrics: readonly MetricName[]): boolean =>
  metrics.some((metric) => METRICS[metric].aboutCustomers)
