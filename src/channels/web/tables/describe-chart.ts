import type { Language } from '../../../lib/answer.ts'
import type { ResultChart, ResultTable } from '../../../lib/tool-result.ts'
import { nameFor } from '../data/labels.ts'
import type { Say } from '../text/say.ts'
import { bandOf } from './band.ts'
import { partialPlaces } from './partial.ts'
import { showCell } from './show-cell.ts'

export interface ChartWords {
  readonly title: string
  readonly language: Language
  readonly say: Say
}

/** What a picture says, for those who do not see it: how many points, the highest, the lowest, and where it goes. */
export function describeChart(table: ResultTable, chart: ResultChart, { title, language, say }: ChartWords): string {
  const band = bandOf(chart.y)
  const key = band?.middle ?? chart.y[0] ?? ''
  const column = table.columns.find((candidate) => candidate.key === key)
  const unitOfX = table.columns.find((candidate) => candidate.key === chart.x)?.unit ?? 'text'
  const points = table.rows.flatMap((row) => {
    const value = row[key]
    return typeof value === 'number' ? [{ at: showCell(row[chart.x] ?? null, unitOfX, language), value }] : []
  })
  const [first] = points
  const last = points.at(-1)
  if (first === undefined || last === undefined || column === undefined) return title
  const highest = points.reduce((best, point) => (point.value > best.value ? point : best))
  const lowest = points.reduce((best, point) => (point.value < best.value ? point : best))
  const show = (value: number): string => showCell(value, column.unit, language)
  const summary = say('chartSummary', {
    title,
    measure: nameFor(key, column.label, language),
    points: points.length,
    highest: highest.at,
    highestValue: show(highest.value),
    lowest: lowest.at,
    lowestValue: show(lowest.value),
  })
  if (chart.type !== 'line' && chart.type !== 'area') return summary
  const partial = partialPlaces(table, chart).map((place) =>
    showCell(table.rows[place]?.[chart.x] ?? null, unitOfX, language),
  )
  const trend = `${summary} ${say('chartTrend', { first: show(first.value), last: show(last.value) })}`
  return partial.length === 0 ? trend : `${trend} ${say('chartPartial', { names: partial.join(', ') })}`
}
