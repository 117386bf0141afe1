import { asOfDate } from '../../lib/as-of.ts'
import type { Fact, Gate, ResultChart, ResultTable } from '../../lib/tool-result.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { ProductStock } from '../../store/queries/inventory/read-stock.ts'
import type { ServiceContext } from '../context.ts'
import type { ForecastDemandData } from './forecast-question.ts'
import type { ForecastScope } from './forecast-scope.ts'
import type { SalesSeries } from './sales-series.ts'

interface Presented {
  readonly facts: readonly Fact[]
  readonly table: ResultTable
  readonly chart: ResultChart | null
}

/** Facts and table of a forecast: whole stretch first, then what the errors were and what it means for the stock. */
export function presentForecast(
  ctx: ServiceContext,
  {
    data,
    scope,
    gate,
    series,
    spike,
    stock,
  }: {
    readonly data: ForecastDemandData
    readonly scope: ForecastScope
    readonly gate: Gate | null
    readonly series: SalesSeries
    readonly spike: string | null
    readonly stock: ProductStock | null
  },
): Presented {
  const { unit } = data
  const facts: Fact[] = [
    { id: 'as_of', label: 'As of', value: asOfDate(ctx.asOf), unit: 'date' },
    { id: 'measure', label: 'Measure', value: data.measure, unit: 'label' },
    { id: 'weeks', label: 'Weeks ahead', value: data.weeks, unit: 'weeks' },
    ...(scope.name === null ? [] : [{ id: 'subject', label: 'Of what', value: scope.name, unit: 'text' } as const]),
    ...(scope.product === null
      ? []
      : [{ id: 'product_id', label: 'Product', value: scope.product.id, unit: 'id' } as const]),
    ...(series.values.length === 0
      ? []
      : [{ id: 'history_from', label: 'History from', value: dateOfDay(series.fromDay), unit: 'date' } as const]),
    ...(gate === null ? [] : gateFacts(gate)),
    ...totalFacts(data),
    ...backtestFacts(data),
    ...eventFacts(data),
    ...(spike === null ? [] : [{ id: 'spike_on', label: 'Single huge step', value: spike, unit: 'date' } as const]),
    ...stockFacts(ctx, data, stock, scope.product !== null),
  ]
  const rows = data.forecast.map(({ period, until, value, interval: [low, high] }) => ({
    period,
    until,
    expected: value,
    low,
    high,
  }))
  return {
    facts,
    table: {
      columns: [
        { key: 'period', label: 'From', unit: 'date' },
        { key: 'until', label: 'Before', unit: 'date' },
        { key: 'expected', label: 'Expected', unit },
        { key: 'low', label: 'Low (80 %)', unit },
        { key: 'high', label: 'High (80 %)', unit },
      ],
      rows,
      total_rows: rows.length,
    },
    chart: rows.length > 1 ? { type: 'line', x: 'period', y: ['low', 'expected', 'high'] } : null,
  }
}

const gateFacts = (gate: Gate): Fact[] => [
  { id: 'gate', label: 'What is missing', value: gate.failed, unit: 'label' },
  { id: 'gate_have', label: 'There are', value: gate.have, unit: 'weeks' },
  { id: 'gate_need', label: 'Needed', value: gate.need, unit: 'weeks' },
  ...(gate.pooled_estimate === null
    ? []
    : [
        {
          id: 'pooled_estimate',
          label: 'A week so far',
          value: gate.pooled_estimate.value,
          unit: gate.pooled_estimate.unit,
          interval: gate.pooled_estimate.interval,
        },
        { id: 'pooled_low', label: 'Low', value: gate.pooled_estimate.interval[0], unit: gate.pooled_estimate.unit },
        { id: 'pooled_high', label: 'High', value: gate.pooled_estimate.interval[1], unit: gate.pooled_estimate.unit },
      ]),
  ...(gate.opens_on === null ? [] : [{ id: 'opens_on', label: 'Enough from', value: gate.opens_on, unit: 'date' }]),
]

function totalFacts({ total, unit, weeks, same_length_before: before }: ForecastDemandData): Fact[] {
  if (total === null) return []
  const [low, high] = total.interval
  return [
    { id: 'expected_total', label: 'Expected in all', value: total.value, unit, interval: [low, high] },
    { id: 'total_low', label: 'Low (80 %)', value: low, unit },
    { id: 'total_high', label: 'High (80 %)', value: high, unit },
    { id: 'per_week', label: 'A week on average', value: total.value / weeks, unit },
    { id: 'before', label: 'As many weeks before', value: before, unit },
    ...(before > 0 ? [{ id: 'change', label: 'Against them', value: total.value / before - 1, unit: 'ratio' }] : []),
  ]
}

function backtestFacts({ backtest, method }: ForecastDemandData): Fact[] {
  if (backtest === null || method === null) return []
  const ratio = (id: string, label: string, value: number | null): Fact[] =>
    value === null ? [] : [{ id, label, value, unit: 'ratio', n: backtest.tested }]
  return [
    { id: 'method', label: 'Method', value: method, unit: 'label' },
    { id: 'origins', label: 'Earlier points tested', value: backtest.origins, unit: 'count' },
    ...ratio('error', 'Backtest error (WAPE)', backtest.wape),
    ...ratio('bias', 'Backtest bias', backtest.bias),
    ...ratio('coverage', 'Inside the interval', backtest.coverage),
    { id: 'interval_share', label: 'Wanted inside it', value: 0.8, unit: 'ratio' },
    ...(backtest.wape === null
      ? []
      : [{ id: 'baseline', label: 'Held against', value: backtest.baseline, unit: 'label' } as const]),
    ...ratio('baseline_error', 'Its error', backtest.baseline_wape),
  ]
}

function eventFacts({ events }: ForecastDemandData): Fact[] {
  const [strongest] = events.toSorted((a, b) => Math.abs(b.lift) - Math.abs(a.lift))
  const ahead = events.find((event) => event.ahead)
  return [
    { id: 'events', label: 'Known events that count', value: events.length, unit: 'events' },
    ...(strongest === undefined
      ? []
      : [
          { id: 'event', label: 'Strongest of them', value: strongest.name, unit: 'label' } as const,
          { id: 'event_lift', label: 'Adds to a whole step', value: strongest.lift, unit: 'ratio' } as const,
        ]),
    ...(ahead === undefined
      ? []
      : [
          { id: 'event_ahead', label: 'Ahead', value: ahead.name, unit: 'label' } as const,
          { id: 'event_ahead_lift', label: 'Adds to a whole step', value: ahead.lift, unit: 'ratio' } as const,
        ]),
  ]
}

function stockFacts(
  { shop }: ServiceContext,
  data: ForecastDemandData,
  stock: ProductStock | null,
  isProduct: boolean,
): Fact[] {
  if (!isProduct || data.measure !== 'units') return []
  if (stock === null) return [{ id: 'stock', label: 'Stock', value: 'not_counted', unit: 'label' }]
  const [earliest, latest] = data.stock_out_interval ?? [null, null]
  const date = (id: string, label: string, value: string | null): Fact[] =>
    value === null ? [] : [{ id, label, value, unit: 'date' }]
  const rate = data.total === null ? 0 : data.total.value / data.weeks
  return [
    { id: 'on_hand', label: 'Units on hand', value: stock.onHand, unit: 'units' },
    { id: 'counted_on', label: 'Counted on', value: dateOfDay(shop.zone.dayOf(stock.countedAt)), unit: 'date' },
    ...date('stock_out_on', 'Runs out on', data.stock_out_on),
    ...date('stock_out_earliest', 'Earliest (80 %)', earliest),
    ...date('stock_out_latest', 'Latest (80 %)', latest),
    ...(rate > 0 ? [{ id: 'weeks_of_cover', label: 'Weeks of cover', value: stock.onHand / rate, unit: 'weeks' }] : []),
  ]
}
