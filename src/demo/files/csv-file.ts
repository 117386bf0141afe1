import { closeSync, openSync, writeSync } from 'node:fs'
import { encodeText, type FileEncoding } from './encode-text.ts'

export type Cell = string | number | boolean | null | undefined

const NEEDS_QUOTES = /[",\n\r]/
const LINES_PER_WRITE = 2000

/** One field as RFC 4180 writes it; empty for null and undefined. */
export function csvCell(cell: Cell): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell !== 'string') return String(cell)
  return NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

/** A CSV file that is written as it grows: memory stays at one chunk whatever the size. */
export interface CsvFile {
  readonly path: string
  readonly rows: () => number
  /** Adds a row by column name; columns that it leaves out stay empty. */
  readonly write: (row: Readonly<Record<string, Cell>>) => void
  readonly close: () => void
}

/** Opens a file for writing and puts the header down. */
export function createCsvFile(path: string, columns: readonly string[], encoding: FileEncoding = 'utf-8'): CsvFile {
  const descriptor = openSync(path, 'w')
  // UTF-16 says its byte order.
  if (encoding === 'utf-16le') writeSync(descriptor, encodeText('\ufeff', encoding))
  let lines = [columns.join(',')]
  let rows = 0
  const flush = () => {
    if (lines.length > 0) writeSync(descriptor, encodeText(`${lines.join('\n')}\n`, encoding))
    lines = []
  }
  const cells = columns.map(() => '')
  return {
    path,
    rows: () => rows,
    write: (row) => {
      for (let at = 0; at < columns.length; at++) cells[at] = csvCell(row[columns[at] ?? ''])
      lines.push(cells.join(','))
      rows += 1
      if (lines.length === LINES_PER_WRITE) flush()
    },
    close: () => {
      flush()
      closeSync(descriptor)
    },
  }
}
