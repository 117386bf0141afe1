import { canonicalStatus } from './order-draft.ts'
import { DUPLICATE, IMPORTED, UPDATED } from './outcome.ts'
import { numberOf, textOf } from './record-values.ts'
import { refuseFuture, type KindWriter, type WriteFrame } from './write-frame.ts'

const INSTANTS = [
  ['shipped_at', 'shippedAt'],
  ['promised_at', 'promisedAt'],
  ['delivered_at', 'deliveredAt'],
] as const

const NAMES = ['carrier', 'warehouse'] as const

/** States that take an order out of the sums or back into them. */
const MOVING: readonly string[] = ['cancelled', 'test']

/** Writer of deliveries: when an order was shipped, promised and delivered, by whom and from where, and each change of its state. */
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
      const status = textOf(values, 'status')
      const canonical = status === null ? null : canonicalStatus(status)
      // A delivery moves no money: as a rule neither the order's lines nor any sum need be read.
      const light = canonical !== null && MOVING.includes(canonical) ? null : frame.orders.unmoved(orderId)
      const draft = light === null ? frame.orders.draft(orderId) : null
      const row = light ?? frame.orders.rowOf(draft ?? frame.orders.draft(orderId))
      let changed = draft !== null && draft.before === null && !draft.dirty
      let fresh = changed
      for (const [field, property] of INSTANTS) {
        const value = numberOf(values, field)
        if (value === null || row[property] === value) continue
        fresh = fresh || row[property] === null
        row[property] = value
        changed = true
      }
      for (const name of NAMES) {
        const value = textOf(values, name)
        if (value === null || row[name] === value) continue
        fresh = fresh || row[name] === null
        row[name] = value
        changed = true
      }
      if (canonical !== null) {
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
      if (draft !== null) draft.dirty = true
      else if (changed) frame.facts.deliver(row)
      if (row.customerId !== null && row.orderedAt !== 0) frame.customers.touch(row.customerId, row.orderedAt)
      return fresh ? IMPORTED : UPDATED
    },
    flush: () => {},
  }
}
