import { cohortCurve, cohortMatrix, type Cohort, type CohortGrain } from '../../compute/segments/cohort-matrix.ts'
import { loadCustomerFeatures } from '../../features/load-customer-features.ts'
import { asOfDate } from '../../lib/as-of.ts'
import { InvalidInputError } from '../../lib/errors.ts'
import type { Filter, PeriodInput } from '../../lib/filters.ts'
import { resolvePeriod, type Period } from '../../lib/periods.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import { populationMembers } from '../segments/population-members.ts'
import type { ServiceResult } from '../service-result.ts'
import { say } from '../say.ts'
import { cohortChart, cohortFacts, cohortTable } from './cohort-facts.ts'
import { cohortName } from './cohort-name.ts'
import { cohortDefinition } from './definitions.ts'

export interface AnalyzeCohortsInput {
  /** Window of first orders; all history when left out. */
  readonly period?: PeriodInput | undefined
  readonly grain?: CohortGrain | undefined
  readonly filters?: readonly Filter[] | undefined
}

export interface NamedCohort {
  /** A period name such as 2026-03, 2026-Q1 or 2026-W09. */
  readonly cohort: string
  readonly size: number
  readonly counts: readonly number[]
  readonly retention: readonly number[]
}

export interface AnalyzeCohortsData {
  readonly grain: CohortGrain
  readonly cohorts: readonly NamedCohort[]
  /** Counts: row by cohort, column by periods after the first. */
  readonly matrix: readonly (readonly number[])[]
  readonly curve: readonly {
    readonly period: number
    readonly retained: number
    readonly base: number
    readonly retention: number
  }[]
  /** False while the as-of period still runs: the last count of each cohort may grow. */
  readonly last_period_complete: boolean
}

/** Customers by the period of their first order, and how many of them ordered again in each period since. */
export function analyzeCohorts({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: AnalyzeCohortsInput
}): ServiceResult<AnalyzeCohortsData> {
  authorise(ctx, 'read:customers')
  const { grain = 'month', filters = [] } = input
  const period = resolvePeriod(input.period ?? 'all', ctx.frame)
  checkInsideData(ctx, period)
  const features = loadCustomerFeatures(ctx.store, ctx)
  const population = populationMembers(ctx, features, filters)
  const matrix = cohortMatrix(features.purchases, {
    grain,
    weekStart: ctx.shop.weekStart,
    asOfDay: ctx.asOf.day,
    fromDay: period.fromDay,
    toDay: period.toDay,
    ...(population.members === null ? {} : { members: population.members }),
  })
  const cohorts = matrix.cohorts.map((cohort) => named(cohort, grain, ctx.shop.weekStart))
  const curve = cohortCurve(matrix)
  const figures = {
    ctx,
    grain,
    period,
    cohorts,
    starts: matrix.cohorts.map((cohort) => cohort.startDay),
    curve,
    lastPeriodComplete: matrix.lastPeriodComplete,
  }
  const customers = cohorts.reduce((sum, cohort) => sum + cohort.size, 0)
  const withoutOrder = features.frequency.reduce((sum, orders) => sum + (orders === 0 ? 1 : 0), 0)
  return {
    data: {
      grain,
      cohorts,
      matrix: cohorts.map((cohort) => cohort.counts),
      curve,
      last_period_complete: matrix.lastPeriodComplete,
    },
    facts: cohortFacts(figures),
    table: cohortTable(figures),
    chart: cohortChart(figures),
    evidence: {
      period: { from: dateOfDay(period.fromDay), to: dateOfDay(period.toDay), name: period.name },
      population: population.description,
      rows_used: customers,
      rows_left_out: { ...population.leftOut, without_order: withoutOrder },
      definition: cohortDefinition(ctx.language),
      method: say(ctx, `${grain}ly cohorts by first valid order`, `按首个有效订单所在${GRAINS[grain]}划分的同期群`),
      model: null,
      sql: [],
    },
    warnings: matrix.lastPeriodComplete
      ? []
      : [
          say(
            ctx,
            `the ${grain} that holds ${asOfDate(ctx.asOf)} is still running, its counts may grow`,
            `${asOfDate(ctx.asOf)} 所在的${GRAINS[grain]}尚未结束，其数值还会增加`,
          ),
        ],
  }
}

function checkInsideData(ctx: ServiceContext, period: Period): void {
  if (period.fromDay <= ctx.asOf.day && period.toDay > ctx.frame.firstDay) return
  throw new InvalidInputError(`the period ${period.name} lies outside the data`, {
    field: 'period',
    hint: `The data runs from ${dateOfDay(ctx.frame.firstDay)} to ${asOfDate(ctx.asOf)}.`,
    details: {
      reason_code: 'outside_data',
      first_day: dateOfDay(ctx.frame.firstDay),
      last_day: asOfDate(ctx.asOf),
    },
  })
}

const GRAINS: Readonly<Record<CohortGrain, string>> = { week: '周', month: '月', quarter: '季度' }

const named = ({ startDay, size, counts, retention }: Cohort, grain: CohortGrain, weekStart: number): NamedCohort => ({
  cohort: cohortName(startDay, grain, weekStart),
  size,
  counts,
  retention,
})
