import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { guardCell } from '../../lib/csv-cell.ts'
import type { IdentifierVault } from '../../lib/identifier-vault.ts'
import type { QuarantineRow } from '../../store/queries/facts/import-ledger.ts'
import type { SourceDescription } from '../pipeline.ts'

/** Columns that are put before the file's own; their names are no field of any kind, so that a second import skips them. */
export const QUARANTINE_COLUMNS = [
  'quarantine_line',
  'quarantine_column',
  'quarantine_value',
  'quarantine_reason',
] as const

export const quarantinePath = (home: string, importId: string): string => join(home, 'quarantine', `${importId}.csv`)

/**
 * Writes the rows that could not become facts, with line, column, value and reason before the file's own columns. Mend
 * the cells and import the file again as it is: mended rows are imported, the others come back.
 */
export function writeQuarantineFile(
  path: string,
  description: SourceDescription,
  rows: readonly QuarantineRow[],
  vault: IdentifierVault,
): void {
  mkdirSync(dirname(path), { recursive: true })
  const canonical = new Map(Object.entries(description.mapping).map(([field, column]) => [column, field]))
  const named = description.hasHeader || description.format === 'jsonl'
  // A heading that is known keeps its name, so that the file can be imported again; a foreign one is a cell like any other.
  const header = description.columns.map((column) => {
    const field = canonical.get(column)
    return field === undefined ? guardCell(column) : named ? column : field
  })
  const body = rows.map((row) => [
    String(row.line),
    row.column ?? '',
    row.value ?? '',
    row.reason,
    ...cellsOf(vault.decrypt(row.record), description),
  ])
  const text = stringify([[...QUARANTINE_COLUMNS, ...header], ...body.map((cells) => cells.map(guardCell))])
  writeFileSync(path, text, { mode: 0o600 })
}

/** The cells of a record as it was read; a record that cannot be cut stays whole in the first column. */
function cellsOf(raw: string, description: SourceDescription): string[] {
  try {
    if (description.format === 'jsonl') return jsonCells(raw, description.columns)
    if (description.delimiter === ' ') return raw.trim().split(/\s+/)
    const rows: string[][] = parse(raw, {
      delimiter: description.delimiter ?? ',',
      relax_quotes: true,
      relax_column_count: true,
    })
    return rows[0] ?? []
  } catch {
    return [raw]
  }
}

function jsonCells(raw: string, columns: readonly string[]): string[] {
  const parsed: unknown = JSON.parse(raw)
  return columns.map((column) => {
    let value: unknown = parsed
    for (const part of column.split('.')) {
      value =
        value !== null && typeof value === 'object'
          ? Object.entries(value).find(([key]) => key === part)?.[1]
          : undefined
    }
    return value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value)
  })
}
