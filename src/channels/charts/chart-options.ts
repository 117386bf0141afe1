import type { EChartsCoreOption } from 'echarts/core'
import type { Language } from '../../lib/answer.ts'
import { isCurrency, type FormatFigureOptions } from '../../lib/format-figure.ts'
import type { ResultChart, ResultTable } from '../../lib/tool-result.ts'
import { bandOf, bandSeries } from './band.ts'
import type { ChartStyle } from './chart-style.ts'
import { drawnSeries } from './drawn-series.ts'
import { heatOf } from './heat.ts'
import { nameFor } from './name-for.ts'
import { dashesOver, partialPlaces } from './partial.ts'
import { showCell } from './show-cell.ts'

export interface ChartFrame {
  readonly reader: FormatFigureOptions
  readonly style: ChartStyle
  /** Pixels of the place that it is drawn in. */
  readonly width: number
}

const NARROW = 480
/** The words of an axis lie within the place of the chart. */
const INSIDE = { outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' }
const FUNNEL = { left: 12, width: '58%', top: 14, bottom: 14, minSize: '6%', gap: 2, funnelAlign: 'center' }

/** Draws a result's table as its chart asks: columns by key, no number that the table does not hold, one axis of values. */
export function chartOptions(table: ResultTable, chart: ResultChart, frame: ChartFrame): EChartsCoreOption {
  const { reader, style } = frame
  const { language } = reader
  const labels = table.rows.map((row) => showCell(row[chart.x] ?? null, unitOf(table, chart.x), reader, chart.x))
  const measures = oneUnit(table, chart.y)
  const shared = sharedOptions(chart, style)
  const values = (key: string) => table.rows.map((row) => row[key] ?? null)
  const shown = (key: string) => (value: unknown) =>
    showCell(typeof value === 'number' || typeof value === 'string' ? value : null, unitOf(table, key), reader)

  if (chart.type === 'pie' || chart.type === 'funnel') {
    const [key = ''] = measures
    return {
      ...shared,
      series: [
        {
          type: chart.type,
          data: values(key).map((value, index) => ({
            name: chart.type === 'funnel' ? `${labels[index] ?? ''}  ${shown(key)(value)}` : (labels[index] ?? ''),
            value,
            // One thing that grows less: one colour that grows paler.
            ...(chart.type === 'funnel'
              ? { itemStyle: { color: style.accent, opacity: 1 - 0.62 * (index / values(key).length) } }
              : {}),
          })),
          label: { color: style.ink, opacity: 1 },
          itemStyle: { borderColor: style.panel, borderWidth: 1 },
          tooltip: { valueFormatter: shown(key) },
          ...(chart.type === 'pie' ? { radius: ['42%', '70%'] } : FUNNEL),
        },
      ],
    }
  }
  if (chart.type === 'heatmap') {
    return {
      ...shared,
      grid: { left: 8, right: 8, top: 8, bottom: 8, ...INSIDE },
      xAxis: {
        type: 'category',
        data: chart.y.map((key) => labelOf(table, key, reader)),
        axisLabel: { color: style.quiet },
        axisLine: { show: false },
        axisTick: { show: false },
      },
      yAxis: {
        type: 'category',
        data: labels,
        inverse: true,
        axisLabel: { color: style.quiet },
        axisLine: { show: false },
        axisTick: { show: false },
      },
      ...heatOf(table, chart, frame),
    }
  }
  const isLine = chart.type === 'line' || chart.type === 'area'
  // Words of many groups are read lying down: bars then run along the page.
  const lying = liesDown(table, chart, frame)
  const nameWidth = Math.min(
    Math.max(0, ...labels.map(widthOf)) * PER_CHARACTER,
    frame.width * (frame.width > NARROW ? 0.34 : 0.4),
  )
  const category = {
    type: 'category',
    data: labels,
    inverse: lying,
    axisLabel: {
      color: style.quiet,
      hideOverlap: true,
      ...(lying ? { formatter: (name: string) => shortened(name, nameWidth) } : {}),
      ...(labels.length <= 12 && frame.width > NARROW ? { interval: 0 } : {}),
    },
    axisLine: { lineStyle: { color: style.line } },
    axisTick: { show: false },
  }
  const value = {
    type: 'value',
    min: (extent: { readonly min: number }) => Math.min(0, extent.min),
    splitNumber: lying && frame.width <= NARROW ? 2 : 4,
    axisLabel: {
      color: style.quiet,
      hideOverlap: true,
      formatter: (tick: number) => shortTick(tick, unitOf(table, measures[0] ?? ''), language),
    },
    splitLine: { lineStyle: { color: style.line } },
  }
  const band = bandOf(measures)
  const drawn = drawnSeries(table, chart, band === null ? measures : [band.middle], reader)
  const named = drawn.length > 1
  return {
    ...shared,
    legend: named ? { top: 6, left: 8, itemWidth: 14, textStyle: { color: style.quiet } } : undefined,
    grid: lying
      ? { left: nameWidth + 14, right: 24, top: named ? 40 : 12, bottom: 28 }
      : { left: 8, right: 16, top: named ? 40 : 18, bottom: 6, ...INSIDE },
    xAxis: lying ? value : category,
    yAxis: lying ? category : value,
    series: [
      ...(band === null ? [] : bandSeries(table, band, { style, reader })),
      ...drawn.map(({ key, name, data, stack }) => ({
        name,
        ...(stack === null ? {} : { stack }),
        type: isLine ? 'line' : chart.type,
        ...(isLine ? { showSymbol: labels.length <= 40, symbolSize: 6, lineStyle: { width: 2 } } : {}),
        ...(band === null ? {} : { color: style.accent }),
        ...(chart.type === 'area' ? { areaStyle: { opacity: 0.14 } } : {}),
        ...(chart.type === 'bar'
          ? { barMaxWidth: 36, itemStyle: { borderRadius: lying ? [0, 3, 3, 0] : [3, 3, 0, 0] } }
          : {}),
        data,
        ...(isLine ? dashesOver(data, partialPlaces(table, chart), style.panel) : {}),
        tooltip: { valueFormatter: shown(key) },
      })),
    ],
  }
}

function sharedOptions(chart: ResultChart, style: ChartStyle): EChartsCoreOption {
  return {
    color: [...style.palette],
    animation: false,
    // Patterns beside colours where several series must be told apart.
    // The picture is described by who shows it, in the reader's language.
    aria: {
      enabled: true,
      label: { enabled: false },
      decal: { show: (chart.y.length > 1 || chart.by !== undefined) && chart.type === 'bar' },
    },
    textStyle: { fontFamily: style.fontFamily, color: style.ink },
    tooltip: {
      trigger: chart.type === 'bar' || chart.type === 'line' || chart.type === 'area' ? 'axis' : 'item',
      axisPointer: { type: chart.type === 'bar' ? 'shadow' : 'line' },
      confine: true,
      backgroundColor: style.panel,
      borderColor: style.line,
      textStyle: { color: style.ink, fontSize: 13 },
    },
  }
}

/** Whether the bars of a chart run along the page, their names beside them. */
export function liesDown(
  table: ResultTable,
  chart: ResultChart,
  { reader, width }: Omit<ChartFrame, 'style'>,
): boolean {
  if (chart.type !== 'bar') return false
  const unit = unitOf(table, chart.x)
  return longNames(
    table.rows.map((row) => showCell(row[chart.x] ?? null, unit, reader, chart.x)),
    width,
  )
}

const longNames = (labels: readonly string[], width: number): boolean =>
  labels.reduce((sum, label) => sum + widthOf(label), 0) * PER_CHARACTER > width - 90 ||
  (width < NARROW && labels.length > 4)

const PER_CHARACTER = 6.5

/** As much of a name as fits, by our own measure: the library's is narrower than the page's type. */
function shortened(name: string, width: number): string {
  const letters = [...name]
  while (letters.length > 1 && widthOf(letters.join('')) * PER_CHARACTER > width) letters.pop()
  return letters.length === [...name].length ? name : `${letters.join('').trimEnd()}…`
}

/** In half-width characters. */
const widthOf = (text: string): number => [...text].reduce((sum, letter) => sum + (letter > '⺀' ? 2 : 1), 2)

/** The measures that share the first one's unit: two units on one axis would compare what cannot be compared. */
const oneUnit = (table: ResultTable, keys: readonly string[]): readonly string[] =>
  keys.filter((key) => unitOf(table, key) === unitOf(table, keys[0] ?? ''))

/** A tick of an axis: short, since the exact figure is in the tip and the table. */
function shortTick(value: number, unit: string, language: Language): string {
  if (unit === 'ratio') return `${Math.round(value * 1000) / 10}%`
  const number = new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en', {
    notation: 'compact',
    maximumFractionDigits: 1,
    ...(isCurrency(unit) ? { style: 'currency', currency: unit, currencyDisplay: 'narrowSymbol' } : {}),
  })
  return number.format(value)
}

const unitOf = (table: ResultTable, key: string): string =>
  table.columns.find((column) => column.key === key)?.unit ?? 'text'
const labelOf = (table: ResultTable, key: string, reader: FormatFigureOptions): string =>
  nameFor(key, table.columns.find((column) => column.key === key)?.label ?? key, reader)
