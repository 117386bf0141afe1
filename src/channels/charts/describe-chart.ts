import type { FormatFigureOptions } from '../../lib/format-figure.ts'
import type { ResultChart, ResultTable } from '../../lib/tool-result.ts'
import { bandOf } from './band.ts'
import { CHART_WORDS } from './chart-words.ts'
import { nameFor } from './name-for.ts'
import { partialPlaces } from './partial.ts'
import { showCell } from './show-cell.ts'

/** What a picture says, for those who do not see it: how many points, the highest, the lowest, and where it goes. */
export function describeChart(
  table: ResultTable,
  chart: ResultChart,
  title: string,
  reader: FormatFigureOptions,
): string {
  const words = CHART_WORDS[reader.language]
  const band = bandOf(chart.y)
  const key = band?.middle ?? chart.y[0] ?? ''
  const column = table.columns.find((candidate) => candidate.key === key)
  const unitOfX = table.columns.find((candidate) => candidate.key === chart.x)?.unit ?? 'text'
  const points = table.rows.flatMap((row) => {
    const value = row[key]
    return typeof value === 'number' ? [{ at: showCell(row[chart.x] ?? null, unitOfX, reader), value }] : []
  })
  const [first] = points
  const last = points.at(-1)
  if (first === undefined || last === undefined || column === undefined) return title
  const highest = points.reduce((best, point) => (point.value > best.value ? point : best))
  const lowest = points.reduce((best, point) => (point.value < best.value ? point : best))
  const show = (value: number): string => showCell(value, column.unit, reader)
  const summary = words.summary({
    title,
    measure: nameFor(key, column.label, reader),
    points: points.length,
    highest: highest.at,
    highestValue: show(highest.value),
    lowest: lowest.at,
    lowestValue: show(lowest.value),
  })
  if (chart.type !== 'line' && chart.type !== 'area') return summary
  const partial = partialPlaces(table, chart).map((place) =>
    showCell(table.rows[place]?.[chart.x] ?? null, unitOfX, reader),
  )
  const trend = `${summary} ${words.trend(show(first.value), show(last.value))}`
  return partial.length === 0 ? trend : `${trend} ${words.partial(partial)}`
}
