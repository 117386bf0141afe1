import type { ResultTable } from '../../../lib/tool-result.ts'
import { fileName, saveBlob } from './download-png.ts'
import { tableAsCsv } from './table-as-csv.ts'

/** Saves the rows, with a mark that lets spreadsheets read UTF-8. */
export function downloadCsv(table: ResultTable & { readonly title: string }): void {
  saveBlob(new Blob(['\uFEFF', tableAsCsv(table)], { type: 'text/csv' }), `${fileName(table.title)}.csv`)
}
