import { canonicalStatus } from './order-draft.ts'
import { DUPLICATE, IMPORTED, UPDATED } from './outcome.ts'
import { numberOf, textOf } from './record-values.ts'
import { refuseFuture, type KindWriter, type WriteFrame } from './write-frame.ts'

const INSTANTS = [
  ['shipped_at', 'shippedAt'],
  ['promised_at', 'promisedAt'],
  ['delivered_at', 'deliveredAt'],
] as const

/** Writer of deliveries: when an order was shipped, promised and delivered, and each change of its state. */
export function deliveryWriter(frame: WriteFrame): KindWriter {
  return {
    replay: () => {},
    write({ values }) {
      const orderId = textOf(values, 'order_id') ?? ''
      const statusAt = numberOf(values, 'status_at')
      for (const field of ['shipped_at', 'delivered_at', 'status_at']) {
        const future = refuseFuture(frame, field, numberOf(values, field) ?? 0)
        if (future !== null) return future
      }
      const draft = frame.orders.draft(orderId)
      const row = frame.orders.rowOf(draft)
      let changed = draft.before === null && !draft.dirty
      let fresh = changed
      for (const [field, property] of INSTANTS) {
        const value = numberOf(values, field)
        if (value === null || row[property] === value) continue
        fresh = fresh || row[property] === null
        row[property] = value
        changed = true
      }
      const status = textOf(values, 'status')
      if (status !== null) {
        const canonical = canonicalStatus(status)
        if (statusAt !== null) {
          const change = { orderId, changedAt: statusAt, status: canonical }
          if (frame.facts.statusChanges.get(orderId, statusAt, canonical) === undefined) {
            frame.facts.statusChanges.put(change)
            fresh = true
          }
        }
        if (row.status !== canonical) {
          row.status = canonical
          row.cancelledAt = canonical === 'cancelled' ? (statusAt ?? row.cancelledAt) : null
          changed = true
        }
      }
      if (row.flag === 'incomplete') frame.leaveOut('unknown_order')
      if (!changed && !fresh) return DUPLICATE
      draft.dirty = true
      return fresh ? IMPORTED : UPDATED
    },
    flush: () => {},
  }
}
