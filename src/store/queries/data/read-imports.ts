import type { Store } from '../../open.ts'

/** The ledger of one imported file; JSON columns as they are kept. */
export interface ImportLedgerRow {
  readonly id: string
  readonly batchId: string
  readonly file: string
  readonly kind: string
  readonly preset: string | null
  readonly mapping: string
  readonly status: string
  readonly startedAt: number
  readonly finishedAt: number | null
  readonly read: number
  readonly imported: number
  readonly updated: number
  readonly duplicates: number
  readonly quarantined: number
  readonly leftOut: string
  readonly reasons: string
  readonly quarantineFile: string | null
  readonly warnings: string
  readonly error: string | null
  readonly milliseconds: number
}

const COLUMNS = `id, batch_id AS batchId, file, kind, preset, mapping, status, started_at AS startedAt,
  finished_at AS finishedAt, read, imported, updated, duplicates, quarantined, left_out AS leftOut, reasons,
  quarantine_file AS quarantineFile, warnings, error, seconds_milli AS milliseconds`

/** Imported files, the latest first. */
export const readImports = (store: Store, limit: number): ImportLedgerRow[] =>
  store.sqlite
    .prepare<[number], ImportLedgerRow>(
      `SELECT ${COLUMNS} FROM imports ORDER BY started_at DESC, rowid DESC LIMIT ?`,
    )
    .all(limit)

/** The files of an import by its id, by its batch, or by the name of a file; the latest first. */
export const readImportsBy = (store: Store, word: string): ImportLedgerRow[] =>
  store.sqlite
    .prepare<[{ word: string }], ImportLedgerRow>(
      `SELECT ${COLUMNS} FROM imports
       WHERE id = @word OR batch_id = @word OR file = @word OR file LIKE '%/' || @word
       ORDER BY started_at DESC, rowid DESC`,
    )
    .all({ word })

export interface ImportTotals {
  readonly files: number
  readonly read: number
  readonly imported: number
  readonly duplicates: number
  readonly quarantined: number
}

export const readImportTotals = (store: Store): ImportTotals =>
  store.sqlite
    .prepare<[], ImportTotals>(
      `SELECT count(*) AS files, coalesce(sum(read), 0) AS read, coalesce(sum(imported), 0) AS imported,
         coalesce(sum(duplicates), 0) AS duplicates, coalesce(sum(quarantined), 0) AS quarantined FROM imports`,
    )
    .get() ?? { files: 0, read: 0, imported: 0, duplicates: 0, quarantined: 0 }

export interface StoreWatermark {
  readonly name: string
  readonly factVersion: number
  readonly asOf: number | null
  readonly updatedAt: number
}

export const readWatermarks = (store: Store): StoreWatermark[] =>
  store.sqlite
    .prepare<[], StoreWatermark>(
      'SELECT name, fact_version AS factVersion, as_of AS asOf, updated_at AS updatedAt FROM watermarks ORDER BY name',
    )
    .all()
