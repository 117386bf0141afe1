import type { EChartsCoreOption } from 'echarts/core'
import type { Language } from '../../lib/answer.ts'
import type { ResultChart, ResultTable } from '../../lib/tool-result.ts'
import { showCell } from './show-cell.ts'

/** Eight colours that stay apart for every common kind of colour vision (Okabe and Ito, 2008), black left out. */
const PALETTE = ['#0072B2', '#E69F00', '#009E73', '#CC79A7', '#56B4E9', '#D55E00', '#B8A500', '#777777']

/** Draws a result's table as its chart asks: columns by key, no number that the table does not hold. */
export function chartOptions(table: ResultTable, chart: ResultChart, language: Language): EChartsCoreOption {
  const style = getComputedStyle(document.documentElement)
  const ink = style.getPropertyValue('--quiet')
  const line = style.getPropertyValue('--line')
  const labels = table.rows.map((row) => showCell(row[chart.x] ?? null, unitOf(table, chart.x), language))
  const shared: EChartsCoreOption = {
    color: PALETTE,
    animation: false,
    aria: { enabled: true, decal: { show: true } },
    textStyle: { fontFamily: 'inherit' },
    tooltip: {
      trigger: chart.type === 'bar' || chart.type === 'line' || chart.type === 'area' ? 'axis' : 'item',
      confine: true,
    },
  }
  const values = (key: string) => table.rows.map((row) => row[key] ?? null)
  const shown = (key: string) => (value: unknown) =>
    showCell(typeof value === 'number' || typeof value === 'string' ? value : null, unitOf(table, key), language)

  if (chart.type === 'pie' || chart.type === 'funnel') {
    const [key = ''] = chart.y
    return {
      ...shared,
      series: [
        {
          type: chart.type,
          data: values(key).map((value, index) => ({ name: labels[index] ?? '', value })),
          label: { color: ink },
          tooltip: { valueFormatter: shown(key) },
        },
      ],
    }
  }
  if (chart.type === 'heatmap') {
    const points = chart.y.flatMap((key, column) => table.rows.map((row, index) => [column, index, row[key] ?? '-']))
    const largest = Math.max(0, ...points.map(([, , value]) => (typeof value === 'number' ? value : 0)))
    return {
      ...shared,
      grid: { left: 90, right: 16, top: 16, bottom: 56 },
      xAxis: { type: 'category', data: chart.y.map((key) => labelOf(table, key)), axisLabel: { color: ink } },
      yAxis: { type: 'category', data: labels, inverse: true, axisLabel: { color: ink } },
      visualMap: {
        min: 0,
        max: largest,
        calculable: false,
        orient: 'horizontal',
        left: 'center',
        bottom: 0,
        inRange: { color: ['#eef5f3', '#0b6b5d'] },
        show: false,
      },
      series: [{ type: 'heatmap', data: points }],
    }
  }
  const isLine = chart.type === 'line' || chart.type === 'area'
  return {
    ...shared,
    legend: chart.y.length > 1 ? { top: 0, textStyle: { color: ink } } : undefined,
    grid: { left: 12, right: 20, top: chart.y.length > 1 ? 36 : 16, bottom: 8, containLabel: true },
    xAxis: {
      type: 'category',
      data: labels,
      axisLabel: { color: ink, hideOverlap: true, ...(labels.length <= 12 ? { interval: 0 } : {}) },
      axisLine: { lineStyle: { color: line } },
    },
    yAxis: {
      type: 'value',
      min: 0,
      axisLabel: {
        color: ink,
        formatter: (value: number) => shortTick(value, unitOf(table, chart.y[0] ?? ''), language),
      },
      splitLine: { lineStyle: { color: line } },
    },
    series: chart.y.map((key) => ({
      name: labelOf(table, key),
      type: isLine ? 'line' : chart.type,
      ...(chart.type === 'area' ? { areaStyle: { opacity: 0.15 } } : {}),
      ...(chart.type === 'bar' ? { barMaxWidth: 48 } : {}),
      data: values(key),
      tooltip: { valueFormatter: shown(key) },
    })),
  }
}

/** A tick of an axis: short, since the exact figure is in the tip and the table. */
function shortTick(value: number, unit: string, language: Language): string {
  if (unit === 'ratio') return `${Math.round(value * 1000) / 10}%`
  const number = new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en', {
    notation: 'compact',
    maximumFractionDigits: 1,
  })
  return number.format(value)
}

const unitOf = (table: ResultTable, key: string): string =>
  table.columns.find((column) => column.key === key)?.unit ?? 'text'
const labelOf = (table: ResultTable, key: string): string =>
  table.columns.find((column) => column.key === key)?.label ?? key
