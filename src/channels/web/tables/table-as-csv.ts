import { csvCell } from '../../../lib/csv-cell.ts'
import type { Cell, ResultTable } from '../../../lib/tool-result.ts'

/** Figures as they are; texts guarded, so that a spreadsheet never runs one as a formula. */
const cellOf = (value: Cell): string =>
  value === null ? '' : typeof value === 'string' ? csvCell(value) : String(value)

/** The rows of a table at full precision as a CSV file. */
export const tableAsCsv = (table: ResultTable): string =>
  [
    table.columns.map((column) => csvCell(column.key)).join(','),
    ...table.rows.map((row) => table.columns.map((column) => cellOf(row[column.key] ?? null)).join(',')),
  ].join('\r\n')
