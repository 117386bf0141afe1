import type { OrderRow } from '../../store/queries/facts/order-facts.ts'
import { UnusableMoney } from './money-reader.ts'
import { OccurrenceCounter } from './occurrence-counter.ts'
import type { OrderDraft } from './order-draft.ts'
import { mergeHeader } from './order-header.ts'
import { DUPLICATE, IMPORTED, quarantined, UPDATED, type Outcome } from './outcome.ts'
import { numberOf, textOf, type Values } from './record-values.ts'
import { refuseFuture, type KindWriter, type WriteFrame } from './write-frame.ts'

/** Writer of orders' own rows: date, customer, status, totals, where and through what they came. */
export function orderWriter(frame: WriteFrame): KindWriter {
  const seen = new OccurrenceCounter()
  return {
    replay: (record) => void seen.count(textOf(record.values, 'order_id') ?? ''),
    write({ values }) {
      const orderId = textOf(values, 'order_id') ?? ''
      const orderedAt = numberOf(values, 'ordered_at')
      const first = seen.count(orderId) === 1
      const future = orderedAt === null ? null : refuseFuture(frame, 'ordered_at', orderedAt)
      if (future !== null) return future
      try {
        return writeOrder(frame, values, orderId, orderedAt, first)
      } catch (error) {
        if (error instanceof UnusableMoney) return quarantined(error.reason, error.column, error.value)
        throw error
      }
    },
    flush: () => {},
  }
}

function writeOrder(
  frame: WriteFrame,
  values: Values,
  orderId: string,
  orderedAt: number | null,
  first: boolean,
): Outcome {
  const draft = frame.orders.draft(orderId)
  const instant = orderedAt ?? draft.row?.orderedAt ?? 0
  const factor = frame.money.factorOf(values, frame.zone.dayOf(instant))
  const total = frame.money.minor(values, 'total', factor)
  // Rows without a date add fields to an order that another file describes; a row with one is the order's own.
  const describes = orderedAt !== null
  const wasHeaded = draft.row?.hasHeader === 1
  let changed = mergeHeader(frame, draft, values, { first, factor, instant })
  const row = frame.orders.rowOf(draft)
  if (describes && (first || row.hasHeader === 0)) changed = describe(row, draft, orderedAt, total) || changed
  if (!changed) return DUPLICATE
  draft.dirty = true
  frame.seenAt(row.orderedAt)
  if (row.customerId === null) frame.leaveOut('no_customer')
  if (row.status === 'cancelled') frame.leaveOut('cancelled_order')
  if (row.status === 'test') frame.leaveOut('test_order')
  if (row.flag === 'incomplete') frame.leaveOut('unknown_order')
  if (total !== null && total <= 0 && draft.lines.length === 0 && !frame.description.countsZeroOrders) {
    frame.leaveOut(total === 0 ? 'zero_price' : 'negative_adjustment')
  }
  return wasHeaded ? UPDATED : IMPORTED
}

/** The order's own date and total; a total only stands until lines say what it is made of. */
function describe(row: OrderRow, draft: OrderDraft, orderedAt: number, total: number | null): boolean {
  const grossMinor = total !== null && draft.lines.length === 0 ? total : row.grossMinor
  if (row.hasHeader === 1 && row.orderedAt === orderedAt && row.grossMinor === grossMinor) return false
  row.hasHeader = 1
  row.orderedAt = orderedAt
  row.grossMinor = grossMinor
  if (row.flag === 'incomplete') row.flag = null
  return true
}
