import { asOfDate } from '../../lib/as-of.ts'
import { plainText } from '../../lib/plain-text.ts'
import { dateOfDay, dayOfDate } from '../../lib/time-zone.ts'
import type { Fact, ResultChart, ResultTable } from '../../lib/tool-result.ts'
import type { ServiceContext } from '../context.ts'
import type { AnalyzeTrendsData, TrendRow } from './analyze-trends.ts'

interface Presented {
  readonly facts: readonly Fact[]
  readonly table: ResultTable
  readonly chart: ResultChart | null
  readonly suggestions: readonly string[]
}

const TOLD = 3

/** Facts and table of trends, fastest first. */
export function presentTrends(
  { asOf, language }: Pick<ServiceContext, 'asOf' | 'language'>,
  {
    data,
    asked,
    taken,
  }: {
    readonly data: AnalyzeTrendsData
    /** The one that is asked about; undefined for none, or one without a trend. */
    readonly asked: TrendRow | undefined
    readonly taken: { readonly from: string; readonly to: string }
  },
): Presented {
  // Bands have names of ours, everything else names of the shop's.
  const nameUnit = data.by === 'price_band' ? 'label' : 'text'
  const rising = data.rows.filter(({ direction }) => direction === 'rising')
  const falling = data.rows.filter(({ direction }) => direction === 'falling').toReversed()
  const told = (prefix: string, label: string, rows: readonly TrendRow[]): Fact[] =>
    rows.slice(0, TOLD).flatMap((row, at): Fact[] => [
      { id: `${prefix}_${at + 1}`, label, value: plainText(row.name, 80), unit: nameUnit },
      {
        id: `${prefix}_${at + 1}_growth`,
        label: 'Against the shop, a year',
        value: row.growth,
        unit: 'ratio',
        interval: row.interval,
      },
      { id: `${prefix}_${at + 1}_low`, label: 'Lower limit (95 %)', value: row.interval[0], unit: 'ratio' },
      { id: `${prefix}_${at + 1}_high`, label: 'Upper limit (95 %)', value: row.interval[1], unit: 'ratio' },
      { id: `${prefix}_${at + 1}_own`, label: 'Own growth, a year', value: row.own_growth, unit: 'ratio' },
    ])
  const largest = data.rows.toSorted((a, b) => b.share - a.share)[0]
  const isAdjusted = data.rows.length > 0 && data.rows.every((row) => row.seasonally_adjusted)
  const facts: Fact[] = [
    { id: 'as_of', label: 'As of', value: asOfDate(asOf), unit: 'date' },
    { id: 'period_from', label: 'From', value: taken.from, unit: 'date' },
    { id: 'period_to', label: 'To', value: dateOfDay(dayOfDate(taken.to) - 1), unit: 'date' },
    { id: 'weeks', label: 'Whole weeks', value: data.weeks, unit: 'weeks' },
    { id: 'by', label: 'By', value: data.by, unit: 'label' },
    { id: 'groups', label: 'Groups', value: data.rows.length, unit: 'groups' },
    ...(largest === undefined
      ? []
      : ([
          { id: 'largest', label: 'Largest', value: plainText(largest.name, 80), unit: nameUnit },
          { id: 'largest_share', label: 'Share of what is ordered', value: largest.share, unit: 'ratio' },
        ] as const)),
    { id: 'rising', label: 'Clearly faster than the shop', value: rising.length, unit: 'groups' },
    { id: 'falling', label: 'Clearly slower than the shop', value: falling.length, unit: 'groups' },
    ...(data.shop_growth === null
      ? []
      : [{ id: 'shop_growth', label: 'Growth of the shop, a year', value: data.shop_growth, unit: 'ratio' } as const]),
    ...(isAdjusted ? [{ id: 'adjusted', label: 'Season taken out', value: 'yes', unit: 'label' } as const] : []),
    ...told('asked', 'Asked about', asked === undefined ? [] : [asked]),
    ...(asked === undefined
      ? []
      : ([
          { id: 'asked_direction', label: 'Trend', value: asked.direction, unit: 'label' },
          { id: `asked_${asked.direction}`, label: 'Trend', value: 'yes', unit: 'label' },
          { id: 'asked_share', label: 'Share of what is ordered', value: asked.share, unit: 'ratio' },
        ] as const)),
    ...told('rising', 'Rises', rising),
    ...told('falling', 'Falls', falling),
  ]
  const rows = data.rows.map((row) => ({
    name: plainText(row.name, 80),
    growth: row.growth,
    growth_low: row.interval[0],
    growth_high: row.interval[1],
    direction: row.direction,
    own_growth: row.own_growth,
    orders: row.orders,
    share: row.share,
  }))
  return {
    facts,
    table: {
      columns: [
        { key: 'name', label: 'Name', unit: nameUnit },
        { key: 'growth', label: 'Against the shop, a year', unit: 'ratio' },
        { key: 'growth_low', label: 'Lower limit (95 %)', unit: 'ratio' },
        { key: 'growth_high', label: 'Upper limit (95 %)', unit: 'ratio' },
        { key: 'direction', label: 'Trend', unit: 'label' },
        { key: 'own_growth', label: 'Own growth, a year', unit: 'ratio' },
        { key: 'orders', label: 'Orders with it', unit: 'orders' },
        { key: 'share', label: 'Share of what is ordered', unit: 'ratio' },
      ],
      rows,
      total_rows: data.rows.length,
    },
    chart: rows.length > 1 ? { type: 'bar', x: 'name', y: ['growth'] } : null,
    suggestions:
      language === 'zh'
        ? ['哪些品牌在上升？', '哪些搜索词在上升？']
        : ['Which brands are trending?', 'Which searches are rising?'],
  }
}
