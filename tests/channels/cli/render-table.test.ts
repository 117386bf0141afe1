import { expect, test } from 'vitest'
import { renderRows } from '../../../src/channels/cli/render-table.ts'

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
