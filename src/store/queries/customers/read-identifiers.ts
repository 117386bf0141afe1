import type { IdentifierKind } from '../../../lib/identifier-vault.ts'
import type { Store } from '../../open.ts'

export interface SealedIdentifier {
  readonly customerId: string
  readonly kind: IdentifierKind
  readonly cipher: Buffer
  readonly updatedAt: number
}

/** Encrypted identifiers of these customers, the latest of each kind first. */
export const readIdentifiers = (
  store: Store,
  customerIds: readonly string[],
  kinds: readonly IdentifierKind[],
): SealedIdentifier[] =>
  store.sqlite
    .prepare<[{ ids: string; kinds: string }], SealedIdentifier>(
      `SELECT i.customer_id AS customerId, i.kind, i.cipher, i.updated_at AS updatedAt
       FROM json_each(@ids) c JOIN customer_identifiers i ON i.customer_id = c.value
       WHERE i.kind IN (SELECT value FROM json_each(@kinds))
       ORDER BY i.customer_id, i.kind, i.updated_at DESC`,
    )
    .all({ ids: JSON.stringify(customerIds), kinds: JSON.stringify(kinds) })

/** Customers who have exactly this identifier, by its keyed hash. */
export const readHolders = (store: Store, kind: IdentifierKind, valueHash: Buffer): string[] =>
  store.sqlite
    .prepare<[Buffer, string], string>(
      'SELECT DISTINCT customer_id FROM customer_identifiers WHERE value_hash = ? AND kind = ? ORDER BY customer_id',
    )
    .pluck()
    .all(valueHash, kind)

/** Customers whose identifier of a kind holds every one of these words, by the words' keyed hashes. */
export function readTokenHolders(store: Store, kind: IdentifierKind, tokenHashes: readonly Buffer[]): string[] {
  const holders = store.sqlite
    .prepare<[Buffer, string], string>(
      'SELECT customer_id FROM identifier_tokens WHERE token_hash = ? AND kind = ? ORDER BY customer_id',
    )
    .pluck()
  let common: string[] | null = null
  for (const hash of tokenHashes) {
    const found = holders.all(hash, kind)
    const set: ReadonlySet<string> = new Set(found)
    common = common === null ? found : common.filter((id) => set.has(id))
    if (common.length === 0) break
  }
  return common ?? []
}
