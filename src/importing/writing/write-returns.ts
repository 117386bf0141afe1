import type { ReturnRow } from '../../store/queries/facts/order-facts.ts'
import { factKey, leadOfId, leadOfInstant } from './fact-key.ts'
import { UnusableMoney } from './money-reader.ts'
import { OccurrenceCounter } from './occurrence-counter.ts'
import { DUPLICATE, IMPORTED, quarantined, UPDATED, type Outcome } from './outcome.ts'
import { numberOf, textOf, type Values } from './record-values.ts'
import { refuseFuture, type KindWriter, type WriteFrame } from './write-frame.ts'
import { sameReturn, writeLooseReturn } from './write-loose-return.ts'

const CONTENT = [
  'order_id',
  'customer_id',
  'product_id',
  'quantity',
  'amount',
  'currency',
  'reason',
  'returned_at',
] as const

/** Writer of returns and credit notes; quantities and amounts count as given back whatever their sign. */
export function returnWriter(frame: WriteFrame): KindWriter {
  const occurrences = new OccurrenceCounter()
  const keyOf = (values: Values): Buffer => {
    const id = textOf(values, 'return_id')
    const product = textOf(values, 'product_id') ?? ''
    // One return may list several products: its id and the product name a line of it.
    if (id !== null) return factKey(leadOfId(id), `return\0${id}\0${product}`)
    const content = CONTENT.map((field) => textOf(values, field) ?? '').join('\0')
    const occurrence = occurrences.count(content)
    const lead = leadOfInstant(numberOf(values, 'returned_at') ?? 0)
    return factKey(lead, `return\0${content}\0${occurrence}`)
  }
  return {
    replay: (record) => void keyOf(record.values),
    write({ values }) {
      const key = keyOf(values)
      const returnedAt = numberOf(values, 'returned_at') ?? 0
      const future = refuseFuture(frame, 'returned_at', returnedAt)
      if (future !== null) return future
      try {
        return writeReturn(frame, values, key, returnedAt)
      } catch (error) {
        if (error instanceof UnusableMoney) return quarantined(error.reason, error.column, error.value)
        throw error
      }
    },
    flush: () => {},
  }
}

function writeReturn(frame: WriteFrame, values: Values, returnKey: Buffer, returnedAt: number): Outcome {
  const returnedDay = frame.zone.dayOf(returnedAt)
  const factor = frame.money.factorOf(values, returnedDay)
  const stored = frame.facts.returns.get(returnKey)
  const owner = frame.orders.ownerOfReturn(returnKey) ?? stored?.orderId ?? null
  const orderId = textOf(values, 'order_id') ?? owner
  const productId = textOf(values, 'product_id')
  const fact: ReturnRow = {
    returnKey,
    returnId: textOf(values, 'return_id'),
    orderId,
    customerId: textOf(values, 'customer_id'),
    productId,
    returnedAt,
    returnedDay,
    quantity: Math.abs(numberOf(values, 'quantity') ?? 0),
    amountMinor: Math.abs(frame.money.minor(values, 'amount', factor) ?? 0),
    reason: textOf(values, 'reason') ?? stored?.reason ?? null,
    country: textOf(values, 'country') ?? stored?.country ?? null,
    importId: frame.importId,
  }
  if (fact.quantity === 0 && fact.amountMinor === 0) return quarantined('empty_return', 'quantity', fact.quantity)
  if (productId !== null) frame.products.touch(productId, { name: null, category: null, brand: null })
  const draft = orderId === null ? null : frame.orders.draft(orderId)
  const customerId = fact.customerId ?? draft?.row?.customerId ?? stored?.customerId ?? null
  const row = { ...fact, customerId, importId: stored?.importId ?? fact.importId }
  if (draft === null) return remark(frame, writeLooseReturn(frame, row), row)
  if (owner !== null && owner !== orderId) frame.orders.takeReturn(frame.orders.draft(owner), returnKey)
  const known = draft.returns.find((one) => one.returnKey.equals(returnKey))
  if (known !== undefined && sameReturn(known, row)) return DUPLICATE
  if (stored !== undefined && stored.orderId === null && owner === null) {
    // Until now it named no order; its part of the rollups moves to the order's.
    const product = stored.productId === null ? null : frame.products.dimensionsOf(stored.productId)
    frame.deltas.addReturn(-1, stored, null, product)
  }
  frame.orders.putReturn(draft, row)
  return remark(frame, stored === undefined && known === undefined ? IMPORTED : UPDATED, row)
}

function remark(frame: WriteFrame, outcome: Outcome, row: ReturnRow): Outcome {
  if (outcome !== DUPLICATE && row.customerId === null) frame.leaveOut('no_customer')
  return outcome
}
