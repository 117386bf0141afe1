import type { ReturnRow } from '../../store/queries/facts/order-facts.ts'
import { DUPLICATE, IMPORTED, UPDATED, type Outcome } from './outcome.ts'
import type { WriteFrame } from './write-frame.ts'

/** Writes a return that names no order, with its part of the rollups. */
export function writeLooseReturn(frame: WriteFrame, fact: ReturnRow): Outcome {
  const known = frame.facts.returns.get(fact.returnKey)
  const row: ReturnRow = { ...fact, importId: known?.importId ?? fact.importId }
  if (known !== undefined && sameReturn(known, row)) return DUPLICATE
  const dimensionsOf = (one: ReturnRow) => (one.productId === null ? null : frame.products.dimensionsOf(one.productId))
  if (known !== undefined) frame.deltas.addReturn(-1, known, null, dimensionsOf(known))
  frame.deltas.addReturn(1, row, null, dimensionsOf(row))
  frame.facts.returns.put(row)
  if (row.customerId !== null) frame.customers.touch(row.customerId, row.returnedAt)
  return known === undefined ? IMPORTED : UPDATED
}

export const sameReturn = (a: ReturnRow, b: ReturnRow): boolean =>
  a.customerId === b.customerId &&
  a.productId === b.productId &&
  a.returnedAt === b.returnedAt &&
  a.quantity === b.quantity &&
  a.amountMinor === b.amountMinor &&
  a.reason === b.reason &&
  a.country === b.country &&
  a.returnId === b.returnId
