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

/** A CSV file that is written as it grows: memory stays at one chunk whatever the size. */
export interface CsvFile {
  readonly path: string
  readonly rows: () => number
  readonly write: (cells: readonly Cell[]) => void
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
    write: (cells) => {
      let line = ''
      for (let at = 0; at < cells.length; at++) line += at === 0 ? csvCell(cells[at]) : `,${csvCell(cells[at])}`
      buffer += `${line}\n`
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
