import type { Cell, ResultTable } from '../../../lib/tool-result.ts'
import { fileName, saveBlob } from './download-png.ts'

/** A cell of a CSV file: quoted where needed, and guarded so that a spreadsheet never runs it as a formula. */
function csvCell(value: Cell): string {
  if (value === null) return ''
  const text = typeof value === 'string' && /^[\s]*[=+\-@\t\r＝＋－＠]/.test(value) ? `'${value}` : String(value)
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Saves the rows at full precision, with a mark that lets spreadsheets read UTF-8. */
export function downloadCsv(table: ResultTable & { readonly title: string }): void {
  const lines = [
    table.columns.map((column) => csvCell(column.key)).join(','),
    ...table.rows.map((row) => table.columns.map((column) => csvCell(row[column.key] ?? null)).join(',')),
  ]
  saveBlob(new Blob(['\uFEFF', lines.join('\r\n')], { type: 'text/csv' }), `${fileName(table.title)}.csv`)
}
