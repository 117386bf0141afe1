import type { EChartsCoreOption } from 'echarts/core'
import type { ResultChart, ResultTable } from '../../lib/tool-result.ts'
import type { ChartFrame } from './chart-options.ts'
import { showCell } from './show-cell.ts'

/** Pixels of a field that its figure fits in. */
const ROOM_FOR_FIGURE = 44
/** Pixels that the names of the rows take, about. */
const NAMES = 70
/** From this share of the scale on, the ground is too strong for the colour of text. */
const STRONG = 0.6

/** Fields by the strength of their colour, from the smallest value to the largest, with their figures where they fit. */
export function heatOf(table: ResultTable, chart: ResultChart, frame: ChartFrame): EChartsCoreOption {
  const { style, reader, width } = frame
  const found = chart.y.flatMap((key) =>
    table.rows.flatMap((row) => (typeof row[key] === 'number' ? [Number(row[key])] : [])),
  )
  const min = Math.min(...found)
  const max = Math.max(...found)
  const figures = (width - NAMES) / chart.y.length >= ROOM_FOR_FIGURE
  const data = chart.y.flatMap((key, column) => {
    const unit = table.columns.find((candidate) => candidate.key === key)?.unit ?? 'text'
    return table.rows.map((row, index) => {
      const value = row[key] ?? null
      const strong = typeof value === 'number' && value - min > (max - min) * STRONG
      return {
        value: [column, index, value ?? '-'],
        label: {
          show: figures && value !== null,
          formatter: showCell(value, unit, reader),
          color: strong ? style.panel : style.ink,
        },
      }
    })
  })
  return {
    visualMap: { min, max, show: false, inRange: { color: [...style.heat] } },
    series: [
      { type: 'heatmap', data, label: { fontSize: 11 }, itemStyle: { borderColor: style.panel, borderWidth: 1 } },
    ],
  }
}
