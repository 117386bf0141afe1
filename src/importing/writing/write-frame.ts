import type { TimeZone } from '../../lib/time-zone.ts'
import type { IdentifierVault } from '../../lib/identifier-vault.ts'
import type { Store } from '../../store/open.ts'
import type { OrderFacts } from '../../store/queries/facts/order-facts.ts'
import type { RollupDeltas } from '../../store/queries/rollups/rollup-deltas.ts'
import type { SourceDescription, TypedRecord } from '../pipeline.ts'
import type { CustomerBook } from './customer-book.ts'
import type { MoneyReader } from './money-reader.ts'
import type { OrderBook } from './order-book.ts'
import { quarantined, type Outcome } from './outcome.ts'
import type { ProductBook } from './product-book.ts'
import type { EventVisits } from './event-visits.ts'

export const MS_PER_DAY_AHEAD = 86_400_000

/** What the writers of one file share. */
export interface WriteFrame {
  readonly store: Store
  readonly vault: IdentifierVault
  readonly zone: TimeZone
  readonly money: MoneyReader
  readonly importId: string
  /** UTC ms of the real clock when the import began. */
  readonly now: number
  readonly description: SourceDescription
  readonly dropRepeated: boolean
  readonly facts: OrderFacts
  readonly deltas: RollupDeltas
  readonly orders: OrderBook
  readonly products: ProductBook
  readonly customers: CustomerBook
  readonly visits: EventVisits
  /** Counts an imported row that analyses leave out, or a remark on one, by reason. */
  readonly leaveOut: (reason: string) => void
  /** A fact of this instant was written: moves the shop's newest fact. */
  readonly seenAt: (instant: number) => void
}

/** Turns the records of one kind into facts. */
export interface KindWriter {
  write(record: TypedRecord): Outcome
  /** A record that an earlier, broken off run has settled: only counters move. */
  replay(record: TypedRecord): void
  /** Ends a batch: writes what `write` kept in memory. Runs in the transaction of the batch. */
  flush(): void
  /** Ends the file, in a transaction of its own. */
  finish?(): void
}

/** Null when the instant may stand, else the quarantine outcome of a fact from after tomorrow. */
export const refuseFuture = (frame: WriteFrame, column: string, instant: number): Outcome | null =>
  instant > frame.now + MS_PER_DAY_AHEAD ? quarantined('future_date', column, new Date(instant).toISOString()) : null
