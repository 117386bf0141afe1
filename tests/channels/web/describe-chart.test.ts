import { expect, test } from 'vitest'
import { describeChart } from '../../../src/channels/web/tables/describe-chart.ts'
import type { Say } from '../../../src/channels/web/text/say.ts'
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
const say: Say = (key, values = {}) => `${key} ${JSON.stringify(values)}`
const words = { title: 'Sales', language: 'en', say } as const

test('the words for a picture name its points, the highest and the lowest, and leave out what is not known', () => {
  const text = describeChart(table, { type: 'bar', x: 'month', y: ['net_revenue'] }, words)
  expect(text).toContain('"points":3')
  expect(text).toContain('"highest":"May","highestValue":"¥300.50"')
  expect(text).toContain('"lowest":"June","lowestValue":"¥50.00"')
  expect(text).not.toContain('chartTrend')
})

test('a line tells where it begins and ends', () => {
  const text = describeChart(table, { type: 'line', x: 'month', y: ['net_revenue'] }, words)
  expect(text).toContain('chartTrend {"first":"¥100.00","last":"¥50.00"}')
})

test('without a figure the title must do', () => {
  expect(describeChart({ ...table, rows: [] }, { type: 'bar', x: 'month', y: ['net_revenue'] }, words)).toBe('Sales')
})
