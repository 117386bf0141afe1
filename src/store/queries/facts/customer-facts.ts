import type { Store } from '../../open.ts'
import { customerIdentifiers, customers, identifierTokens } from '../../schema/index.ts'
import { bulkInsert } from './bulk-insert.ts'
import { tableAccess, type TableAccess } from './table-access.ts'

export type CustomerRow = typeof customers.$inferSelect
export type IdentifierRow = typeof customerIdentifiers.$inferSelect

export type IdentifierToken = typeof identifierTokens.$inferSelect

export interface CustomerFacts {
  readonly customers: TableAccess<CustomerRow>
  hasIdentifier(customerId: string, kind: string, valueHash: Buffer): boolean
  /** Identifiers that no customer has yet under the same kind and hash, and the hashes under which words of them are found. */
  addIdentifiers(rows: readonly IdentifierRow[], tokens: readonly IdentifierToken[]): void
  /** The customer with this identifier; the first by id when several share it. */
  ownerOf(kind: string, valueHash: Buffer): string | null
  /** Makes the customers that facts name, each with the earliest of these instants, or moves their first and last ones. */
  touchMany(customers: Iterable<readonly [id: string, instant: number]>, receivedAt: number): void
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
  const identifiers = tableAccess(store, customerIdentifiers, ['customerId', 'kind', 'valueHash'])
  const has = sqlite.prepare('SELECT 1 FROM customer_identifiers WHERE customer_id = ? AND kind = ? AND value_hash = ?')
  const addToken = bulkInsert(
    sqlite,
    'identifier_tokens',
    ['token_hash', 'kind', 'customer_id'],
    'ON CONFLICT DO NOTHING',
  )
  return {
    customers: tableAccess(store, customers, ['id']),
    hasIdentifier: (customerId, kind, valueHash) => has.get(customerId, kind, valueHash) !== undefined,
    addIdentifiers(rows, tokens) {
      identifiers.insertMany(rows)
      // In about the order of the table, so that neighbours meet on one page.
      const keyed = tokens.map((token) => ({ token, lead: token.tokenHash.readUInt32BE(0) }))
      keyed.sort((a, b) => a.lead - b.lead)
      for (const { token } of keyed) addToken.add([token.tokenHash, token.kind, token.customerId])
      addToken.end()
    },
    ownerOf: (kind, valueHash) => owner.get(valueHash, kind) ?? null,
    touchMany(named, receivedAt) {
      for (const [id, instant] of named) touch.add([id, instant, 1, receivedAt])
      touch.end()
    },
  }
}
