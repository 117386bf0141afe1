import type { CallsImported } from '../../importing/calls/import-calls.ts'
import type { RescoredCustomer } from '../churn/rescore-customers.ts'
import { partOfKind } from './change-parts.ts'
import type { CustomerChange } from './note-changes.ts'

/** A score that moves by less tells nobody anything new. */
const LEAST_MOVE = 0.01

/** What events that came in have changed about the customers whom they are about. */
export function changesOfArrivals(
  { written, changedCustomers }: CallsImported,
  customerIds: readonly string[],
  rescored: readonly RescoredCustomer[],
): readonly CustomerChange[] {
  const changes: CustomerChange[] = changedCustomers.map((customerId) => ({ customerId, part: 'orders' }))
  const named = new Set(changedCustomers)
  for (const { values, told = [] } of written) {
    for (const fact of told) {
      const customerId = fact.values['customer_id'] ?? values['customer_id']
      const part = partOfKind(fact.kind)
      if (typeof customerId !== 'string' || part === null) continue
      named.add(customerId)
      changes.push({ customerId, part })
    }
  }
  for (const customerId of customerIds) if (!named.has(customerId)) changes.push({ customerId, part: 'visits' })
  for (const { customerId, before, after } of rescored) {
    if (Math.abs(after - (before ?? 0)) >= LEAST_MOVE) changes.push({ customerId, part: 'predictions' })
  }
  return changes
}
