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
  quarantinedOf(batchId: string): (QuarantineRow & { readonly file: string })[]
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
  const ofBatch = sqlite.prepare<[string], QuarantineRow & { file: string }>(
    `SELECT q.import_id AS importId, q.line, q.column, q.value, q.reason, q.record, i.file
     FROM quarantine q JOIN imports i ON i.id = q.import_id WHERE i.batch_id = ? ORDER BY i.started_at, i.id, q.line`,
  )
  const newest = sqlite.prepare(
    'UPDATE shop SET newest_fact_at = max(ifnull(newest_fact_at, ?1), ?1) WHERE id = 1 AND ?1 IS NOT NULL',
  )
  const version = sqlite.prepare(
    `INSERT INTO watermarks (name, fact_version, as_of, updated_at) VALUES ('facts', 1, NULL, ?1)
     ON CONFLICT (name) DO UPDATE SET fact_version = fact_version + 1, updated_at = max(updated_at, ?1)`,
  )
  return {
    imports: rows,
    quarantine: rejected,
    latestOf(fingerprint, kind, mapping) {
      const found = latest.get(fingerprint, kind, mapping)
      return found === undefined ? undefined : rows.get(found.id)
    },
    quarantinedOf: (batchId) => ofBatch.all(batchId),
    factsMoved(newestFactAt, now) {
      newest.run(newestFactAt)
      version.run(now)
    },
    transaction: (work) => sqlite.transaction(work).immediate(),
  }
}
