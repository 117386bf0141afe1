import type { Store } from '../../open.ts'
import { customerIdentifiers, customers, identifierTokens } from '../../schema/index.ts'
import { bulkInsert } from './bulk-insert.ts'
import { tableAccess, type TableAccess } from './table-access.ts'

export type CustomerRow = typeof customers.$inferSelect
export type IdentifierRow = typeof customerIdentifiers.$inferSelect

export interface CustomerFacts {
  readonly customers: TableAccess<CustomerRow>
  readonly identifiers: TableAccess<IdentifierRow>
  /** The customer with this identifier; the first by id when several share it. */
  ownerOf(kind: string, valueHash: Buffer): string | null
  /** Makes the customers that facts name, each with the earliest of these instants, or moves their first and last ones. */
  touchMany(customers: Iterable<readonly [id: string, instant: number]>, receivedAt: number): void
  addToken(tokenHash: Buffer, kind: string, customerId: string): void
}

export function customerFacts(store: Store): CustomerFacts {
  const { sqlite } = store
  const owner = sqlite
    .prepare<[Buffer, string], string>(
      'SELECT customer_id FROM customer_identifiers WHERE value_hash = ? AND kind = ? ORDER BY customer_id LIMIT 1',
    )
    .pluck()
  const touch = bulkInsert(
    sqlite,
    'customers',
    ['id', 'created_at', 'is_stub', 'last_received_at'],
    `ON CONFLICT (id) DO UPDATE SET
       created_at = min(created_at, excluded.created_at),
       last_received_at = max(ifnull(last_received_at, 0), excluded.last_received_at)
     WHERE created_at > excluded.created_at OR ifnull(last_received_at, 0) < excluded.last_received_at`,
  )
  const token = tableAccess(store, identifierTokens, ['tokenHash', 'kind', 'customerId'])
  return {
    customers: tableAccess(store, customers, ['id']),
    identifiers: tableAccess(store, customerIdentifiers, ['customerId', 'kind', 'valueHash']),
    ownerOf: (kind, valueHash) => owner.get(valueHash, kind) ?? null,
    touchMany(named, receivedAt) {
      for (const [id, instant] of named) touch.add([id, instant, 1, receivedAt])
      touch.end()
    },
    addToken: (tokenHash, kind, customerId) => token.put({ tokenHash, kind, customerId }),
  }
}
