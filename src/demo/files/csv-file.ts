import { closeSync, openSync, writeSync } from 'node:fs'

export type Cell = string | number | boolean | null | undefined

const NEEDS_QUOTES = /[",\n\r]/
const CHUNK = 1 << 18

/** One field as RFC 4180 writes it; empty for null and undefined. */
export function csvCell(cell: Cell): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell !== 'string') return String(cell)
  return NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

/** A row by column name as one line without its end. */
export function csvLine(columns: readonly string[], row: Readonly<Record<string, Cell>>): string {
  let line = ''
  let separator = ''
  for (const column of columns) {
    const cell = row[column]
    line += cell === undefined || cell === null ? separator : separator + csvCell(cell)
    separator = ','
  }
  return line
}

/** A CSV file that is written as it grows: memory stays at one chunk whatever the size. */
export interface CsvFile {
  readonly path: string
  readonly rows: () => number
  /** Adds a row by column name; columns that it leaves out stay empty. */
  readonly write: (row: Readonly<Record<string, Cell>>) => void
  /** Bytes as they are, for rows that are broken on purpose. */
  readonly writeRaw: (bytes: Buffer) => void
  readonly close: () => void
}

/** Opens a file for writing and puts the header down. */
export function createCsvFile(path: string, columns: readonly string[]): CsvFile {
  const descriptor = openSync(path, 'w')
  let buffer = `${columns.join(',')}\n`
  let rows = 0
  const flush = () => {
    if (buffer !== '') writeSync(descriptor, buffer)
    buffer = ''
  }
  return {
    path,
    rows: () => rows,
    write: (row) => {
      buffer += `${csvLine(columns, row)}\n`
      rows += 1
      if (buffer.length > CHUNK) flush()
    },
    writeRaw: (bytes) => {
      flush()
      writeSync(descriptor, bytes)
      rows += 1
    },
    close: () => {
      flush()
      closeSync(descriptor)
    },
  }
}
