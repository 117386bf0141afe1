import { KithError } from '../../lib/errors.ts'
import type { PeriodInput } from '../../lib/filters.ts'
import { previousPeriod, resolvePeriod, samePeriodLastYear, type Grain, type Period } from '../../lib/periods.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { ServiceContext } from '../context.ts'
import { periodWords } from '../period-words.ts'
import type { DayRange } from './time-buckets.ts'

export type Compare = 'previous' | 'year'

/** The days that a question takes, as asked and as the data allows. */
export interface MetricWindow {
  /** As asked for, half-open. */
  readonly period: Period
  /** Without the days before the data and after as-of. */
  readonly visible: DayRange
  /** True when the period goes on after as-of. */
  readonly isPartial: boolean
  /** True when the period begins before the data. */
  readonly beginsEarly: boolean
  readonly assumption: string | null
}

/** A question "by month" without a period takes the latest year of them, and so on. */
const DEFAULT_BY_GRAIN: Readonly<Record<Grain, string>> = {
  day: 'last_30_days',
  week: 'last_12_weeks',
  month: 'last_12_months',
  quarter: 'last_8_quarters',
  year: 'all',
}

export interface WindowRequest {
  readonly period: PeriodInput | undefined
  readonly grain: Grain | null
  readonly compare: Compare | null
}

/**
 * The window of a metric question; without a period, a default that the answer names.
 *
 * @throws {KithError} details.reason_code 'outside_data' when no day of the period has data
 */
export function metricWindow(ctx: ServiceContext, { period: asked, grain, compare }: WindowRequest): MetricWindow {
  const chosen = asked ?? (compare === null ? (grain === null ? 'all' : DEFAULT_BY_GRAIN[grain]) : 'last_month')
  const period = resolvePeriod(chosen, ctx.frame)
  refuseOutsideData(ctx, period)
  const visible = {
    fromDay: Math.max(period.fromDay, ctx.frame.firstDay),
    toDay: Math.min(period.toDay, ctx.asOf.day + 1),
  }
  const dates = `${dateOfDay(visible.fromDay)} .. ${dateOfDay(visible.toDay - 1)}`
  const assumption =
    asked !== undefined
      ? null
      : ctx.language === 'zh'
        ? `未指定时间范围，按 ${dates}（${periodWords(period.name, 'zh')}）计算。`
        : `No period was named, so ${dates} (${period.name}) was taken.`
  return {
    period,
    visible,
    isPartial: visible.toDay < period.toDay,
    beginsEarly: period.fromDay < visible.fromDay,
    assumption,
  }
}

function refuseOutsideData(ctx: ServiceContext, period: Period): void {
  const { firstDay, asOfDay } = ctx.frame
  if (period.toDay > firstDay && period.fromDay <= asOfDay) return
  const [first, last] = [dateOfDay(firstDay), dateOfDay(asOfDay)]
  throw new KithError(
    'INVALID_INPUT',
    `the period ${dateOfDay(period.fromDay)} .. ${dateOfDay(period.toDay - 1)} is outside the data, which goes from ${first} to ${last}`,
    {
      field: 'period',
      hint: `Ask about days from ${first} to ${last}.`,
      details: { reason_code: 'outside_data', first_day: first, last_day: last },
    },
  )
}

/** The days to compare with: the period before, or the same dates a year earlier. */
export function comparedWindow(
  ctx: ServiceContext,
  window: MetricWindow,
  compare: Compare,
): DayRange & { readonly name: string } {
  return compare === 'year' ? samePeriodLastYear(window.period) : previousPeriod(window.period, ctx.frame.weekStart)
}
