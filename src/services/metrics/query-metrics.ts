import type { Filter, PeriodInput } from '../../lib/filters.ts'
import { InvalidInputError } from '../../lib/errors.ts'
import type { Grain } from '../../lib/periods.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import { createSqliteAnalyticsEngine } from '../../store/queries/metrics/sqlite-analytics-engine.ts'
import type { MetricPlan } from '../../store/queries/metrics/metric-plan.ts'
import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import { termWords } from '../definitions/read-definitions.ts'
import type { ServiceResult } from '../service-result.ts'
import { describeMethods } from './describe-methods.ts'
import { asksAboutCustomers, collectGroups } from './collect-groups.ts'
import type { GroupRanking } from './metric-group.ts'
import { limitToWholeShop } from './guest-limits.ts'
import { measuresOf, type MetricName } from './metric-catalogue.ts'
import { isTimeDimension, parseDimension, resolveDimension, type DimensionName } from './metric-dimensions.ts'
import { comparedWindow, metricWindow, type Compare } from './metric-window.ts'
import { metricsPopulation } from './metrics-population.ts'
import { periodParts } from './period-parts.ts'
import { presentMetrics, type MetricsData } from './present-metrics.ts'
import { questionScope, rowsMeasure } from './question-scope.ts'
import { splitFilters } from './split-filters.ts'
import { bucketOf, timeBuckets } from './time-buckets.ts'
import { windowFacts } from './window-facts.ts'
import { withholdSmallGroups } from './withhold-small-groups.ts'

export interface MetricsOrder {
  readonly by?: MetricName | 'name' | 'change' | undefined
  readonly direction?: 'asc' | 'desc' | undefined
}

export interface QueryMetricsInput {
  readonly metrics: readonly MetricName[]
  readonly dimensions?: readonly string[] | undefined
  readonly filters?: readonly Filter[] | undefined
  readonly period?: PeriodInput | undefined
  readonly grain?: Grain | undefined
  readonly compare?: Compare | undefined
  readonly order?: 'asc' | 'desc' | MetricsOrder | undefined
  readonly limit?: number | undefined
}

/** Metrics of a period: totals, splits, series, comparisons and top lists, each figure with the facts it is made of. */
export function queryMetrics({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: QueryMetricsInput
}): ServiceResult<MetricsData> {
  authorise(ctx, 'read:aggregates')
  const metrics = [...new Set(input.metrics)]
  const { grain, groupNames } = splitDimensions(input)
  const filters = input.filters ?? []
  limitToWholeShop(ctx, { metrics, groupNames, filters })
  const engine = createSqliteAnalyticsEngine(ctx.store)
  const scope = questionScope(metrics)
  const window = metricWindow(ctx, { period: input.period, grain, compare: input.compare ?? null })
  const compared = input.compare === undefined ? null : comparedWindow(ctx, window, input.compare)
  const { facts, people } = splitFilters(engine, filters, scope, ctx.store)
  const population = metricsPopulation(ctx, filters, people)
  const dimensions = groupNames.map((name) => resolveDimension(ctx, engine, name, scope))
  const bucketsOf = (range: { fromDay: number; toDay: number }) =>
    grain === null ? [bucketOf(range, ctx.shop.zone)] : timeBuckets(range, grain, ctx.shop.weekStart, ctx.shop.zone)
  const buckets = bucketsOf(window.visible)
  const namedOnly = population.customerIds !== null || dimensions.some((dimension) => dimension.aboutCustomers)
  const plan: MetricPlan = {
    measures: [...new Set([...measuresOf(metrics), rowsMeasure(scope)])],
    dimensions: dimensions.map((dimension) => dimension.plan),
    buckets,
    until: ctx.asOf.until,
    filters: facts,
    customers: population.customerIds,
    excludedGroups: [],
    namedOnly,
    zone: ctx.shop.zone,
  }
  const collected = collectGroups(engine, {
    plan,
    previousBuckets: compared === null ? null : bucketsOf(compared),
    metrics,
    ranking: rankingOf(input, metrics, groupNames),
  })
  const shown = withholdSmallGroups(ctx, engine, plan, collected)
  const whole = bucketOf(window.visible, ctx.shop.zone)
  const ordersMatter = scope === 'orders'
  const leftOut = ordersMatter ? engine.countLeftOut(whole, ctx.asOf.until) : null
  const anonymous =
    ordersMatter && (namedOnly || asksAboutCustomers(metrics)) && population.customerIds === null
      ? engine.countAnonymous({ ...plan, dimensions: [], buckets: [whole], namedOnly: false })
      : 0
  const presented = presentMetrics({
    ctx,
    metrics,
    dimensions: groupNames,
    grain,
    window,
    compared,
    buckets: grain === null ? null : timeBuckets(window.visible, grain, ctx.shop.weekStart, ctx.shop.zone),
    collected: shown.collected,
    withheld: shown.withheld,
    totalWithheld: shown.totalWithheld,
    anonymous,
  })
  const isTotal = grain === null && groupNames.length === 0
  const parts = isTotal ? periodParts(ctx, engine, plan, people) : null
  const otherWindows =
    isTotal && compared === null && !shown.totalWithheld
      ? windowFacts(ctx, engine, { plan, metrics, window, total: shown.collected.total })
      : []
  return {
    ...presented,
    facts: [...presented.facts, ...(parts?.facts ?? []), ...otherWindows],
    table: presented.table ?? parts?.table ?? null,
    evidence: {
      period: {
        from: dateOfDay(window.period.fromDay),
        to: dateOfDay(window.period.toDay),
        name: window.period.name,
      },
      population: population.description,
      rows_used: shown.collected.total[rowsMeasure(scope)] ?? 0,
      rows_left_out: Object.fromEntries(
        Object.entries({
          ...leftOut,
          ...population.leftOut,
          ...(anonymous > 0 ? { without_customer: anonymous } : {}),
        }).filter(([, count]) => count > 0),
      ),
      definition: metrics.map((metric) => termWords(metric, ctx.language)),
      method: describeMethods(shown.collected.methods, ctx.language),
      model: null,
      sql: shown.collected.sql,
    },
  }
}

/** The time split (a grain, or a dimension that is one) apart from the groups. */
function splitDimensions({ dimensions = [], grain }: QueryMetricsInput): {
  grain: Grain | null
  groupNames: Exclude<DimensionName, Grain>[]
} {
  const names = [...new Set(dimensions)].map(parseDimension)
  const grains = [...new Set([...names.filter(isTimeDimension), ...(grain === undefined ? [] : [grain])])]
  if (grains.length > 1) {
    throw new InvalidInputError(`time can be split one way at once, not by ${grains.join(' and ')}`, {
      field: 'grain',
      hint: 'Ask for one of day, week, month, quarter, year.',
    })
  }
  return { grain: grains[0] ?? null, groupNames: names.filter((name) => !isTimeDimension(name)) }
}

function rankingOf(
  { order, limit }: QueryMetricsInput,
  metrics: readonly MetricName[],
  groupNames: readonly DimensionName[],
): GroupRanking {
  const asked: MetricsOrder = typeof order === 'string' ? { direction: order } : (order ?? {})
  const natural = groupNames.some((name) => name === 'weekday' || name === 'hour')
  const ranked = order !== undefined || limit !== undefined || (groupNames.length > 0 && !natural)
  const by = asked.by ?? (ranked ? (metrics[0] ?? null) : null)
  if (by !== null && by !== 'name' && by !== 'change' && !metrics.includes(by)) {
    throw new InvalidInputError(`the order is by ${by}, which is not among the metrics asked for`, {
      field: 'order',
      hint: `Order by one of: ${metrics.join(', ')}, name, change.`,
    })
  }
  return { by, direction: asked.direction ?? (by === 'name' ? 'asc' : 'desc'), limit: limit ?? null }
}
