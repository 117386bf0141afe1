import { describe, expect, test } from 'vitest'
import { drawChart } from '../../../src/channels/charts/draw-chart.ts'
import { canDrawChinese, pixelsOf, renderPng } from '../../../src/channels/charts/render-png.ts'
import type { ResultChart, ResultTable } from '../../../src/lib/tool-result.ts'

/** A character that no font has: what is drawn for it is the box of a missing one. */
const NO_CHARACTER = '\u{10FFFD}'

const table: ResultTable = {
  columns: [
    { key: 'region', label: '地区', unit: 'text' },
    { key: 'net_revenue', label: 'Net revenue', unit: 'CNY' },
  ],
  rows: [
    { region: '华东', net_revenue: 1200.5 },
    { region: '华南', net_revenue: 800 },
    { region: '西北', net_revenue: 300 },
  ],
  total_rows: 3,
}
const chart: ResultChart = { type: 'bar', x: 'region', y: ['net_revenue'] }
const reader = { language: 'zh', labels: { 'Net revenue': '净销售额' } } as const

describe('Chinese in pictures', () => {
  test('is drawn as glyphs, not as the box of a missing one', async ({ skip }) => {
    if (!(await canDrawChinese())) skip('this machine has no font with Chinese')
    const [missing, nothing] = await Promise.all([pixelsOf(NO_CHARACTER), pixelsOf(' ')])
    for (const character of '华东净额年占比') {
      const drawn = await pixelsOf(character)
      expect(drawn.equals(missing), character).toBe(false)
      expect(drawn.equals(nothing), character).toBe(false)
    }
  })

  test('is known to be missing where a font lacks it', async () => {
    const [one, other] = await Promise.all([pixelsOf('\u{10FFFD}'), pixelsOf('\u{10FFFC}')])
    expect(one.equals(other)).toBe(true)
  })
})

test.each(['bar', 'line', 'area', 'pie', 'funnel', 'heatmap'] as const)(
  'a %s chart holds its title and the words of its table, and no number of its own',
  (type) => {
    const svg = drawChart(table, { ...chart, type }, '各地区净销售额', reader)
    expect(svg).toContain('各地区净销售额')
    for (const { region } of table.rows) expect(svg).toContain(region)
    expect(svg).not.toMatch(/NaN|undefined/)
  },
)

test('a picture is a PNG of twice the size, and of another table another picture', async () => {
  const png = await renderPng(drawChart(table, chart, 'Revenue', reader))
  expect([...png.subarray(1, 4)]).toEqual([...'PNG'].map((letter) => letter.charCodeAt(0)))
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1600, 840])
  const other = { ...table, rows: table.rows.map((row) => ({ ...row, net_revenue: 5 })) }
  expect(png.equals(await renderPng(drawChart(other, chart, 'Revenue', reader)))).toBe(false)
})
