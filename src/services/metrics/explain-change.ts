import { KithError } from '../../lib/errors.ts'
import type { Filter, PeriodInput } from '../../lib/filters.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import { createSqliteAnalyticsEngine } from '../../store/queries/metrics/sqlite-analytics-engine.ts'
import type { BaseMeasure, MetricPlan } from '../../store/queries/metrics/metric-plan.ts'
import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import { termWords } from '../definitions/read-definitions.ts'
import type { ServiceResult } from '../service-result.ts'
import { describeMethods } from './describe-methods.ts'
import { changeContributions, type DimensionContributions } from './change-contributions.ts'
import { changeDrivers } from './change-drivers.ts'
import { collectGroups } from './collect-groups.ts'
import { limitToWholeShop } from './guest-limits.ts'
import { measuresOf, QUANTITIES, type MetricName } from './metric-catalogue.ts'
import { isTimeDimension, parseDimension, resolveDimension, type DimensionName } from './metric-dimensions.ts'
import { comparedWindow, metricWindow, type Compare } from './metric-window.ts'
import { metricsPopulation } from './metrics-population.ts'
import { notableEvents } from './notable-events.ts'
import { presentChange, type ChangeData } from './present-change.ts'
import { rowsMeasure, questionScope } from './question-scope.ts'
import { splitFilters } from './split-filters.ts'
import { bucketOf } from './time-buckets.ts'

export interface ExplainChangeInput {
  readonly metric: MetricName
  readonly period?: PeriodInput | undefined
  readonly compare?: Compare | undefined
  readonly dimensions?: readonly string[] | undefined
  readonly filters?: readonly Filter[] | undefined
}

type GroupDimension = Exclude<DimensionName, 'day' | 'week' | 'month' | 'quarter' | 'year'>

const USUAL: Readonly<Record<'orders' | 'sessions' | 'exposures', readonly GroupDimension[]>> = {
  orders: ['category', 'region', 'country', 'channel'],
  sessions: ['device', 'channel', 'source'],
  exposures: ['campaign', 'channel'],
}

const PRODUCT_DIMENSIONS: readonly DimensionName[] = ['product_id', 'category', 'brand', 'price_band']

/** Measures that split a change of revenue into its factors. */
const DRIVER_MEASURES: readonly BaseMeasure[] = [
  'gross_minor',
  'returns_minor',
  'orders',
  'anonymous_orders',
  'customers',
  'named_gross_minor',
  'named_returns_minor',
]

/** What made a metric change: contributions of parts that add up to the change, its factors, and what was going on. */
export function explainChange({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: ExplainChangeInput
}): ServiceResult<ChangeData> {
  authorise(ctx, 'read:aggregates')
  const { metric, compare = 'previous', filters = [] } = input
  const scope = questionScope([metric])
  const dimensions = (input.dimensions ?? USUAL[scope]).map(parseDimension).filter((name) => !isTimeDimension(name))
  limitToWholeShop(ctx, { metrics: [metric], groupNames: dimensions, filters })
  const engine = createSqliteAnalyticsEngine(ctx.store)
  const window = metricWindow(ctx, { period: input.period, grain: null, compare })
  const compared = comparedWindow(ctx, window, compare)
  refuseWithoutBefore(ctx, compared)
  const { facts, people } = splitFilters(engine, filters, scope, ctx.store)
  const population = metricsPopulation(ctx, filters, people)
  const base: MetricPlan = {
    measures: [
      ...new Set([...measuresOf([metric]), rowsMeasure(scope), ...(scope === 'orders' ? ['units' as const] : [])]),
    ],
    dimensions: [],
    buckets: [bucketOf(window.visible, ctx.shop.zone)],
    until: ctx.asOf.until,
    filters: facts,
    customers: population.customerIds,
    excludedGroups: [],
    namedOnly: population.customerIds !== null,
    zone: ctx.shop.zone,
  }
  const before = [bucketOf(compared, ctx.shop.zone)]
  const isRevenue = metric === 'net_revenue'
  const whole = collectGroups(engine, {
    plan: isRevenue ? { ...base, measures: [...new Set([...base.measures, ...DRIVER_MEASURES])] } : base,
    previousBuckets: before,
    metrics: [metric],
    ranking: { by: null, direction: 'desc', limit: null },
  })
  const totals = { before: whole.previousTotal ?? {}, after: whole.total }
  const sql = [...whole.sql]
  const methods = new Set(whole.methods)
  const splits: { name: GroupDimension; split: DimensionContributions }[] = []
  for (const name of dimensions) {
    const dimension = resolveDimension(ctx, engine, name, scope)
    const collected = collectGroups(engine, {
      plan: { ...base, dimensions: [dimension.plan] },
      previousBuckets: before,
      metrics: [metric],
      ranking: { by: 'name', direction: 'asc', limit: null },
    })
    sql.push(...collected.sql)
    for (const method of collected.methods) methods.add(method)
    const groups = collected.groups
    // A dimension that says nothing (one part, or none known) explains nothing; one asked for by name is shown all the same.
    if (input.dimensions === undefined && groups.filter((group) => (group.groups[0] ?? '') !== '').length < 2) continue
    const split = changeContributions({
      metric,
      ...totals,
      groups,
      per: PRODUCT_DIMENSIONS.includes(name) ? QUANTITIES.units : QUANTITIES.orders,
    })
    if (split !== null) splits.push({ name, split })
  }
  const presented = presentChange({
    ctx,
    metric,
    window,
    compared,
    totals,
    drivers: isRevenue ? changeDrivers(totals.before, totals.after) : { byOrders: [], byCustomers: [] },
    splits,
    events: notableEvents(ctx, compared, window.visible),
  })
  return {
    ...presented,
    evidence: {
      period: { from: dateOfDay(window.period.fromDay), to: dateOfDay(window.period.toDay), name: window.period.name },
      population: population.description,
      rows_used: (totals.after[rowsMeasure(scope)] ?? 0) + (totals.before[rowsMeasure(scope)] ?? 0),
      rows_left_out: population.leftOut,
      definition: [termWords(metric, ctx.language)],
      method: describeMethods(methods, ctx.language),
      model: null,
      sql,
    },
  }
}

/** @throws {KithError} when there is nothing to compare with, or the metric has no parts that could explain it */
function refuseWithoutBefore(ctx: ServiceContext, compared: { fromDay: number; toDay: number }): void {
  if (compared.toDay > ctx.frame.firstDay) return
  const [first, last] = [dateOfDay(ctx.frame.firstDay), dateOfDay(ctx.frame.asOfDay)]
  throw new KithError(
    'INVALID_INPUT',
    `the period to compare with, ${dateOfDay(compared.fromDay)} .. ${dateOfDay(compared.toDay - 1)}, is before the data, which begins on ${first}`,
    {
      field: 'period',
      hint: `Choose a later period; the data goes from ${first} to ${last}.`,
      details: { reason_code: 'outside_data', first_day: first, last_day: last },
    },
  )
}
