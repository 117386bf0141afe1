import { formatFigure, type FormatFigureOptions } from '../../lib/format-figure.ts'
import type { Cell, ResultTable, ToolSuccess } from '../../lib/tool-result.ts'

const ROWS_SHOWN = 20
const WIDEST_CELL = 40

/** The facts and the first rows of a result, in columns that line up, Chinese included. */
export function renderTable(result: ToolSuccess, reader: FormatFigureOptions): string {
  const facts = result.facts.map(
    (fact) => `${fact.label}: ${fact.value === null ? '–' : formatFigure(fact.value, fact.unit, reader)}`,
  )
  const parts = [facts.join('\n')]
  if (result.table !== null && result.table.rows.length > 0) parts.push(renderRows(result.table, reader))
  if (result.warnings.length > 0) parts.push(result.warnings.join('\n'))
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

/** The rows of one table as text. */
export function renderRows(table: ResultTable, reader: FormatFigureOptions): string {
  const show = (value: Cell | undefined, unit: string): string =>
    value === null || value === undefined ? '–' : formatFigure(value, unit, reader)
  const body = table.rows
    .slice(0, ROWS_SHOWN)
    .map((row) => table.columns.map((column) => shorten(show(row[column.key], column.unit))))
  const head = table.columns.map((column) => column.label)
  const widths = head.map((label, index) => Math.max(width(label), ...body.map((cells) => width(cells[index] ?? ''))))
  const numeric = table.columns.map((column) => table.rows.some((row) => typeof row[column.key] === 'number'))
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, index) => {
        const space = ' '.repeat(Math.max(0, (widths[index] ?? 0) - width(cell)))
        return numeric[index] === true ? space + cell : cell + space
      })
      .join('  ')
      .trimEnd()
  const more = table.total_rows > body.length ? [`… ${table.total_rows - body.length} more`] : []
  return [line(head), line(widths.map((size) => '-'.repeat(size))), ...body.map(line), ...more].join('\n')
}

const shorten = (text: string): string =>
  width(text) > WIDEST_CELL ? `${[...text].slice(0, WIDEST_CELL - 1).join('')}…` : text

/** Columns that a text takes in a terminal: two for each wide character. */
const width = (text: string): number =>
  [...text].reduce(
    (sum, character) =>
      sum +
      (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(character)
        ? 2
        : 1),
    0,
  )
