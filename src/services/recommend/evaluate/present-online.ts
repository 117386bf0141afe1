import { asOfDate } from '../../../lib/as-of.ts'
import type { Period } from '../../../lib/periods.ts'
import { dateOfDay } from '../../../lib/time-zone.ts'
import type { Fact, ResultChart, ResultTable } from '../../../lib/tool-result.ts'
import type { ServiceContext } from '../../context.ts'
import type { StrategyGap, StrategyRow } from './evaluate-online.ts'

interface Presented {
  readonly facts: readonly Fact[]
  readonly table: ResultTable | null
  readonly chart: ResultChart | null
}

/** Facts and table of what customers did with the lists that they were shown. */
export function presentOnline(
  { asOf }: Pick<ServiceContext, 'asOf'>,
  {
    rows,
    gap,
    unread,
    period,
    windowDays,
  }: {
    readonly rows: readonly StrategyRow[]
    readonly gap: StrategyGap | null
    readonly unread: { readonly nobodyKnown: number; readonly stillRunning: number }
    readonly period: Period | null
    readonly windowDays: number
  },
): Presented {
  const [best] = rows
  const facts: Fact[] = [
    { id: 'as_of', label: 'As of', value: asOfDate(asOf), unit: 'date' },
    { id: 'source', label: 'Judged by', value: 'online', unit: 'label' },
    { id: 'window_days', label: 'A purchase counts for', value: windowDays, unit: 'days' },
    { id: 'strategies', label: 'Strategies shown', value: rows.length, unit: 'strategies' },
    { id: 'lists', label: 'Lists read out', value: rows.reduce((sum, row) => sum + row.lists, 0), unit: 'lists' },
    { id: 'still_running', label: 'Lists whose window still runs', value: unread.stillRunning, unit: 'lists' },
    { id: 'nobody_known', label: 'Lists shown to nobody known', value: unread.nobodyKnown, unit: 'lists' },
    ...(period === null
      ? []
      : [
          { id: 'period_from', label: 'From', value: dateOfDay(period.fromDay), unit: 'date' },
          { id: 'period_to', label: 'To', value: dateOfDay(period.toDay - 1), unit: 'date' },
        ]),
  ]
  if (best === undefined) return { facts, table: null, chart: null }
  facts.push(
    { id: 'best_strategy', label: 'Best strategy', value: best.strategy, unit: 'label' },
    {
      id: 'best_conversion',
      label: 'Its conversion',
      value: best.conversion,
      unit: 'ratio',
      n: best.customers,
      interval: best.interval,
    },
    { id: 'best_conversion_low', label: 'Lower limit (95 %)', value: best.interval[0], unit: 'ratio' },
    { id: 'best_conversion_high', label: 'Upper limit (95 %)', value: best.interval[1], unit: 'ratio' },
    { id: 'best_customers', label: 'Customers shown it', value: best.customers, unit: 'customers' },
    { id: 'best_converted', label: 'Customers who bought of it', value: best.converted, unit: 'customers' },
    ...(gap === null ? [] : gapFacts(gap)),
  )
  return {
    facts,
    table: {
      columns: COLUMNS,
      rows: rows.map(({ interval, ...row }) => ({ ...row, low: interval[0], high: interval[1] })),
      total_rows: rows.length,
    },
    chart: { type: 'bar', x: 'strategy', y: ['conversion'] },
  }
}

const gapFacts = ({ first, second, gap, inBoth }: StrategyGap): Fact[] => [
  { id: 'gap_first', label: 'First strategy', value: first, unit: 'label' },
  { id: 'gap_second', label: 'Second strategy', value: second, unit: 'label' },
  { id: 'gap', label: 'Difference of conversion', value: gap.difference, unit: 'ratio', interval: gap.interval },
  { id: 'gap_low', label: 'Difference, lower limit (95 %)', value: gap.interval[0], unit: 'ratio' },
  { id: 'gap_high', label: 'Difference, upper limit (95 %)', value: gap.interval[1], unit: 'ratio' },
  { id: 'in_both', label: 'Customers shown both', value: inBoth, unit: 'customers' },
  ...(gap.interval[0] <= 0 && gap.interval[1] >= 0
    ? [{ id: 'gap_unsure', label: 'The difference may be chance', value: 'close_call', unit: 'label' }]
    : []),
]

const COLUMNS = [
  { key: 'strategy', label: 'Strategy', unit: 'label' },
  { key: 'lists', label: 'Lists', unit: 'lists' },
  { key: 'customers', label: 'Customers', unit: 'customers' },
  { key: 'converted', label: 'Bought of it', unit: 'customers' },
  { key: 'conversion', label: 'Conversion', unit: 'ratio' },
  { key: 'low', label: 'Lower limit (95 %)', unit: 'ratio' },
  { key: 'high', label: 'Upper limit (95 %)', unit: 'ratio' },
  { key: 'item_rate', label: 'Listed products bought', unit: 'ratio' },
] as const
