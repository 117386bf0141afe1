import { asOfDate } from '../../lib/as-of.ts'
import { toMajor } from '../../lib/money.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { Cell, Fact, ResultChart, ResultTable } from '../../lib/tool-result.ts'
import type { ServiceContext } from '../context.ts'
import { termLabel } from '../definitions/read-definitions.ts'
import type { ServiceResult } from '../service-result.ts'
import type { Contribution, DimensionContributions } from './change-contributions.ts'
import type { ChangeDrivers, Driver } from './change-drivers.ts'
import { isMoney, METRICS, metricValue, type MeasureValues, type MetricName } from './metric-catalogue.ts'
import type { DimensionName } from './metric-dimensions.ts'
import { groupName, metricUnit, relativeChange } from './metric-rows.ts'
import type { MetricWindow } from './metric-window.ts'
import type { NotableEvent } from './notable-events.ts'
import type { DayRange } from './time-buckets.ts'

export interface ChangeData {
  readonly metric: string
  readonly currency: string
  readonly period: { readonly from: string; readonly to: string; readonly name: string }
  readonly compared_with: { readonly from: string; readonly to: string; readonly name: string }
  /** Amounts of money in keys that end in `_minor`; everything else in the metric's unit. */
  readonly totals: Readonly<Record<string, number | null>>
  readonly drivers: readonly Readonly<Record<string, Cell>>[]
  readonly contributions: readonly Readonly<Record<string, Cell>>[]
  readonly effects: readonly Readonly<Record<string, Cell>>[]
  readonly events: readonly NotableEvent[]
}

export interface ChangeAnswer {
  readonly ctx: ServiceContext
  readonly metric: MetricName
  readonly window: MetricWindow
  readonly compared: DayRange & { readonly name: string }
  readonly totals: { readonly before: MeasureValues; readonly after: MeasureValues }
  readonly drivers: ChangeDrivers
  readonly splits: readonly { readonly name: DimensionName; readonly split: DimensionContributions }[]
  readonly events: readonly NotableEvent[]
}

const LISTED = 10
const MOST_EVENTS = 6

interface Part extends Contribution {
  readonly dimension: DimensionName
  readonly name: string
}

/** A worked-out change as data, facts, table and chart. */
export function presentChange(
  answer: ChangeAnswer,
): Pick<ServiceResult<ChangeData>, 'data' | 'facts' | 'table' | 'chart' | 'warnings'> {
  const { ctx, metric, window, compared, totals, drivers, splits, events } = answer
  const before = metricValue(metric, totals.before)
  const after = metricValue(metric, totals.after)
  const change = before === null || after === null ? null : after - before
  const parts = splits.flatMap(({ name, split }) => listedParts(answer, name, split.parts))
  const range = (days: DayRange, name: string) => ({ from: dateOfDay(days.fromDay), to: dateOfDay(days.toDay), name })
  return {
    data: {
      metric,
      currency: ctx.shop.currency,
      period: range(window.visible, window.period.name),
      compared_with: range(compared, compared.name),
      totals: inData(answer, { before, after, change }),
      drivers: [...drivers.byOrders, ...drivers.byCustomers].map((driver) => ({
        name: driver.name,
        before: shownFactor(driver, driver.before, ctx.shop.currency),
        after: shownFactor(driver, driver.after, ctx.shop.currency),
        contribution_minor: driver.contributionMinor,
      })),
      contributions: parts.map((part) => ({
        dimension: part.dimension,
        part: part.kind === 'group' ? part.group : null,
        kind: part.kind,
        ...inData(answer, { before: part.before, after: part.after, contribution: part.contribution }),
      })),
      effects: splits.flatMap(({ name, split }) =>
        split.effects === null
          ? []
          : [
              {
                dimension: name,
                volume: shown(answer, split.effects.volume),
                mix: shown(answer, split.effects.mix),
                rate: shown(answer, split.effects.rate),
              },
            ],
      ),
      events,
    },
    facts: changeFacts(answer, parts, { before, after, change }),
    table: changeTable(answer, parts, change),
    chart: parts.length === 0 ? null : CHART,
    warnings: changeWarnings(answer),
  }
}

const CHART: ResultChart = { type: 'bar', x: 'part', y: ['contribution'] }

/** Money in major units. */
const shown = ({ ctx, metric }: ChangeAnswer, value: number | null): number | null =>
  value === null ? null : isMoney(metric) ? toMajor(value, ctx.shop.currency) : value

const MONEY_FACTORS: readonly Driver['name'][] = ['aov', 'customer_aov', 'unnamed_orders']
const shownFactor = (driver: Driver, value: number, currency: string): number =>
  MONEY_FACTORS.includes(driver.name) ? toMajor(value, currency) : value

/** Amounts under `..._minor` keys as integers; quotients and counts under plain keys, money among them in major units. */
function inData(answer: ChangeAnswer, values: Readonly<Record<string, number | null>>): Record<string, number | null> {
  const isAmount = isMoney(answer.metric) && METRICS[answer.metric].kind === 'quantity'
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => (isAmount ? [`${key}_minor`, value] : [key, shown(answer, value)])),
  )
}

/** The largest contributions of a dimension and the others as one part, so that they still add up. */
function listedParts({ ctx }: ChangeAnswer, dimension: DimensionName, parts: readonly Contribution[]): Part[] {
  const named = parts
    .map((part) => ({ ...part, dimension, name: groupName(dimension, part.group, part.kind, ctx.language) }))
    .toSorted((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution) || (a.name < b.name ? -1 : 1))
  if (named.length <= LISTED) return named
  const others = named.slice(LISTED)
  const sum = (values: readonly (number | null)[]): number =>
    values.reduce<number>((total, value) => total + (value ?? 0), 0)
  return [
    ...named.slice(0, LISTED),
    {
      dimension,
      group: '',
      kind: 'rest',
      name: groupName(dimension, '', 'rest', ctx.language),
      before: sum(others.map((part) => part.before)),
      after: sum(others.map((part) => part.after)),
      contribution: sum(others.map((part) => part.contribution)),
    },
  ]
}

function changeFacts(
  answer: ChangeAnswer,
  parts: readonly Part[],
  { before, after, change }: { before: number | null; after: number | null; change: number | null },
): Fact[] {
  const { ctx, metric, window, compared, drivers, splits, events } = answer
  const { language, shop } = ctx
  const unit = metricUnit(metric, shop.currency)
  const label = termLabel(metric, language)
  const money = (id: string, minor: number): Fact => ({
    id,
    label: termLabel('contribution', language),
    value: toMajor(minor, shop.currency),
    unit: shop.currency,
  })
  const date = (id: string, day: number): Fact => ({
    id,
    label: termLabel(id, language),
    value: dateOfDay(day),
    unit: 'date',
  })
  const facts: Fact[] = [
    { id: 'metric', label, value: label, unit: 'text' },
    { id: metric, label, value: shown(answer, after), unit },
    { id: `${metric}_previous`, label, value: shown(answer, before), unit },
    { id: `${metric}_change`, label, value: relativeChange(after, before), unit: 'ratio' },
    { id: `${metric}_difference`, label, value: shown(answer, change), unit },
    { id: 'after', label, value: shown(answer, after), unit },
    { id: 'before', label, value: shown(answer, before), unit },
    { id: 'change', label, value: relativeChange(after, before), unit: 'ratio' },
    { id: 'difference', label, value: shown(answer, change), unit },
    ...[...drivers.byOrders, ...drivers.byCustomers].map((driver) =>
      money(`${driver.name}_effect`, driver.contributionMinor),
    ),
  ]
  const [first] = splits
  if (first?.split.effects) {
    const { volume, mix, rate } = first.split.effects
    for (const [id, value] of [
      ['volume_effect', volume],
      ['mix_effect', mix],
      ['rate_effect', rate],
    ] as const) {
      if (value !== null) facts.push({ id, label: termLabel(id, language), value: shown(answer, value), unit })
    }
  }
  const groups = parts.filter((part) => part.kind === 'group')
  const ranked = groups.toSorted((a, b) => a.contribution - b.contribution)
  const [fall] = ranked
  const rise = ranked.at(-1)
  const extremes = [
    ['biggest_fall', fall !== undefined && fall.contribution < 0 ? fall : undefined],
    ['biggest_rise', rise !== undefined && rise.contribution > 0 ? rise : undefined],
  ] as const
  for (const [id, part] of extremes) {
    if (part === undefined) continue
    facts.push({ id: `${id}_dimension`, label, value: termLabel(part.dimension, language), unit: 'text' })
    facts.push({ id: `${id}_name`, label, value: part.name, unit: 'text' })
    facts.push({ id: `${id}_value`, label, value: shown(answer, part.contribution), unit })
  }
  facts.push({ id: 'events', label: termLabel('event', language), value: events.length, unit: 'rows' })
  for (const [index, event] of events.slice(0, MOST_EVENTS).entries()) {
    facts.push({ id: `event_${index + 1}_name`, label: termLabel('event', language), value: event.name, unit: 'text' })
    facts.push({ id: `event_${index + 1}_from`, label: termLabel('event', language), value: event.from, unit: 'date' })
  }
  return [
    ...facts,
    date('period_from', window.visible.fromDay),
    date('period_to', window.visible.toDay - 1),
    date('previous_from', compared.fromDay),
    date('previous_to', compared.toDay - 1),
    { id: 'as_of', label: termLabel('as_of', language), value: asOfDate(ctx.asOf), unit: 'date' },
  ]
}

function changeTable(answer: ChangeAnswer, parts: readonly Part[], change: number | null): ResultTable {
  const { ctx, metric } = answer
  const unit = metricUnit(metric, ctx.shop.currency)
  const column = (key: string, of: string) => ({ key, label: termLabel(key, ctx.language), unit: of })
  return {
    columns: [
      column('dimension', 'text'),
      column('part', 'text'),
      column('before', unit),
      column('after', unit),
      column('contribution', unit),
      column('share_of_change', 'ratio'),
    ],
    rows: parts.map((part) => ({
      dimension: termLabel(part.dimension, ctx.language),
      part: part.name,
      before: shown(answer, part.before),
      after: shown(answer, part.after),
      contribution: shown(answer, part.contribution),
      share_of_change: change === null || change === 0 ? null : part.contribution / change,
    })),
    total_rows: parts.length,
  }
}

function changeWarnings({ ctx, window, compared, splits }: ChangeAnswer): string[] {
  const say = (en: string, zh: string): string => (ctx.language === 'zh' ? zh : en)
  const lastDay = dateOfDay(window.visible.toDay - 1)
  return [
    ...(window.assumption === null ? [] : [window.assumption]),
    ...(window.isPartial
      ? [
          say(
            `The period is not over: figures go up to ${lastDay}, while the period compared with is whole.`,
            `该时段尚未结束，数据截至 ${lastDay}，而对比期是完整的。`,
          ),
        ]
      : []),
    ...(compared.fromDay < ctx.frame.firstDay
      ? [say('The period compared with begins before the data.', '对比期早于数据起始日。')]
      : []),
    ...(splits.length === 0
      ? [say('No dimension of this shop splits this figure.', '没有可用于拆分该指标的维度。')]
      : []),
    say('Contributions show where the change is, not why it came about.', '贡献度只说明变化出现在哪里，不说明原因。'),
  ]
}
