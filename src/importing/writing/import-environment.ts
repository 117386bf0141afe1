import type { Clock } from '../../lib/clock.ts'
import type { IdentifierVault } from '../../lib/identifier-vault.ts'
import type { TimeZone } from '../../lib/time-zone.ts'
import type { Store } from '../../store/open.ts'
import type { ImportLedger } from '../../store/queries/facts/import-ledger.ts'
import type { ImportProgress } from '../pipeline.ts'
import type { EventVisits } from './event-visits.ts'

/** What all files of one command share. */
export interface ImportEnvironment {
  readonly store: Store
  readonly ledger: ImportLedger
  readonly vault: IdentifierVault
  readonly zone: TimeZone
  readonly currency: string
  readonly clock: Clock
  /** Folder for the quarantine file; null when the store lives in memory. */
  readonly home: string | null
  readonly batchId: string
  readonly dryRun: boolean
  /** Whether rows that were set aside are written to a file. */
  readonly keepRejects: boolean
  readonly dropRepeated: boolean
  readonly visits: EventVisits
  /** A stream that goes on: its next records add to the same row of the ledger, which is never left half done. */
  readonly continued: boolean
  /** Records per transaction at most: a page that many of them touch is written once. */
  readonly transactionRecords: number
  /** Records whose facts are sorted and written together. */
  readonly batchRecords: number
  readonly onProgress: (progress: ImportProgress) => void
  readonly signal: AbortSignal
}
