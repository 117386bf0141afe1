import type { IdentifierKind } from '../../../lib/identifier-vault.ts'
import type { Store } from '../../open.ts'

/** An identifier that several customers hold, known by its keyed hash alone. */
export interface SharedIdentifier {
  readonly kind: IdentifierKind
  readonly customerIds: readonly string[]
}

/**
 * Identifiers of these kinds that two or more customers share, up to `most`: what more people share is a reception desk, a
 * parcel station or a made-up number.
 */
export function readSharedIdentifiers(
  store: Store,
  kinds: readonly IdentifierKind[],
  most: number,
): readonly SharedIdentifier[] {
  return store.sqlite
    .prepare<[{ kinds: string; most: number }], { kind: IdentifierKind; holders: string }>(
      `SELECT kind, json_group_array(DISTINCT customer_id) AS holders FROM customer_identifiers
       WHERE kind IN (SELECT value FROM json_each(@kinds))
       GROUP BY value_hash, kind HAVING count(DISTINCT customer_id) BETWEEN 2 AND @most`,
    )
    .all({ kinds: JSON.stringify(kinds), most })
    .map(({ kind, holders }) => ({ kind, customerIds: (JSON.parse(holders) as string[]).toSorted() }))
}

/** How many customers have an identifier of a kind. */
export const countHolders = (store: Store, kind: IdentifierKind): number =>
  store.sqlite
    .prepare<[string], number>('SELECT count(DISTINCT customer_id) FROM customer_identifiers WHERE kind = ?')
    .pluck()
    .get(kind) ?? 0

/** How many customers have exactly this name, by its keyed hash. */
export const countNamesakes = (store: Store, valueHash: Buffer): number =>
  store.sqlite
    .prepare<[Buffer], number>(
      "SELECT count(DISTINCT customer_id) FROM customer_identifiers WHERE value_hash = ? AND kind = 'name'",
    )
    .pluck()
    .get(valueHash) ?? 0
