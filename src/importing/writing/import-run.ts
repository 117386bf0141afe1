import { KithError } from '../../lib/errors.ts'
import { catalogueFacts } from '../../store/queries/facts/catalogue-facts.ts'
import { customerFacts } from '../../store/queries/facts/customer-facts.ts'
import type { ImportRow } from '../../store/queries/facts/import-ledger.ts'
import { orderFacts } from '../../store/queries/facts/order-facts.ts'
import { joinToOrders } from '../../store/queries/facts/simple-facts.ts'
import { rollupWriter } from '../../store/queries/rollups/apply-rollup-deltas.ts'
import { newOrderRollups, type NewOrderRollups } from '../../store/queries/rollups/new-order-rollups.ts'
import { rebuildDailyRollups, rebuildOrderCosts } from '../../store/queries/rollups/rebuild-rollups.ts'
import { RollupDeltas } from '../../store/queries/rollups/rollup-deltas.ts'
import type { ReadRecord, SourceDescription, TypedRecord } from '../pipeline.ts'
import { CustomerBook } from './customer-book.ts'
import { ErasedPeople } from './erased-people.ts'
import { ImportCounts } from './import-counts.ts'
import type { ImportEnvironment } from './import-environment.ts'
import { identifierColumns } from './identifier-columns.ts'
import { KIND_WRITERS } from './kind-writers.ts'
import { MoneyReader } from './money-reader.ts'
import { openLedgerRow } from './open-ledger-row.ts'
import { OrderBook } from './order-book.ts'
import { IMPORTED, quarantined, type Outcome } from './outcome.ts'
import { ProductBook } from './product-book.ts'
import { unavailable } from './unavailable.ts'
import type { KindWriter } from './write-frame.ts'

/** A transaction ends after so long even when it could hold more records, so that little is done twice after a crash. */
const TRANSACTION_MS = 10_000

/** Kinds whose rows may complete what reviews, tickets and surveys say of orders. */
const JOINED: ReadonlySet<string> = new Set(['orders', 'order_lines', 'reviews', 'tickets', 'surveys'])

type Settled = Pick<TypedRecord, 'line' | 'position' | 'raw'>
type Observer = (position: number, outcome: Outcome) => void

/** One file on its way into the store: its row of the ledger, its counts, and the writer of its kind. */
export class ImportRun {
  readonly counts = new ImportCounts()
  /** Of a stream: the customers whose orders or returns its records have changed. */
  readonly changedCustomers = new Set<string>()
  readonly #environment: ImportEnvironment
  readonly #description: SourceDescription
  readonly #startedAt: number
  readonly #hidden: ReadonlySet<string>
  readonly #books: { orders: OrderBook; products: ProductBook; customers: CustomerBook; writer: KindWriter }
  readonly #writeRollups: (deltas: RollupDeltas) => void
  readonly #deltas = new RollupDeltas()
  readonly #newOrders: NewOrderRollups
  readonly #erased: ErasedPeople
  #newest: number | null = null
  #dimensionsMoved = false
  /** Records of the open transaction, and the position behind the last of them. */
  #open = 0
  /** Records since the last flush. */
  #held = 0
  #openedAt = 0
  #position = 0
  #committedImports = 0
  /** Milliseconds of earlier runs of the same row. */
  #spent = 0
  /** As committed: what a failed batch leaves behind. */
  #row: ImportRow

  constructor(environment: ImportEnvironment, description: SourceDescription) {
    this.#environment = environment
    this.#description = description
    this.#startedAt = environment.clock()
    this.#hidden = identifierColumns(description)
    this.#row = this.#openRow()
    this.#committedImports = this.counts.imported
    this.#books = this.#openBooks()
    this.#writeRollups = rollupWriter(environment.store)
    this.#newOrders = newOrderRollups(environment.store)
    this.#erased = new ErasedPeople(environment.store, environment.vault)
  }

  /**
   * Writes a batch. Several batches make one transaction, which the next `commit` ends: all of it and its checkpoint
   * stand, or nothing.
   *
   * @param observe - told what becomes of each record
   */
  settle(records: readonly ReadRecord[], observe: Observer = () => {}): void {
    const last = records.at(-1)
    if (last === undefined) return
    this.#begin()
    this.#erased.look()
    for (const record of records) this.#take(record, observe)
    this.#position = (last.ok ? last.record : last.rejected).position + 1
    this.#open += records.length
    this.#held += records.length
    if (this.#held >= this.#environment.batchRecords) this.#flush()
    const { transactionRecords, clock } = this.#environment
    if (this.#open >= transactionRecords || clock() - this.#openedAt >= TRANSACTION_MS) this.commit()
  }

  /** Ends the open transaction: rollups, checkpoint, and the version that derived tables compare themselves with. */
  commit(): void {
    if (this.#open === 0) return
    const { store, ledger, clock, dryRun, continued } = this.#environment
    this.#flush()
    this.#writeRollups(this.#deltas)
    this.#newOrders.write(this.#startedAt)
    this.#books.orders.settled()
    this.#deltas.clear()
    if (this.#dimensionsMoved) {
      rebuildOrderCosts(store)
      rebuildDailyRollups(store)
      this.#dimensionsMoved = false
    }
    const checkpoint = Math.max(this.#row.checkpoint, this.#position)
    const ended = continued ? { status: 'done', finishedAt: clock() } : {}
    const row = { ...this.#row, ...this.counts.columns(), checkpoint, seconds: this.#elapsed(), ...ended }
    ledger.imports.put(row)
    if (this.counts.imported > this.#committedImports) ledger.factsMoved(this.#newest, clock())
    if (!dryRun) store.sqlite.exec('COMMIT')
    this.#row = row
    this.#committedImports = this.counts.imported
    this.#open = 0
  }

  get id(): string {
    return this.#row.id
  }

  /** How many records of the file, or of the stream that goes on, are settled. */
  get checkpoint(): number {
    return this.#row.checkpoint
  }

  /** True when no record waits for its commit. */
  get isSettled(): boolean {
    return this.#open === 0
  }

  finish(): ImportRow {
    this.commit()
    const { store, ledger, clock } = this.#environment
    this.#row = ledger.transaction(() => {
      this.#books.writer.finish?.()
      if (JOINED.has(this.#description.kind)) joinToOrders(store)
      const row: ImportRow = {
        ...this.#row,
        status: 'done',
        error: null,
        finishedAt: clock(),
        seconds: this.#elapsed(),
      }
      ledger.imports.put(row)
      return row
    })
    return this.#row
  }

  /** Notes in the ledger how the run ended, as far as the store still takes notes; gives the error to throw. */
  fail(error: unknown): Error {
    const { store, ledger, clock, dryRun } = this.#environment
    if (!dryRun && store.sqlite.inTransaction) store.sqlite.exec('ROLLBACK')
    const known = unavailable(error, this.#description.file)
    const status = known instanceof KithError && known.code === 'CANCELLED' ? 'cancelled' : 'failed'
    try {
      ledger.transaction(() =>
        ledger.imports.put({
          ...this.#row,
          status,
          error: known.message,
          finishedAt: clock(),
          seconds: this.#elapsed(),
        }),
      )
    } catch {
      // A full disk takes no note either; the row stays `running` and the next import of the file goes on from it.
    }
    return known
  }

  #take(read: ReadRecord, observe: Observer): void {
    const settled = (read.ok ? read.record : read.rejected).position < this.#row.checkpoint
    if (!read.ok) {
      if (settled) return
      const rejected = this.#erased.siftRejected(read.rejected)
      this.#count(quarantined(rejected.reason, rejected.column, rejected.value), rejected, observe)
      return
    }
    const record = this.#erased.sift(this.#description.kind, read.record)
    if (settled) {
      if (record !== null) this.#books.writer.replay(record)
      return
    }
    if (record !== read.record) this.counts.leaveOut('erased_person')
    this.#count(record === null ? IMPORTED : this.#books.writer.write(record), record ?? read.record, observe)
  }

  #count(outcome: Outcome, record: Settled, observe: Observer): void {
    this.counts.add(outcome)
    observe(record.position, outcome)
    if (outcome.kind !== 'quarantined') return
    const { ledger, vault } = this.#environment
    ledger.quarantine.put({
      importId: this.#row.id,
      line: record.line,
      column: outcome.column,
      value: outcome.column !== null && this.#hidden.has(outcome.column) ? null : outcome.value,
      reason: outcome.reason,
      record: vault.encrypt(record.raw),
    })
  }

  #flush(): void {
    this.#held = 0
    const { orders, products, customers, writer } = this.#books
    writer.flush()
    orders.flush()
    customers.flush()
    if (products.dimensionsMoved) this.#dimensionsMoved = true
    products.flush()
  }

  #begin(): void {
    if (this.#open > 0) return
    const { store, dryRun, clock } = this.#environment
    this.#openedAt = clock()
    if (!dryRun) store.sqlite.exec('BEGIN IMMEDIATE')
    this.#newOrders.begin()
  }

  #elapsed(): number {
    const spent = this.#environment.continued ? this.#spent : 0
    return spent + Math.max(0, Math.round(this.#environment.clock() - this.#startedAt))
  }

  #openRow(): ImportRow {
    const row = openLedgerRow(this.#environment, this.#description, this.#startedAt)
    this.counts.resume(row)
    this.#spent = row.seconds
    return row
  }

  #openBooks(): { orders: OrderBook; products: ProductBook; customers: CustomerBook; writer: KindWriter } {
    const { store, vault, zone, currency, dropRepeated, visits, continued } = this.#environment
    const description = this.#description
    const now = this.#startedAt
    const importId = this.#row.id
    const facts = orderFacts(store)
    const products = new ProductBook(catalogueFacts(store))
    const customers = new CustomerBook(customerFacts(store), vault, now)
    const orders = new OrderBook({
      facts,
      deltas: this.#deltas,
      dayOf: (instant) => zone.dayOf(instant),
      productOf: products.dimensionsOf,
      countsZeroOrders: description.countsZeroOrders,
      importId,
      touchCustomer: customers.touch,
      changedCustomer: (id) => {
        if (continued && id !== null) this.changedCustomers.add(id)
      },
    })
    const writer = KIND_WRITERS[description.kind]({
      store,
      vault,
      zone,
      money: new MoneyReader(store, currency),
      importId,
      now,
      description,
      dropRepeated,
      facts,
      deltas: this.#deltas,
      orders,
      products,
      customers,
      visits,
      leaveOut: this.counts.leaveOut,
      seenAt: (instant) => {
        this.#newest = Math.max(this.#newest ?? instant, instant)
      },
    })
    return { orders, products, customers, writer }
  }
}
