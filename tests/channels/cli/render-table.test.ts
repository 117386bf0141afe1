import { expect, test } from 'vitest'
import { renderAnswer } from '../../../src/channels/cli/render-answer.ts'
import { renderRows } from '../../../src/channels/cli/render-table.ts'
import { sparkline } from '../../../src/channels/cli/sparkline.ts'
import { textWidth } from '../../../src/channels/cli/text-width.ts'
import type { Answer } from '../../../src/lib/answer.ts'
import type { ResultTable } from '../../../src/lib/tool-result.ts'

test('changes carry their sign, other figures and shares of a change do not', () => {
  const text = renderRows(
    {
      columns: [
        { key: 'region', label: 'Region', unit: 'text' },
        { key: 'net_revenue', label: 'Net revenue', unit: 'CNY' },
        { key: 'net_revenue_change', label: 'Change', unit: 'ratio' },
        { key: 'share_of_change', label: 'Share', unit: 'ratio' },
      ],
      rows: [
        { region: '华东', net_revenue: 10, net_revenue_change: 0.123, share_of_change: 0.5 },
        { region: '华北', net_revenue: 8, net_revenue_change: -0.05, share_of_change: null },
      ],
      total_rows: 2,
    },
    { language: 'en' },
  )
  expect(text.split('\n').slice(2)).toEqual([
    '华东         ¥10.00  +12.3%  50.0%',
    '华北          ¥8.00   -5.0%      –',
  ])
})

const wide: ResultTable = {
  columns: [
    { key: 'product', label: 'Product', unit: 'text' },
    { key: 'net_revenue', label: 'Net revenue', unit: 'CNY' },
    { key: 'category', label: 'Category', unit: 'text' },
    { key: 'orders', label: 'Orders', unit: 'orders' },
  ],
  rows: [{ product: '极光不锈钢电热水壶套装', net_revenue: 12345.6, category: 'Kitchen and dining', orders: 12 }],
  total_rows: 1,
}

test.each([70, 60, 50, 40, 30, 20])('in a window of %i columns no line is wider, and no figure is cut', (columns) => {
  const text = renderRows(wide, { language: 'en', columns })
  for (const line of text.split('\n').slice(0, 3)) expect(textWidth(line)).toBeLessThanOrEqual(columns)
  if (columns >= 30) expect(text).toContain('¥12,345.60')
  if (columns < 39) expect(text).toContain('wider than this window')
})

test('without a window nothing is left out', () => {
  expect(renderRows(wide, { language: 'en', columns: null })).toContain('Kitchen and dining      12')
})

test.each([
  [[1, 2, null, 4], 40, '▁▃ █'],
  [[5, 5, 5], 40, '▄▄▄'],
  [[0, 0, 10, 10], 2, '▁█'],
])('%j in %i columns is %s', (values, columns, drawn) => {
  expect(sparkline(values, columns)).toBe(drawn)
})

test('strong words and the foot are styled only where colours are wanted; series stand in one line', () => {
  const chart = { result_id: 'r1', title: 'Revenue', type: 'line', x: 'month', y: ['net_revenue'] } as const
  const answer = {
    thread_id: 't1',
    language: 'en',
    text: 'Revenue **grew**.',
    as_of: '2026-06-30T00:00:00Z',
    model: { provider: 'embedded', name: 'x' },
    tables: [
      {
        result_id: 'r1',
        title: 'Revenue',
        columns: [
          { key: 'month', label: 'Month', unit: 'text' },
          { key: 'net_revenue', label: 'Net revenue', unit: 'CNY' },
        ],
        rows: [1, 2, 4].map((n) => ({ month: `M${n}`, net_revenue: n })),
        total_rows: 3,
      },
    ],
    charts: [chart],
    options: [],
    assumptions: [],
    follow_ups: ['And last year?'],
  } as unknown as Answer
  const view = { labels: {}, numbered: true }
  const plain = renderAnswer(answer, { ...view, terminal: { colour: false, columns: () => 80 } })
  expect(plain).toContain('Revenue grew.')
  expect(plain).toContain('¥1.00 ▁▃█ ¥4.00')
  expect(plain).toContain('1. And last year?')
  expect(plain).not.toContain('\u001b')
  expect(renderAnswer(answer, { ...view, terminal: { colour: true, columns: () => 80 } })).toContain('\u001b[1mgrew')
})
