import type { Bilingual } from '../lib/bilingual.ts'
import type { ImportKind } from './kinds.ts'

/**
 * A record of a source, already cut into fields and typed by the kind's field definitions. Values by canonical field
 * name: ids and text as string, instants as UTC ms, dates as day numbers, money and decimals as decimal strings,
 * integers as number, booleans as boolean, json as string. A field that the record leaves empty is absent.
 */
export interface TypedRecord {
  /** 1-based line of the file on which the record begins. */
  readonly line: number
  /** 0-based position of the record in the file: the checkpoint counts these. */
  readonly position: number
  readonly values: Readonly<Record<string, string | number | boolean>>
  /** The record as it was read, for the quarantine file. */
  readonly raw: string
  /** Facts of other kinds that the record tells besides its own: a completed order's lines, a person's traits. */
  readonly told?: readonly ToldRecord[]
}

/** A fact that a record of another kind tells, typed by the fields of its own kind. */
export interface ToldRecord {
  readonly kind: ImportKind
  readonly values: TypedRecord['values']
}

/** A record that cannot become a fact. */
export interface RejectedRecord {
  readonly line: number
  readonly position: number
  readonly column: string | null
  readonly value: string | null
  /** A stable snake_case word: invalid_date, missing_field, not_a_number, ragged_row, unknown_currency, ... */
  readonly reason: string
  readonly raw: string
}

export type ReadRecord =
  | { readonly ok: true; readonly record: TypedRecord }
  | { readonly ok: false; readonly rejected: RejectedRecord }

/** What detection chose, and why, in words that the import says. */
export interface SourceDescription {
  readonly file: string
  readonly format: 'delimited' | 'jsonl'
  readonly compressed: boolean
  readonly encoding: string
  readonly delimiter: string | null
  readonly hasHeader: boolean
  readonly columns: readonly string[]
  readonly kind: ImportKind
  readonly preset: string | null
  /** canonical field -> column name. */
  readonly mapping: Readonly<Record<string, string>>
  readonly unmapped: readonly string[]
  readonly reasons: readonly Bilingual[]
  /** What the reader could not be sure of (an ambiguous date order, ...); the import repeats them. */
  readonly warnings: readonly Bilingual[]
  /** True when orders of value 0 count as orders (preset cdnow, as the papers do): not flagged `zero`. */
  readonly countsZeroOrders: boolean
  /** Currency of amounts that carry none, where the preset knows it (UCI is in GBP); null otherwise. */
  readonly amountsIn: string | null
  /** Why nothing of this file becomes facts (the seller list of Olist); `batches()` is then empty. Null otherwise. */
  readonly notImported: Bilingual | null
  /** Size of the file when it was opened; what is appended later is not read. */
  readonly bytes: number
  /** SHA-256 of the first MiB and the size. */
  readonly fingerprint: string
}

/** An open source: batches of records in file order; `bytesRead` grows as they are taken, for progress. */
export interface RecordSource {
  readonly description: SourceDescription
  readonly bytesRead: () => number
  batches(): AsyncIterable<readonly ReadRecord[]>
}

/** The result of one file, as interfaces name it. */
export interface FileImportResult {
  readonly file: string
  readonly kind: ImportKind
  readonly preset: string | null
  readonly mapping: Readonly<Record<string, string>>
  readonly read: number
  readonly imported: number
  /** Imported rows that changed a fact instead of adding one; part of `imported`. */
  readonly updated: number
  readonly duplicates: number
  readonly quarantined: number
  readonly left_out: Readonly<Record<string, number>>
  /** Quarantined rows by reason. */
  readonly reasons: Readonly<Record<string, number>>
  readonly quarantine_file: string | null
  readonly import_id: string
  readonly seconds: number
}

export interface ImportResult {
  readonly files: readonly FileImportResult[]
  readonly quarantine_file: string | null
  readonly warnings: readonly Bilingual[]
}

export interface ImportProgress {
  readonly file: string
  readonly rows: number
  readonly rowsPerSecond: number
  /** 0..1 of the file's bytes; null when the size is unknown. */
  readonly share: number | null
  readonly remainingSeconds: number | null
}
