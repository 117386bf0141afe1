import type { LineRow, ReturnRow } from '../../store/queries/facts/order-facts.ts'
import type { TypedRecord } from '../pipeline.ts'
import { isToldLine } from '../told-line.ts'
import { contentHash } from './content-hash.ts'
import { amountMinor } from './exact-money.ts'
import { factKey, hashedKey, leadOfId, leadOfInstant } from './fact-key.ts'
import { UnusableMoney } from './money-reader.ts'
import { OccurrenceCounter } from './occurrence-counter.ts'
import type { OrderDraft } from './order-draft.ts'
import { customerOf, mergeHeader } from './order-header.ts'
import { DUPLICATE, IMPORTED, quarantined, UPDATED, type Outcome } from './outcome.ts'
import { numberOf, textOf, type Values } from './record-values.ts'
import { refuseFuture, type KindWriter, type WriteFrame } from './write-frame.ts'
import { writeLooseReturn } from './write-loose-return.ts'

/** A credit note by its number, as UCI Online Retail writes them: it names no order that it takes back. */
const CREDIT_NOTE = /^C\d+$/

interface Line {
  readonly orderId: string
  readonly lineId: string | null
  readonly productId: string
  readonly orderedAt: number | null
  readonly quantity: number
  readonly priceText: string
  readonly discountText: string
  readonly name: string | null
}

/** Writer of order lines: sales, free and adjusting lines, and returns, which negative quantities are. */
export function orderLineWriter(frame: WriteFrame): KindWriter {
  const occurrences = new OccurrenceCounter()
  const ordersSeen = new OccurrenceCounter()
  const hash = new Uint32Array(4)
  let lastOrder: string | null = null

  /** Key of a line, and whether an equal one came before it in this file. */
  const keyOf = (line: Line): { readonly key: Buffer; readonly repeated: boolean } => {
    if (line.lineId !== null) {
      return { key: factKey(leadOfId(line.orderId), `${line.orderId}\0#${line.lineId}`), repeated: false }
    }
    const content = `${line.orderId}\0${line.productId}\0${line.quantity}\0${line.priceText}\0${line.discountText}\0${line.orderedAt ?? ''}\0${line.name ?? ''}`
    contentHash(content, hash)
    const occurrence = occurrences.countHash(hash)
    const lead = line.orderedAt === null ? leadOfId(line.orderId) : leadOfInstant(line.orderedAt)
    const key = occurrence === 1 ? hashedKey(lead, hash) : factKey(lead, `${content}\0${occurrence}`)
    return { key, repeated: occurrence > 1 }
  }
  /** Whether this is the first line of its order in the file; lines of an order mostly follow each other. */
  const isFirst = (orderId: string): boolean => {
    if (orderId === lastOrder) return false
    lastOrder = orderId
    return ordersSeen.count(orderId) === 1
  }

  return {
    replay(record) {
      const line = lineOf(record.values)
      if (line.lineId === null) keyOf(line)
      isFirst(line.orderId)
    },
    write: (record) => {
      const line = lineOf(record.values)
      const { key, repeated } = keyOf(line)
      const first = isFirst(line.orderId)
      const future = line.orderedAt === null ? null : refuseFuture(frame, 'ordered_at', line.orderedAt)
      if (future !== null) return future
      if (repeated && frame.dropRepeated) return DUPLICATE
      try {
        const outcome = writeLine(frame, record, line, key, first)
        if (repeated && outcome.kind !== 'duplicate') frame.leaveOut('repeated_lines')
        return outcome
      } catch (error) {
        if (error instanceof UnusableMoney) return quarantined(error.reason, error.column, error.value)
        throw error
      }
    },
    flush: () => {},
  }
}

const lineOf = (values: Values): Line => ({
  orderId: textOf(values, 'order_id') ?? '',
  lineId: textOf(values, 'line_id'),
  productId: textOf(values, 'product_id') ?? '',
  orderedAt: numberOf(values, 'ordered_at'),
  quantity: numberOf(values, 'quantity') ?? 0,
  priceText: textOf(values, 'unit_price') ?? '0',
  discountText: textOf(values, 'line_discount') ?? '',
  name: textOf(values, 'product_name'),
})

function writeLine(frame: WriteFrame, record: TypedRecord, line: Line, key: Buffer, first: boolean): Outcome {
  const { values } = record
  const isCreditNote = line.quantity < 0 && CREDIT_NOTE.test(line.orderId)
  const draft = isCreditNote ? null : frame.orders.draft(line.orderId, first)
  const instant = line.orderedAt ?? draft?.row?.orderedAt ?? 0
  const day = frame.zone.dayOf(instant)
  const factor = frame.money.factorOf(values, day)
  const unitPriceMicro = frame.money.micro(values, 'unit_price', factor) ?? 0
  const discountMinor = Math.abs(frame.money.minor(values, 'line_discount', factor) ?? 0)
  const gross = amountMinor(line.quantity, unitPriceMicro, frame.money.currency)
  if (gross === null) return quarantined('amount_out_of_range', 'unit_price', line.priceText)
  const productId = frame.products.touch(line.productId, {
    name: line.name,
    category: textOf(values, 'category'),
    brand: textOf(values, 'brand'),
  })

  const isReturn = line.quantity < 0 && unitPriceMicro > 0
  if (draft === null || isReturn) {
    return writeReturnedLine(frame, values, line, key, draft, {
      instant,
      day,
      amount: Math.max(0, -gross - discountMinor),
      factor,
      first,
    })
  }
  if (!isToldLine(line.lineId) && draft.lines.some(({ lineId }) => isToldLine(lineId))) {
    frame.orders.dropLines(draft, ({ lineId }) => isToldLine(lineId))
  }
  const kind =
    unitPriceMicro < 0 ? 'adjustment' : unitPriceMicro === 0 || line.quantity <= 0 ? 'zero' : ('sale' as const)
  const position = frame.orders.positionOf(draft, key)
  const known = position === null ? undefined : draft.lines[position]
  const headerChanged = mergeHeader(frame, draft, values, { first, factor, instant })
  const row = frame.orders.rowOf(draft)
  const corrected = known !== undefined && line.lineId !== null && draft.lines.length === 1 && line.orderedAt !== null
  if (line.orderedAt !== null && row.hasHeader === 0) {
    if (
      row.flag === 'incomplete' ||
      line.orderedAt < row.orderedAt ||
      (corrected && line.orderedAt !== row.orderedAt)
    ) {
      row.orderedAt = line.orderedAt
      row.flag = null
      draft.dirty = true
    }
  }
  const fact: LineRow = {
    lineKey: key,
    orderId: line.orderId,
    lineId: line.lineId,
    productId,
    orderedDay: day,
    quantity: line.quantity,
    unitPriceMicro,
    discountMinor,
    amountMinor: kind === 'sale' ? gross - discountMinor : gross,
    kind,
  }
  const before = draft.before
  const moved = before !== null && before.orderedAt !== row.orderedAt
  if (headerChanged) draft.dirty = true
  if (known !== undefined && position !== null && sameLine(known, fact)) {
    return headerChanged || (moved && corrected) ? UPDATED : DUPLICATE
  }
  if (position !== null) frame.orders.replaceLine(draft, position, fact)
  else frame.orders.addLine(draft, fact)
  frame.seenAt(row.orderedAt)
  countLeftOut(frame, row.customerId, kind, row.status)
  if (row.flag === 'incomplete') frame.leaveOut('unknown_order')
  return position === null ? IMPORTED : UPDATED
}

const sameLine = (a: LineRow, b: LineRow): boolean =>
  a.productId === b.productId &&
  a.quantity === b.quantity &&
  a.unitPriceMicro === b.unitPriceMicro &&
  a.discountMinor === b.discountMinor &&
  a.amountMinor === b.amountMinor &&
  a.kind === b.kind

function countLeftOut(frame: WriteFrame, customerId: string | null, kind: string, status: string): void {
  if (customerId === null) frame.leaveOut('no_customer')
  if (kind === 'zero') frame.leaveOut('zero_price')
  if (kind === 'adjustment') frame.leaveOut('negative_adjustment')
  if (status === 'cancelled') frame.leaveOut('cancelled_order')
  if (status === 'test') frame.leaveOut('test_order')
}

function writeReturnedLine(
  frame: WriteFrame,
  values: Values,
  line: Line,
  key: Buffer,
  draft: OrderDraft | null,
  at: {
    readonly instant: number
    readonly day: number
    readonly amount: number
    readonly factor: number
    readonly first: boolean
  },
): Outcome {
  const fact: ReturnRow = {
    returnKey: key,
    returnId: draft === null ? line.orderId : line.lineId,
    orderId: draft === null ? null : line.orderId,
    customerId: null,
    productId: line.productId,
    returnedAt: at.instant,
    returnedDay: at.day,
    quantity: -line.quantity,
    amountMinor: at.amount,
    reason: null,
    country: textOf(values, 'country'),
    importId: frame.importId,
  }
  if (draft === null) {
    const outcome = writeLooseReturn(frame, { ...fact, customerId: customerOf(frame, values, at.instant) })
    if (outcome.kind === 'imported' || outcome.kind === 'updated') {
      frame.leaveOut('cancellation')
      if (textOf(values, 'customer_id') === null) frame.leaveOut('no_customer')
    }
    return outcome
  }
  const headerChanged = mergeHeader(frame, draft, values, { first: at.first, factor: at.factor, instant: at.instant })
  const row = frame.orders.rowOf(draft)
  if (row.hasHeader === 0 && (row.flag === 'incomplete' || at.instant < row.orderedAt)) {
    row.orderedAt = at.instant
    row.flag = null
  }
  const known = draft.returns.find((one) => one.returnKey.equals(key)) ?? frame.facts.returns.get(key)
  if (known !== undefined && known.amountMinor === fact.amountMinor && known.quantity === fact.quantity) {
    if (headerChanged) draft.dirty = true
    return headerChanged ? UPDATED : DUPLICATE
  }
  frame.orders.putReturn(draft, { ...fact, customerId: row.customerId })
  return known === undefined ? IMPORTED : UPDATED
}
