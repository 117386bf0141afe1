import type { Store } from '../../open.ts'
import { imports, quarantine } from '../../schema/index.ts'
import { tableAccess } from './table-access.ts'

export type ImportRow = typeof imports.$inferSelect
export type QuarantineRow = typeof quarantine.$inferSelect

/** The ledger of imports: counts and checkpoints that move with the rows they speak of. */
export interface ImportLedger {
  readonly imports: { get(id: string): ImportRow | undefined; put(row: ImportRow): void }
  readonly quarantine: { put(row: QuarantineRow): void }
  /** The latest import of the same bytes, read in the same way. */
  latestOf(fingerprint: string, kind: string, mapping: string): ImportRow | undefined
  quarantinedOf(importId: string): QuarantineRow[]
  /** Moves the newest fact and the version that derived tables compare themselves with. */
  factsMoved(newestFactAt: number | null, now: number): void
  /** Runs `work` so that all of it happens or nothing. */
  transaction<Result>(work: () => Result): Result
}

export function importLedger(store: Store): ImportLedger {
  const { sqlite } = store
  const rows = tableAccess(store, imports, ['id'])
  const rejected = tableAccess(store, quarantine, ['importId', 'line'])
  const latest = sqlite.prepare<[string, string, string], { id: string }>(
    `SELECT id FROM imports WHERE fingerprint = ? AND kind = ? AND mapping = ? ORDER BY started_at DESC, id DESC LIMIT 1`,
  )
  const ofImport = sqlite.prepare<[string], QuarantineRow>(
    `SELECT import_id AS importId, line, "column", value, reason, record FROM quarantine WHERE import_id = ? ORDER BY line`,
  )
  const newest = sqlite.prepare(
    'UPDATE shop SET newest_fact_at = max(ifnull(newest_fact_at, @newest), @newest) WHERE id = 1 AND @newest IS NOT NULL',
  )
  const version = sqlite.prepare(
    `INSERT INTO watermarks (name, fact_version, as_of, updated_at) VALUES ('facts', 1, NULL, @now)
     ON CONFLICT (name) DO UPDATE SET fact_version = fact_version + 1, updated_at = max(updated_at, @now)`,
  )
  return {
    imports: rows,
    quarantine: rejected,
    latestOf(fingerprint, kind, mapping) {
      const found = latest.get(fingerprint, kind, mapping)
      return found === undefined ? undefined : rows.get(found.id)
    },
    quarantinedOf: (importId) => ofImport.all(importId),
    factsMoved(newestFactAt, now) {
      newest.run({ newest: newestFactAt })
      version.run({ now })
    },
    transaction: (work) => sqlite.transaction(work).immediate(),
  }
}
