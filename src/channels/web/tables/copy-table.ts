import type { Language } from '../../../lib/answer.ts'
import type { ResultTable } from '../../../lib/tool-result.ts'
import { nameFor } from '../data/labels.ts'
import { unitIn } from './row-units.ts'
import { showCell } from './show-cell.ts'

/** Puts the rows on the clipboard as a spreadsheet takes them: cells apart by tabs, as they are shown. */
export function copyTable(table: ResultTable, language: Language): Promise<void> {
  const flat = (text: string): string => text.replaceAll(/[\t\r\n]+/g, ' ')
  const lines = [
    table.columns.map(({ key, label }) => flat(nameFor(key, label, language))),
    ...table.rows.map((row) =>
      table.columns.map((column) => flat(showCell(row[column.key] ?? null, unitIn(row, column), language, column.key))),
    ),
  ]
  return navigator.clipboard.writeText(lines.map((cells) => cells.join('\t')).join('\n'))
}
