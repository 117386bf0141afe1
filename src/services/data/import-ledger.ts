import { basename } from 'node:path'
import type { Language } from '../../lib/answer.ts'
import type { ImportLedgerRow } from '../../store/queries/data/read-imports.ts'

/** The ledger of one file as answers show it: read = imported + duplicates + quarantined. */
export interface ImportLedger {
  readonly import_id: string
  readonly file: string
  readonly kind: string
  readonly preset: string | null
  readonly status: string
  /** ISO instants. */
  readonly started_at: string
  readonly finished_at: string | null
  readonly read: number
  readonly imported: number
  /** Of the imported: rows that changed a fact instead of adding one. */
  readonly updated: number
  readonly duplicates: number
  readonly quarantined: number
  readonly reasons: Readonly<Record<string, number>>
  readonly left_out: Readonly<Record<string, number>>
  /** Name of the file beside the store with the rejected rows; null when there are none. */
  readonly quarantine_file: string | null
  readonly warnings: readonly string[]
  readonly seconds: number
}

export const importLedger = (row: ImportLedgerRow, language: Language): ImportLedger => ({
  import_id: row.id,
  file: basename(row.file),
  kind: row.kind,
  preset: row.preset,
  status: row.status,
  started_at: new Date(row.startedAt).toISOString(),
  finished_at: row.finishedAt === null ? null : new Date(row.finishedAt).toISOString(),
  read: row.read,
  imported: row.imported,
  updated: row.updated,
  duplicates: row.duplicates,
  quarantined: row.quarantined,
  reasons: tally(row.reasons),
  left_out: tally(row.leftOut),
  quarantine_file: row.quarantineFile === null ? null : basename(row.quarantineFile),
  warnings: texts(row.warnings, language),
  seconds: row.milliseconds / 1000,
})

function tally(json: string): Record<string, number> {
  const parsed: unknown = JSON.parse(json)
  if (parsed === null || typeof parsed !== 'object') return {}
  return Object.fromEntries(
    Object.entries(parsed).flatMap(([reason, count]) => (typeof count === 'number' ? [[reason, count] as const] : [])),
  )
}

/** Warnings are kept in every language; ledgers of an earlier version have them in English alone. */
function texts(json: string, language: Language): string[] {
  const parsed: unknown = JSON.parse(json)
  if (!Array.isArray(parsed)) return []
  return parsed.flatMap((item: unknown) => {
    const text = typeof item === 'object' && item !== null ? (item as Readonly<Record<string, unknown>>)[language] : item
    return typeof text === 'string' ? [text] : []
  })
}

/** Tallies of several files added up, largest first. */
export function addTallies(tallies: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sums = new Map<string, number>()
  for (const one of tallies) {
    for (const [reason, count] of Object.entries(one)) sums.set(reason, (sums.get(reason) ?? 0) + count)
  }
  return Object.fromEntries([...sums].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)))
}
