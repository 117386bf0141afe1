import { expect, test } from 'vitest'
import { bandOf, bandSeries } from '../../../src/channels/charts/band.ts'
import { describeChart } from '../../../src/channels/charts/describe-chart.ts'
import { dashesOver, partialPlaces } from '../../../src/channels/charts/partial.ts'
import { drawnSeries } from '../../../src/channels/charts/drawn-series.ts'
import type { ResultTable } from '../../../src/lib/tool-result.ts'

const table: ResultTable = {
  columns: [
    { key: 'month', label: 'Month', unit: 'text' },
    { key: 'net_revenue', label: 'Net revenue', unit: 'CNY' },
  ],
  rows: [
    { month: 'April', net_revenue: 100 },
    { month: 'May', net_revenue: 300.5 },
    { month: 'June', net_revenue: 50 },
    { month: 'July', net_revenue: null },
  ],
  total_rows: 4,
}
const reader = { language: 'en' } as const

test('the words for a picture name its points, the highest and the lowest, and leave out what is not known', () => {
  const text = describeChart(table, { type: 'bar', x: 'month', y: ['net_revenue'] }, 'Sales', reader)
  expect(text).toBe('Sales: Net revenue, 3 points. Highest May with ¥300.50, lowest June with ¥50.00.')
})

test('a line tells where it begins and ends', () => {
  const text = describeChart(table, { type: 'line', x: 'month', y: ['net_revenue'] }, 'Sales', reader)
  expect(text).toContain('From ¥100.00 at the beginning to ¥50.00 at the end.')
})

test('without a figure the title must do', () => {
  expect(describeChart({ ...table, rows: [] }, { type: 'bar', x: 'month', y: ['net_revenue'] }, 'Sales', reader)).toBe(
    'Sales',
  )
})

test('a stretch that the facts do not cover whole is named as such', () => {
  const chart = { type: 'line', x: 'month', y: ['net_revenue'], partial: ['June'] } as const
  expect(describeChart(table, chart, 'Sales', reader)).toContain('do not cover all of it: June.')
  expect(partialPlaces(table, chart)).toEqual([2])
  const { markLine } = dashesOver([100, 300.5, 50, null], [2], '#fff') as { markLine: { data: unknown[] } }
  // From May to June; July is not known, so nothing leads there.
  expect(markLine.data).toEqual([[{ coord: [1, 300.5] }, { coord: [2, 50] }]])
  expect(dashesOver([1, 2], [], '#fff')).toEqual({})
})

test('the ends of an interval are a band about the measure between them, and told by that measure', () => {
  expect(bandOf(['low', 'expected', 'high'])).toEqual({ low: 'low', middle: 'expected', high: 'high' })
  expect(bandOf(['net_revenue', 'orders'])).toBeNull()
  const forecast: ResultTable = {
    columns: ['low', 'expected', 'high'].map((key) => ({ key, label: key, unit: 'orders' })),
    rows: [1, 2, 3].map((n) => ({ week: `W${n}`, low: n, expected: n * 10, high: n * 100 })),
    total_rows: 3,
  }
  expect(
    describeChart(forecast, { type: 'line', x: 'week', y: ['low', 'expected', 'high'] }, 'Sales', reader),
  ).toContain('Highest W3 with 30')
  const [under, over] = bandSeries(
    forecast,
    { low: 'low', middle: 'expected', high: 'high' },
    {
      style: { accent: '#000' },
      reader,
    },
  ) as { data: unknown[] }[]
  expect([under?.data, over?.data]).toEqual([
    [1, 2, 3],
    [99, 198, 297],
  ])
})

test('two lists of one table are two series that share their places', () => {
  const lists: ResultTable = {
    columns: [
      { key: 'path', label: 'Path', unit: 'text' },
      { key: 'order', label: 'Order made', unit: 'label' },
      { key: 'visits', label: 'Visits', unit: 'visits' },
    ],
    rows: [
      { path: 'search → pay', order: 'yes', visits: 7 },
      { path: 'search', order: 'no', visits: 20 },
    ],
    total_rows: 2,
  }
  const drawn = drawnSeries(lists, { type: 'bar', x: 'path', y: ['visits'], by: 'order' }, ['visits'], {
    language: 'en',
  })
  expect(drawn.map(({ name, data, stack }) => [name, data, stack])).toEqual([
    ['Order made: yes', [7, null], 'order'],
    ['Order made: no', [null, 20], 'order'],
  ])
  expect(drawnSeries(lists, { type: 'bar', x: 'path', y: ['visits'] }, ['visits'], { language: 'en' })).toMatchObject([
    { data: [7, 20], stack: null },
  ])
})
