import type { LineRow, OrderFacts, OrderRow, ReturnRow } from '../../store/queries/facts/order-facts.ts'
import type { ProductDimensions, RollupDeltas } from '../../store/queries/rollups/rollup-deltas.ts'
import { newOrderRow, settleOrder, type OrderDraft } from './order-draft.ts'

export interface OrderBookFrame {
  readonly facts: OrderFacts
  readonly deltas: RollupDeltas
  readonly dayOf: (instant: number) => number
  readonly productOf: (id: string) => ProductDimensions | null
  readonly countsZeroOrders: boolean
  readonly importId: string
  /** A customer that a fact of this instant names. */
  readonly touchCustomer: (id: string, instant: number) => void
  /** A customer whose orders or returns are written otherwise than they stood. */
  readonly changedCustomer: (id: string | null) => void
}

/** Lines of an order that are compared one by one; beyond, they are found through a map of their keys. */
const FEW_LINES = 12

const isValid = (order: OrderRow | null): order is OrderRow =>
  order !== null && order.hasSale === 1 && order.flag === null && order.cancelledAt === null

/** Code units order text as SQLite's bytes do as long as one of two texts is ASCII. */
const ASCII = /^[\u0020-\u007e]*$/

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const sold = (lines: readonly LineRow[]): readonly LineRow[] => lines.filter((line) => line.kind === 'sale')

/**
 * The orders that a batch touches. Each is read once, changed in memory, and at the end of the batch written with the
 * difference between what it added to the rollups before and what it adds now.
 */
export class OrderBook {
  readonly #frame: OrderBookFrame
  readonly #drafts = new Map<string, OrderDraft>()
  readonly #returnOwners = new Map<string, string>()
  /** Orders that the open transaction inserted: at its end they are summed for their customers as they then stand. */
  readonly #fresh = new Set<string>()
  #anyLinkedReturn: boolean
  /** The greatest id that the store held when the file began; undefined when text order here and there may differ. */
  readonly #lastId: string | undefined

  constructor(frame: OrderBookFrame) {
    this.#frame = frame
    this.#anyLinkedReturn = frame.facts.anyLinkedReturn()
    const last = frame.facts.lastOrderId() ?? ''
    this.#lastId = ASCII.test(last) ? last : undefined
  }

  /**
   * The order of this id, as the store or an earlier record of the batch knows it.
   *
   * @param unseen - true when no record of this file has named it yet: an id beyond all that the store held when the file
   * began is then new, and is not looked for
   */
  draft(id: string, unseen = false): OrderDraft {
    let draft = this.#drafts.get(id)
    if (draft !== undefined) return draft
    const { facts } = this.#frame
    const isNew = unseen && this.#lastId !== undefined && id > this.#lastId
    const before = isNew ? null : (facts.orders.get(id) ?? null)
    const lines = before === null ? [] : facts.linesOf(id)
    const returned = this.#anyLinkedReturn ? facts.returnsOf(id) : []
    draft = {
      id,
      before,
      linesBefore: lines,
      returnsBefore: returned,
      kept: lines,
      row: before === null ? null : { ...before },
      lines: [...lines],
      returns: [...returned],
      byKey: null,
      dirty: false,
    }
    this.#drafts.set(id, draft)
    return draft
  }

  /** A counted order of the store that the batch has not touched: what moves no sum may be written to it at once. */
  unmoved(id: string): OrderRow | null {
    if (this.#drafts.has(id)) return null
    const row = this.#frame.facts.orders.get(id)
    return row !== undefined && isValid(row) ? row : null
  }

  /** The row to change, made when nothing has described the order yet. */
  rowOf(draft: OrderDraft): OrderRow {
    draft.row ??= newOrderRow(draft.id, this.#frame.importId)
    return draft.row
  }

  /** Position of a line of the order by its key; null when the order has no such line. */
  positionOf(draft: OrderDraft, key: Buffer): number | null {
    if (draft.lines.length <= FEW_LINES) {
      const position = draft.lines.findIndex(({ lineKey }) => lineKey[15] === key[15] && lineKey.equals(key))
      return position < 0 ? null : position
    }
    draft.byKey ??= new Map(draft.lines.map((line, position) => [line.lineKey.toString('latin1'), position]))
    return draft.byKey.get(key.toString('latin1')) ?? null
  }

  addLine(draft: OrderDraft, line: LineRow): void {
    draft.byKey?.set(line.lineKey.toString('latin1'), draft.lines.length)
    draft.lines.push(line)
    draft.dirty = true
  }

  replaceLine(draft: OrderDraft, position: number, line: LineRow): void {
    draft.lines[position] = line
    draft.dirty = true
  }

  /** Takes lines away whose place others take. */
  dropLines(draft: OrderDraft, drops: (line: LineRow) => boolean): void {
    const kept = draft.kept.filter((line, position) => !drops(draft.lines[position] ?? line))
    draft.lines = draft.lines.filter((line) => !drops(line))
    draft.kept = kept
    draft.byKey = null
    draft.dirty = true
  }

  /** Adds or changes a return that names this order. */
  putReturn(draft: OrderDraft, row: ReturnRow): void {
    const position = draft.returns.findIndex((known) => known.returnKey.equals(row.returnKey))
    if (position < 0) draft.returns.push(row)
    else draft.returns[position] = row
    draft.dirty = true
    this.#anyLinkedReturn = true
    this.#returnOwners.set(row.returnKey.toString('latin1'), draft.id)
  }

  /** The order that a return of this batch names; null when none of the batch has this key. */
  ownerOfReturn(key: Buffer): string | null {
    return this.#returnOwners.get(key.toString('latin1')) ?? null
  }

  /** Takes a return away from an order that it no longer names. */
  takeReturn(draft: OrderDraft, key: Buffer): void {
    draft.returns = draft.returns.filter((known) => !known.returnKey.equals(key))
    draft.dirty = true
  }

  /** Writes what changed and hands the differences to the rollups. */
  flush(): void {
    const { facts } = this.#frame
    const newOrders: OrderRow[] = []
    const newLines: LineRow[] = []
    // In the order in which orders and their lines are stored, so that each page is touched once a batch.
    const drafts = [...this.#drafts.values()].sort((a, b) => compareText(a.id, b.id))
    for (const draft of drafts) {
      if (!draft.dirty) continue
      const { row, before } = draft
      if (row !== null) {
        settleOrder(draft, row, this.#frame)
        this.#settleLines(draft, row, newLines)
        if (before === null) {
          newOrders.push(row)
          this.#fresh.add(row.id)
        } else facts.orders.update(before, row)
        if (!this.#fresh.has(row.id) && row.customerId !== null && row.orderedAt !== 0) {
          this.#frame.touchCustomer(row.customerId, row.orderedAt)
        }
        if (row.cancelledAt !== null) {
          facts.statusChanges.put({ orderId: row.id, changedAt: row.cancelledAt, status: 'cancelled' })
        }
      }
      this.#settleReturns(draft, row)
      this.#contribute(draft, row)
      for (const one of [before, row, ...draft.returnsBefore, ...draft.returns])
        this.#frame.changedCustomer(one?.customerId ?? null)
    }
    facts.orders.insertMany(newOrders)
    facts.lines.insertMany(newLines)
    this.#drafts.clear()
    this.#returnOwners.clear()
  }

  /** The transaction of these batches is over. */
  settled(): void {
    this.#fresh.clear()
  }

  /** Lines follow their order's day. */
  #settleLines(draft: OrderDraft, row: OrderRow, newLines: LineRow[]): void {
    const known = draft.kept.length
    if (known < draft.linesBefore.length) {
      const kept = new Set(draft.kept)
      for (const line of draft.linesBefore)
        if (!kept.has(line)) this.#frame.facts.lines.remove(line.orderId, line.lineKey)
    }
    for (const [position, line] of draft.lines.entries()) {
      const settled = line.orderedDay === row.orderedDay ? line : { ...line, orderedDay: row.orderedDay }
      draft.lines[position] = settled
      if (position >= known) newLines.push(settled)
      else if (settled !== draft.kept[position]) this.#frame.facts.lines.put(settled)
    }
  }

  /** A return that names no customer belongs to its order's; one that followed the order goes on following it. */
  #settleReturns(draft: OrderDraft, row: OrderRow | null): void {
    for (const [position, fact] of draft.returns.entries()) {
      const follows = fact.customerId === null || fact.customerId === draft.before?.customerId
      const customerId = follows && row !== null ? (row.customerId ?? fact.customerId) : fact.customerId
      const settled = customerId === fact.customerId ? fact : { ...fact, customerId }
      draft.returns[position] = settled
      if (settled !== draft.returnsBefore[position]) this.#frame.facts.returns.put(settled)
      if (customerId !== null) this.#frame.touchCustomer(customerId, fact.returnedAt)
    }
  }

  #contribute(draft: OrderDraft, row: OrderRow | null): void {
    const { deltas, productOf } = this.#frame
    const { before } = draft
    const was = isValid(before)
    const is = isValid(row)
    const countsForCustomer = !this.#fresh.has(draft.id)
    if (was) deltas.addOrder(-1, before, sold(draft.linesBefore), productOf, { countsForCustomer })
    if (is) deltas.addOrder(1, row, sold(draft.lines), productOf, { countsForCustomer })
    if (
      countsForCustomer &&
      was &&
      (!is || before.customerId !== row.customerId || before.orderedAt !== row.orderedAt)
    ) {
      deltas.reread(before.customerId)
    }
    for (const fact of draft.returnsBefore) deltas.addReturn(-1, fact, before, dimensionsOf(fact, productOf))
    for (const fact of draft.returns) deltas.addReturn(1, fact, row, dimensionsOf(fact, productOf))
  }
}

const dimensionsOf = (fact: ReturnRow, productOf: (id: string) => ProductDimensions | null): ProductDimensions | null =>
  fact.productId === null ? null : productOf(fact.productId)
