import { formatFigure, type FormatFigureOptions } from '../../lib/format-figure.ts'
import { saysChange, withPlus } from '../../lib/signed-figure.ts'
import type { Cell, ResultTable, ToolSuccess } from '../../lib/tool-result.ts'
import { nameFor } from '../charts/name-for.ts'
import { fitColumns, GAP } from './fit-columns.ts'
import { cutToWidth, textWidth } from './text-width.ts'

const ROWS_SHOWN = 20
const WIDEST_CELL = 40

export interface TableReader extends FormatFigureOptions {
  /** Columns of the reader's window; null or left out where there is no limit. */
  readonly columns?: number | null
}

/** The facts and the first rows of a result, in columns that line up, Chinese included. */
export function renderTable(result: ToolSuccess, reader: TableReader): string {
  const facts = result.facts.map(
    (fact) => `${nameFor(fact.id, fact.label, reader)}: ${showValue(fact.id, fact.value, fact.unit, reader)}`,
  )
  const parts = [facts.join('\n')]
  if (result.table !== null && result.table.rows.length > 0) parts.push(renderRows(result.table, reader))
  if (result.warnings.length > 0) parts.push(result.warnings.join('\n'))
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

function showValue(name: string, value: Cell | undefined, unit: string, reader: FormatFigureOptions): string {
  if (value === null || value === undefined) return '–'
  const shown = formatFigure(value, unit, reader)
  return saysChange(name) ? withPlus(value, shown) : shown
}

/** The rows of one table as text, in the reader's window. */
export function renderRows(table: ResultTable, reader: TableReader): string {
  const body = table.rows
    .slice(0, ROWS_SHOWN)
    .map((row) =>
      table.columns.map((column) =>
        cutToWidth(showValue(column.key, row[column.key], column.unit, reader), WIDEST_CELL),
      ),
    )
  const head = table.columns.map(({ key, label }) => nameFor(key, label, reader))
  const widths = head.map((label, index) =>
    Math.max(textWidth(label), ...body.map((cells) => textWidth(cells[index] ?? ''))),
  )
  const numeric = table.columns.map((column) => table.rows.some((row) => typeof row[column.key] === 'number'))
  const fitted = fitColumns(widths, numeric, reader.columns ?? Number.POSITIVE_INFINITY)
  const line = (cells: readonly string[]): string =>
    fitted
      .map(({ index, width }) => {
        const cell = cutToWidth(cells[index] ?? '', width)
        const space = ' '.repeat(Math.max(0, width - textWidth(cell)))
        return numeric[index] === true ? space + cell : cell + space
      })
      .join(' '.repeat(GAP))
      .trimEnd()
  const rule = fitted.map(({ width }) => '-'.repeat(width)).join(' '.repeat(GAP))
  const hidden = head.slice(fitted.length)
  return [
    line(head),
    rule,
    ...body.map(line),
    ...(table.total_rows > body.length ? [`… ${table.total_rows - body.length} more`] : []),
    ...(hidden.length === 0 ? [] : [`… ${hidden.join(', ')}: wider than this window`]),
  ].join('\n')
}
