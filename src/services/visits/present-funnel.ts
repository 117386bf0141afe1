import { asOfDate } from '../../lib/as-of.ts'
import type { Period } from '../../lib/periods.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { Cell, Fact, ResultChart, ResultTable } from '../../lib/tool-result.ts'
import type { ServiceContext } from '../context.ts'
import type { AnalyzeFunnelData, NamedFunnelStep } from './analyze-funnel.ts'

interface Presented {
  readonly facts: readonly Fact[]
  readonly table: ResultTable
  readonly chart: ResultChart | null
  readonly suggestions: readonly string[]
}

/** Facts, table and picture of a funnel. */
export function presentFunnel(
  { asOf, language }: Pick<ServiceContext, 'asOf' | 'language'>,
  data: AnalyzeFunnelData,
  period: Period,
): Presented {
  const worst = data.steps
    .slice(1)
    .map((step, at) => ({ step, after: data.steps[at], loss: (data.steps[at]?.count ?? 0) - step.count }))
    .filter(({ step }) => step.rate !== null)
    .toSorted((a, b) => (a.step.rate ?? 1) - (b.step.rate ?? 1))[0]
  const facts: Fact[] = [
    { id: 'as_of', label: 'As of', value: asOfDate(asOf), unit: 'date' },
    { id: 'period_from', label: 'From', value: dateOfDay(period.fromDay), unit: 'date' },
    { id: 'period_to', label: 'To', value: dateOfDay(period.toDay - 1), unit: 'date' },
    { id: 'visits', label: 'Visits', value: data.visits, unit: 'visits' },
    ...data.steps.flatMap((step, at) => stepFacts(step, `step_${at + 1}`)),
    ...(worst?.after === undefined
      ? []
      : [
          { id: 'worst_step', label: 'Most lost before', value: worst.step.name, unit: 'label' },
          { id: 'worst_after', label: 'Behind', value: worst.after.name, unit: 'label' },
          ...rateFacts('worst', worst.step, worst.after.count),
          { id: 'worst_loss', label: 'Visits lost there', value: worst.loss, unit: 'visits' },
        ]),
    ...data.leaks.slice(0, 3).flatMap((leak, at): Fact[] => {
      const id = `leak_${at + 1}`
      return [
        { id: `${id}_by`, label: 'Leak by', value: leak.by, unit: 'label' },
        { id: `${id}_group`, label: 'Who is lost', value: leak.group, unit: 'label' },
        { id: `${id}_step`, label: 'Before', value: leak.step, unit: 'label' },
        { id: `${id}_after`, label: 'Behind', value: leak.after, unit: 'label' },
        {
          id: `${id}_rate`,
          label: 'Rate there',
          value: leak.rate,
          unit: 'ratio',
          ...(leak.interval === null ? {} : { interval: leak.interval }),
        },
        { id: `${id}_low`, label: 'Lower limit (95 %)', value: leak.interval?.[0] ?? null, unit: 'ratio' },
        { id: `${id}_high`, label: 'Upper limit (95 %)', value: leak.interval?.[1] ?? null, unit: 'ratio' },
        { id: `${id}_other_rate`, label: 'Rate of the others', value: leak.other_rate, unit: 'ratio' },
        { id: `${id}_lost`, label: 'Visits lost by it', value: Math.round(leak.lost), unit: 'visits' },
      ]
    }),
  ]
  const rows =
    data.by === null
      ? data.steps.map((step) => rowOf(null, step))
      : data.groups.flatMap(({ group, steps }) => steps.map((step) => rowOf(group, step)))
  return {
    facts,
    table: { columns: data.by === null ? COLUMNS : [GROUP, ...COLUMNS], rows, total_rows: rows.length },
    chart: rows.length === 0 || data.by !== null ? null : { type: 'funnel', x: 'step', y: ['visits'] },
    suggestions:
      language === 'zh'
        ? ['没下单的人卡在哪一步？', '按渠道看漏斗']
        : ['Where do people get stuck?', 'The funnel by channel'],
  }
}

const stepFacts = (step: NamedFunnelStep, id: string): Fact[] => [
  { id, label: 'Step', value: step.name, unit: 'label' },
  { id: `${id}_count`, label: 'Visits that reached it', value: step.count, unit: 'visits' },
  ...(step.rate === null
    ? []
    : [
        {
          id: `${id}_rate`,
          label: 'Of the step before',
          value: step.rate,
          unit: 'ratio',
          ...(step.interval === null ? {} : { interval: step.interval }),
        },
      ]),
  ...(step.median_seconds === null
    ? []
    : [
        {
          id: `${id}_seconds`,
          label: 'Median time since the step before',
          value: step.median_seconds,
          unit: 'seconds',
        },
      ]),
]

const rateFacts = (id: string, { rate, interval }: NamedFunnelStep, n: number): Fact[] =>
  rate === null
    ? []
    : [
        {
          id: `${id}_rate`,
          label: 'Rate there',
          value: rate,
          unit: 'ratio',
          n,
          ...(interval === null ? {} : { interval }),
        },
        { id: `${id}_low`, label: 'Lower limit (95 %)', value: interval?.[0] ?? null, unit: 'ratio' },
        { id: `${id}_high`, label: 'Upper limit (95 %)', value: interval?.[1] ?? null, unit: 'ratio' },
      ]

const GROUP = { key: 'group', label: 'Group', unit: 'label' } as const
const COLUMNS = [
  { key: 'step', label: 'Step', unit: 'label' },
  { key: 'visits', label: 'Visits', unit: 'visits' },
  { key: 'step_rate', label: 'Of the step before', unit: 'ratio' },
  { key: 'rate_low', label: 'Lower limit (95 %)', unit: 'ratio' },
  { key: 'rate_high', label: 'Upper limit (95 %)', unit: 'ratio' },
  { key: 'overall', label: 'Of all visits', unit: 'ratio' },
  { key: 'median_seconds', label: 'Median time', unit: 'seconds' },
] as const

const rowOf = (
  group: string | null,
  { name, count, rate, interval, overall, median_seconds: seconds }: NamedFunnelStep,
): Readonly<Record<string, Cell>> => ({
  ...(group === null ? {} : { group }),
  step: name,
  visits: count,
  step_rate: rate,
  rate_low: interval?.[0] ?? null,
  rate_high: interval?.[1] ?? null,
  overall,
  median_seconds: seconds,
})
