import type { TimeZone } from '../lib/time-zone.ts'

/** How a file is to be opened; what is left out is detected. */
export interface OpenSourceOptions {
  /** `--as`: one of IMPORT_KINDS. */
  readonly kind?: string | null
  /** `--preset`. */
  readonly preset?: string | null
  /** `--map`: canonical field -> column name (or `#3` for the third column). */
  readonly mapping?: Readonly<Record<string, string>> | null
  /** Instants without a zone are read in this one. */
  readonly zone: TimeZone
  /** The shop's currency: decides what a bare `$` or `¥` means. */
  readonly currency: string
  /** UTC ms; a fact later than this plus one day is `future_date`. */
  readonly now: number
  /** Other files of the same command: a preset may look one up (Olist's category translation). */
  readonly companions?: readonly string[]
  /** Folder on whose disk records may be put aside while they are sorted; that of the system when left out. */
  readonly scratch?: string | null
}
