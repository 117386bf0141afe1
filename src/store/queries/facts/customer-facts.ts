import type { Store } from '../../open.ts'
import { customerIdentifiers, customers, identifierTokens } from '../../schema/index.ts'
import { tableAccess, type TableAccess } from './table-access.ts'

export type CustomerRow = typeof customers.$inferSelect
export type IdentifierRow = typeof customerIdentifiers.$inferSelect

export interface CustomerFacts {
  readonly customers: TableAccess<CustomerRow>
  readonly identifiers: TableAccess<IdentifierRow>
  /** The customer with this identifier; the first by id when several share it. */
  ownerOf(kind: string, valueHash: Buffer): string | null
  /** Makes a customer that a fact of this instant names, or moves its first and last instants. */
  touch(id: string, instant: number, receivedAt: number): void
  addToken(tokenHash: Buffer, kind: string, customerId: string): void
}

export function customerFacts(store: Store): CustomerFacts {
  const { sqlite } = store
  const owner = sqlite
    .prepare<[Buffer, string], string>(
      'SELECT customer_id FROM customer_identifiers WHERE value_hash = ? AND kind = ? ORDER BY customer_id LIMIT 1',
    )
    .pluck()
  const touch = sqlite.prepare(
    `INSERT INTO customers (id, created_at, is_stub, last_received_at) VALUES (?, ?, 1, ?)
     ON CONFLICT (id) DO UPDATE SET
       created_at = min(created_at, excluded.created_at),
       last_received_at = max(ifnull(last_received_at, 0), excluded.last_received_at)
     WHERE created_at > excluded.created_at OR ifnull(last_received_at, 0) < excluded.last_received_at`,
  )
  const token = tableAccess(store, identifierTokens, ['tokenHash', 'kind', 'customerId'])
  return {
    customers: tableAccess(store, customers, ['id']),
    identifiers: tableAccess(store, customerIdentifiers, ['customerId', 'kind', 'valueHash']),
    ownerOf: (kind, valueHash) => owner.get(valueHash, kind) ?? null,
    touch: (id, instant, receivedAt) => void touch.run(id, instant, receivedAt),
    addToken: (tokenHash, kind, customerId) => token.put({ tokenHash, kind, customerId }),
  }
}
