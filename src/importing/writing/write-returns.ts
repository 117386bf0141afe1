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
  const orderId = textOf(values, 'order_id')
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
    reason: textOf(values, 'reason'),
    country: textOf(values, 'country'),
    importId: frame.importId,
  }
  if (fact.quantity === 0 && fact.amountMinor === 0) return quarantined('empty_return', 'quantity', fact.quantity)
  if (productId !== null) frame.products.touch(productId, { name: null, category: null, brand: null })
  const loose = frame.facts.returns.get(returnKey)
  const draft = orderId === null ? null : frame.orders.draft(orderId)
  const customerId = fact.customerId ?? draft?.row?.customerId ?? loose?.customerId ?? null
  const outcome =
    draft === null ? writeLooseReturn(frame, { ...fact, customerId }) : putLinked(frame, draft, { ...fact, customerId })
  if (outcome !== DUPLICATE && customerId === null) frame.leaveOut('no_customer')
  return outcome
}

function putLinked(frame: WriteFrame, draft: ReturnType<WriteFrame['orders']['draft']>, fact: ReturnRow): Outcome {
  const known = draft.returns.find((one) => one.returnKey.equals(fact.returnKey))
  const row = { ...fact, importId: known?.importId ?? fact.importId }
  if (known !== undefined && sameReturn(known, row)) return DUPLICATE
  frame.orders.putReturn(draft, row)
  return known === undefined ? IMPORTED : UPDATED
}
