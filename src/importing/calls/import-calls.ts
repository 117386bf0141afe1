import type { Clock } from '../../lib/clock.ts'
import type { IdentifierVault } from '../../lib/identifier-vault.ts'
import type { TimeZone } from '../../lib/time-zone.ts'
import type { Store } from '../../store/open.ts'
import { importLedger } from '../../store/queries/facts/import-ledger.ts'
import type { ReadRecord, SourceDescription, TypedRecord } from '../pipeline.ts'
import { segment } from '../presets/segment.ts'
import { ImportRun } from '../writing/import-run.ts'
import { LiveVisits } from '../writing/live-visits.ts'
import type { Outcome } from '../writing/outcome.ts'
import { callReader } from './read-call.ts'

/** Calls of one request, in their order; `nameCalls` has named those without an id. */
export interface CallBatch {
  readonly calls: readonly unknown[]
  /** As the sender's clock says; anything, since it comes from outside. */
  readonly sentAt: unknown
  /** UTC ms by our clock. */
  readonly receivedAt: number
  /** Position of the first of them in the request. */
  readonly from: number
}

export interface CallProblem {
  /** Position in the request. */
  readonly index: number
  readonly messageId: string | null
  readonly reason: string
  readonly column: string | null
  readonly value: string | null
}

/** What became of the calls of one request; read = imported + duplicates + quarantined. */
export interface CallCounts {
  readonly read: number
  readonly imported: number
  /** Part of `imported`: calls that changed a fact instead of adding one. */
  readonly updated: number
  readonly duplicates: number
  readonly quarantined: number
  /** Calls that are no facts of a shop. */
  readonly ignored: number
  readonly problems: readonly CallProblem[]
}

export interface CallsImported {
  readonly importId: string
  /** One for each batch, in their order. */
  readonly batches: readonly CallCounts[]
  /** What is new or has changed, as it was typed. */
  readonly written: readonly TypedRecord[]
  /** Customers whose orders or returns have changed, whether or not a call names them. */
  readonly changedCustomers: readonly string[]
}

export interface CallsRequest {
  readonly store: Store
  readonly vault: IdentifierVault
  readonly shop: { readonly zone: TimeZone; readonly currency: string }
  readonly clock: Clock
  /** Who sends: the calls of a sender's day share a row of the ledger. */
  readonly sender: { readonly id: string; readonly name: string }
  readonly batches: readonly CallBatch[]
}

const PROBLEMS_SHOWN = 100

/**
 * Writes calls that arrived: the pipeline of files, in one transaction that has ended when this returns. Nothing waits in
 * between, so it may use a connection that others use too.
 *
 * @throws {Error} SQLITE_BUSY of the driver when another connection writes: nothing was written, ask again
 */
export function importCalls(request: CallsRequest): CallsImported {
  const { store, vault, shop, clock, batches } = request
  const ledger = importLedger(store)
  const now = clock()
  const description = describe(request, now)
  const run = new ImportRun(
    {
      store,
      ledger,
      vault,
      zone: shop.zone,
      currency: shop.currency,
      clock,
      home: null,
      batchId: description.fingerprint,
      dryRun: false,
      keepRejects: false,
      dropRepeated: false,
      visits: new LiveVisits(store, shop.zone),
      continued: true,
      transactionRecords: Number.POSITIVE_INFINITY,
      batchRecords: Number.POSITIVE_INFINITY,
      onProgress: () => {},
      signal: new AbortController().signal,
    },
    description,
  )
  const read = callReader({ ...shop, now })
  const records: ReadRecord[] = []
  const tallies = batches.map((batch) => {
    const tally = new Tally()
    for (const [index, call] of batch.calls.entries()) {
      const record = read({ call, sentAt: batch.sentAt, receivedAt: batch.receivedAt }, run.checkpoint + records.length)
      if (record === null) tally.ignored += 1
      else {
        tally.place(run.checkpoint + records.length, batch.from + index, call)
        records.push(record)
      }
    }
    return tally
  })
  const written: TypedRecord[] = []
  const owners = tallies.flatMap((tally) => Array.from({ length: tally.placed }, () => tally))
  const from = run.checkpoint
  try {
    run.settle(records, (position, outcome) => {
      owners[position - from]?.count(position, outcome)
      const record = records[position - from]
      if (record?.ok === true && (outcome.kind === 'imported' || outcome.kind === 'updated')) {
        written.push(record.record)
      }
    })
    run.commit()
  } catch (error) {
    if (!store.sqlite.inTransaction && isBusy(error)) throw error
    throw run.fail(error)
  }
  return {
    importId: run.id,
    batches: tallies.map((tally) => tally.counts()),
    written,
    changedCustomers: [...run.changedCustomers],
  }
}

export const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'SQLITE_BUSY' || error.code === 'SQLITE_BUSY_SNAPSHOT')

/** What became of one request's calls, as they are settled. */
class Tally {
  ignored = 0
  #read = 0
  #imported = 0
  #updated = 0
  #duplicates = 0
  #quarantined = 0
  readonly #problems: CallProblem[] = []
  readonly #places = new Map<number, { readonly index: number; readonly call: unknown }>()

  get placed(): number {
    return this.#places.size
  }

  place(position: number, index: number, call: unknown): void {
    this.#places.set(position, { index, call })
  }

  count(position: number, outcome: Outcome): void {
    this.#read += 1
    if (outcome.kind === 'duplicate') this.#duplicates += 1
    else if (outcome.kind === 'quarantined') {
      this.#quarantined += 1
      const { index, call } = this.#places.get(position) ?? { index: -1, call: null }
      const messageId =
        typeof call === 'object' && call !== null && 'messageId' in call && typeof call.messageId === 'string'
          ? call.messageId.slice(0, 256)
          : null
      const { reason, column, value } = outcome
      if (this.#problems.length < PROBLEMS_SHOWN) this.#problems.push({ index, messageId, reason, column, value })
    } else {
      this.#imported += 1
      if (outcome.kind === 'updated') this.#updated += 1
    }
  }

  counts(): CallCounts {
    return {
      read: this.#read,
      imported: this.#imported,
      updated: this.#updated,
      duplicates: this.#duplicates,
      quarantined: this.#quarantined,
      ignored: this.ignored,
      problems: this.#problems,
    }
  }
}

function describe({ sender, shop }: CallsRequest, now: number): SourceDescription {
  const mapping = segment.layouts[0]?.mapping ?? {}
  return {
    file: `events of ${sender.name}`,
    format: 'jsonl',
    compressed: false,
    encoding: 'utf-8',
    delimiter: null,
    hasHeader: false,
    columns: Object.values(mapping),
    kind: 'events',
    preset: segment.name,
    mapping,
    unmapped: [],
    reasons: [],
    warnings: [],
    countsZeroOrders: false,
    amountsIn: null,
    notImported: null,
    bytes: 0,
    fingerprint: `events/${sender.id}/${shop.zone.dayOf(now)}`,
  }
}
