import { expect, test } from 'vitest'
import { chartHeight } from '../../../src/channels/charts/chart-height.ts'
import { chartTitle } from '../../../src/channels/charts/chart-title.ts'
import type { ResultTable } from '../../../src/lib/tool-result.ts'

const table = (rows: number): ResultTable => ({
  columns: [
    { key: 'region', label: 'Region', unit: 'text' },
    { key: 'net_revenue', label: 'net revenue', unit: 'CNY' },
    { key: 'orders', label: 'Orders', unit: 'orders' },
  ],
  rows: Array.from({ length: rows }, (_, at) => ({ region: `Region ${at}`, net_revenue: at, orders: at })),
  total_rows: rows,
})

test('a chart of one measure is called by it and by what it is cut by', () => {
  const chart = { type: 'bar', x: 'region', y: ['net_revenue'] } as const
  expect(chartTitle(table(3), chart, { language: 'en' })).toBe('Net revenue by region')
  const labels = { 'net revenue': '净销售额', Region: '地区' }
  expect(chartTitle(table(3), chart, { language: 'zh', labels })).toBe('净销售额（按地区）')
})

test('several measures have no common name', () => {
  const chart = { type: 'line', x: 'region', y: ['net_revenue', 'orders'] } as const
  expect(chartTitle(table(3), chart, { language: 'en' })).toBeNull()
})

test('bars with names beside them have room for each name, others are as tall as ever', () => {
  const frame = { reader: { language: 'en' }, width: 800 } as const
  const bars = { type: 'bar', x: 'region', y: ['net_revenue'] } as const
  expect(chartHeight(table(40), bars, frame)).toBeGreaterThan(40 * 14)
  expect(chartHeight(table(4), bars, frame)).toBe(chartHeight(table(40), { ...bars, type: 'line' }, frame))
})
