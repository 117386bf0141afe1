import { ACTIVITY_DAYS, ACTIVITY_LEVELS, loadCustomerActivity } from '../../features/load-customer-activity.ts'
import type { CodedColumn } from '../../features/coded-column.ts'
import { nameAt } from '../../features/coded-column.ts'
import type { ActivityLevel } from '../../features/load-customer-activity.ts'
import { asOfDate } from '../../lib/as-of.ts'
import type { Language } from '../../lib/answer.ts'
import type { Filter } from '../../lib/filters.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { Fact, Gate } from '../../lib/tool-result.ts'
import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import { featuresOf } from '../population/population-frame.ts'
import { resolvePopulation } from '../population/resolve-population.ts'
import type { ServiceResult } from '../service-result.ts'
import { say } from '../say.ts'

export interface ScoreActivityInput {
  readonly filters?: readonly Filter[] | undefined
  /** Customers to list, most active first; levels count all. */
  readonly limit?: number | undefined
}

export interface ActivityRow {
  readonly level: ActivityLevel
  readonly customers: number
  readonly share: number | null
  readonly mean_active_days: number | null
}

export interface ScoreActivityData {
  readonly days: number
  readonly levels: readonly ActivityRow[]
  readonly customers: readonly {
    readonly customer_id: string
    readonly active_days: number
    readonly level: ActivityLevel
  }[]
  readonly total_customers: number
}

const LISTED = 20

const DEFINITION: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'Active days = local days with at least one event among the last 28. High from 12, medium from 4, low from 1, silent without.',
    'Events of a visitor count for the customer whom the visitor turned out to be, once that was known.',
  ],
  zh: [
    '活跃天数 = 最近 28 天中至少有一次行为的天数。12 天起为高，4 天起为中，1 天起为低，没有为静默。',
    '访客身份确认之后，其行为计入对应客户。',
  ],
}

/** How active customers have been in the last four weeks: level of each, and how many are in each level. */
export function scoreActivity({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: ScoreActivityInput
}): ServiceResult<ScoreActivityData> {
  authorise(ctx, 'read:customers')
  const features = featuresOf(ctx)
  const population = resolvePopulation(ctx, input.filters ?? [])
  const activity = loadCustomerActivity(ctx.store, features)
  const from = dateOfDay(ctx.asOf.day - ACTIVITY_DAYS + 1)
  const evidence: ServiceResult<ScoreActivityData>['evidence'] = {
    period: { from, to: dateOfDay(ctx.asOf.day + 1), name: 'last_28_days' },
    population: population.description,
    rows_used: 0,
    rows_left_out: population.leftOut,
    definition: DEFINITION[ctx.language],
    method: say(ctx, 'distinct local days with an event', '有事件的不同日期数（当地时间）'),
    model: null,
    sql: [],
  }
  if (activity === null) {
    const gate: Gate = { failed: 'events', have: 0, need: 1, pooled_estimate: null, opens_on: null }
    return {
      data: { days: ACTIVITY_DAYS, levels: [], customers: [], total_customers: 0 },
      facts: [
        { id: 'as_of', label: 'As of', value: asOfDate(ctx.asOf), unit: 'date' },
        { id: 'gate_failed', label: 'What is missing', value: gate.failed, unit: 'label' },
      ],
      evidence,
      gate,
    }
  }
  const chosen = population.customerIds
  const positions: number[] = []
  for (let i = 0; i < features.size; i++) {
    if (chosen === null || chosen.has(features.customerIds[i] ?? '')) positions.push(i)
  }
  const levels = countLevels(activity.level, activity.activeDays, positions)
  const sorted = positions.toSorted((a, b) => (activity.activeDays[b] ?? 0) - (activity.activeDays[a] ?? 0) || a - b)
  const listed = ctx.actor.sharedChannel ? [] : sorted.slice(0, input.limit ?? LISTED)
  const facts: Fact[] = [
    { id: 'as_of', label: 'As of', value: asOfDate(ctx.asOf), unit: 'date' },
    { id: 'period_from', label: 'From', value: from, unit: 'date' },
    { id: 'period_to', label: 'To', value: asOfDate(ctx.asOf), unit: 'date' },
    { id: 'days', label: 'Days looked at', value: ACTIVITY_DAYS, unit: 'days' },
    { id: 'customers_total', label: 'Customers', value: positions.length, unit: 'customers' },
    ...levels.flatMap(({ level, customers, share }): Fact[] => [
      { id: level, label: `Activity ${level}`, value: customers, unit: 'customers' },
      { id: `share_${level}`, label: `Share of ${level}`, value: share, unit: 'ratio', n: positions.length },
    ]),
  ]
  return {
    data: {
      days: ACTIVITY_DAYS,
      levels,
      customers: listed.map((i) => ({
        customer_id: features.customerIds[i] ?? '',
        active_days: activity.activeDays[i] ?? 0,
        level: nameAt(activity.level, i) ?? 'silent',
      })),
      total_customers: positions.length,
    },
    facts,
    table: {
      columns: [
        { key: 'level', label: 'Activity', unit: 'label' },
        { key: 'customers', label: 'Customers', unit: 'customers' },
        { key: 'share', label: 'Share', unit: 'ratio' },
        { key: 'mean_active_days', label: 'Active days on average', unit: 'score' },
      ],
      rows: levels.map((row) => ({ ...row })),
      total_rows: levels.length,
    },
    chart: { type: 'bar', x: 'level', y: ['customers'] },
    evidence: { ...evidence, rows_used: positions.length },
  }
}

function countLevels(
  column: CodedColumn<ActivityLevel>,
  activeDays: Uint8Array,
  positions: readonly number[],
): readonly ActivityRow[] {
  return ACTIVITY_LEVELS.map((level) => {
    const inside = positions.filter((i) => nameAt(column, i) === level)
    return {
      level,
      customers: inside.length,
      share: positions.length === 0 ? null : inside.length / positions.length,
      mean_active_days:
        inside.length === 0 ? null : inside.reduce((sum, i) => sum + (activeDays[i] ?? 0), 0) / inside.length,
    }
  })
}
