import { asOfDate } from '../../lib/as-of.ts'
import type { Period } from '../../lib/periods.ts'
import { plainText } from '../../lib/plain-text.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { Fact, ResultChart, ResultTable } from '../../lib/tool-result.ts'
import type { ServiceContext } from '../context.ts'
import type { AnalyzeSearchesData, SearchedQuery } from './analyze-searches.ts'

interface Presented {
  readonly facts: readonly Fact[]
  readonly table: ResultTable
  readonly chart: ResultChart | null
  readonly suggestions: readonly string[]
}

const TOLD = 5
/** The list that is asked for comes first. */
const ORDERS = {
  top: ['top', 'rising', 'zero_result'],
  rising: ['rising', 'top', 'zero_result'],
  zero_result: ['zero_result', 'top', 'rising'],
} as const
const words = (query: string): string => plainText(query, 60)

/** Facts of the three lists, and one table that says which list a row is from. */
export function presentSearches(
  { asOf, language }: Pick<ServiceContext, 'asOf' | 'language'>,
  data: AnalyzeSearchesData,
  { period, show }: { readonly period: Period; readonly show: keyof typeof ORDERS },
): Presented {
  const listed = (prefix: string, label: string, list: readonly SearchedQuery[]): Fact[] =>
    list.slice(0, TOLD).flatMap((one, at): Fact[] => [
      { id: `${prefix}_${at + 1}`, label, value: words(one.query), unit: 'text' },
      { id: `${prefix}_${at + 1}_searches`, label: 'Searches', value: one.searches, unit: 'searches' },
      { id: `${prefix}_${at + 1}_before`, label: 'Searches before', value: one.before, unit: 'searches' },
      { id: `${prefix}_${at + 1}_clicks`, label: 'Click rate', value: one.click_rate, unit: 'ratio', n: one.searches },
      { id: `${prefix}_${at + 1}_orders`, label: 'Order rate', value: one.order_rate, unit: 'ratio', n: one.searches },
    ])
  const ratio = (id: string, label: string, value: number | null): Fact[] =>
    value === null ? [] : [{ id, label, value, unit: 'ratio', n: data.searches }]
  const facts: Fact[] = [
    { id: 'as_of', label: 'As of', value: asOfDate(asOf), unit: 'date' },
    { id: 'period_from', label: 'From', value: dateOfDay(period.fromDay), unit: 'date' },
    { id: 'period_to', label: 'To', value: dateOfDay(period.toDay - 1), unit: 'date' },
    { id: 'searches', label: 'Searches', value: data.searches, unit: 'searches' },
    { id: 'searchers', label: 'Visitors who searched', value: data.people, unit: 'visitors' },
    { id: 'queries', label: 'Different queries', value: data.queries, unit: 'queries' },
    ...ratio('click_rate', 'Click rate', data.click_rate),
    ...ratio('order_rate', 'Order rate', data.order_rate),
    ...ratio('zero_share', 'Searches that find nothing', data.zero_share),
    ...listed('top', 'Most searched', data.top),
    ...listed('rising', 'Rising', data.rising),
    ...listed('zero', 'Finds nothing', data.zero_result),
  ]
  const rowOf = (list: string) => (one: SearchedQuery) => ({
    list,
    query: words(one.query),
    searches: one.searches,
    before: one.before,
    change: one.change,
    click_rate: one.click_rate,
    order_rate: one.order_rate,
    products: one.products,
  })
  const lists = {
    top: data.top.map(rowOf('most_searched')),
    rising: data.rising.map(rowOf('rising_searches')),
    zero_result: data.zero_result.map(rowOf('finds_nothing')),
  }
  const rows = ORDERS[show].flatMap((list) => lists[list])
  return {
    facts,
    table: {
      columns: [
        { key: 'list', label: 'List', unit: 'label' },
        { key: 'query', label: 'Query', unit: 'text' },
        { key: 'searches', label: 'Searches', unit: 'searches' },
        { key: 'before', label: 'Before', unit: 'searches' },
        { key: 'change', label: 'Change', unit: 'ratio' },
        { key: 'click_rate', label: 'Click rate', unit: 'ratio' },
        { key: 'order_rate', label: 'Order rate', unit: 'ratio' },
        { key: 'products', label: 'In stock', unit: 'products' },
      ],
      rows,
      total_rows: rows.length,
    },
    chart: data.top.length > 1 ? { type: 'bar', x: 'query', y: ['searches'], by: 'list' } : null,
    suggestions:
      language === 'zh'
        ? ['搜索“跑鞋”会看到什么？', '漏斗在哪一步流失最多？']
        : ['Search for tents', 'Where do visitors drop out of the funnel?'],
  }
}
