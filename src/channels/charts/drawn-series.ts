import type { FormatFigureOptions } from '../../lib/format-figure.ts'
import type { ResultChart, ResultTable } from '../../lib/tool-result.ts'
import { nameFor } from './name-for.ts'
import { showCell } from './show-cell.ts'

/** One series of a picture. */
export interface Drawn {
  readonly key: string
  readonly name: string
  readonly data: readonly (string | number | boolean | null)[]
  /** Series of one stack share a place: of each row only one has a value. */
  readonly stack: string | null
}

/** What is drawn: one series for each measure, or the first measure once for each list that the table holds. */
export function drawnSeries(
  table: ResultTable,
  { by }: ResultChart,
  measures: readonly string[],
  reader: FormatFigureOptions,
): readonly Drawn[] {
  const column = (key: string) => table.columns.find((one) => one.key === key)
  const nameOf = (key: string): string => nameFor(key, column(key)?.label ?? key, reader)
  const [first = ''] = measures
  if (by === undefined) {
    return measures.map((key) => ({
      key,
      name: nameOf(key),
      data: table.rows.map((row) => row[key] ?? null),
      stack: null,
    }))
  }
  return [...new Set(table.rows.map((row) => row[by] ?? null))].map((list) => ({
    key: first,
    name: `${nameOf(by)}: ${showCell(list, column(by)?.unit ?? 'text', reader)}`,
    data: table.rows.map((row) => ((row[by] ?? null) === list ? (row[first] ?? null) : null)),
    stack: by,
  }))
}
