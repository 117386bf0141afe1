import type { FormatFigureOptions } from '../../lib/format-figure.ts'
import type { ResultChart, ResultTable } from '../../lib/tool-result.ts'
import { bandOf } from './band.ts'
import { CHART_WORDS } from './chart-words.ts'
import { nameFor } from './name-for.ts'

/** What a chart of one measure shows, as its title; null where several are drawn and the result's own title says more. */
export function chartTitle(table: ResultTable, { x, y }: ResultChart, reader: FormatFigureOptions): string | null {
  const key = bandOf(y)?.middle ?? (y.length === 1 ? y[0] : undefined)
  const measure = table.columns.find((column) => column.key === key)
  const by = table.columns.find((column) => column.key === x)
  if (measure === undefined || by === undefined) return null
  const title = CHART_WORDS[reader.language].title(
    nameFor(measure.key, measure.label, reader),
    nameFor(x, by.label, reader),
  )
  return title.charAt(0).toUpperCase() + title.slice(1)
}
