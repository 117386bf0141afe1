import { formatFigure, type FormatFigureOptions } from '../../lib/format-figure.ts'
import { saysChange, withPlus } from '../../lib/signed-figure.ts'
import type { Cell, ResultTable, ToolSuccess } from '../../lib/tool-result.ts'

const ROWS_SHOWN = 20
const WIDEST_CELL = 40

/** The facts and the first rows of a result, in columns that line up, Chinese included. */
export function renderTable(result: ToolSuccess, reader: FormatFigureOptions): string {
  const facts = result.facts.map((fact) => `${fact.label}: ${showValue(fact.id, fact.value, fact.unit, reader)}`)
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

/** The rows of one table as text. */
export function renderRows(table: ResultTable, reader: FormatFigureOptions): string {
  const body = table.rows
    .slice(0, ROWS_SHOWN)
    .map((row) => table.columns.map((column) => shorten(showValue(column.key, row[column.key], column.unit, reader))))
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
