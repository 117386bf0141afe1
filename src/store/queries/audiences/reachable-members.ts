import type { IdentifierKind } from '../../../lib/identifier-vault.ts'
import type { Store } from '../../open.ts'

/** Members of an audience who have an identifier of a kind. */
export const readReachable = (store: Store, audienceId: string, kind: IdentifierKind): ReadonlySet<string> =>
  new Set(
    store.sqlite
      .prepare<[string, string], string>(
        `SELECT DISTINCT m.customer_id FROM audience_members m
         JOIN customer_identifiers i ON i.customer_id = m.customer_id AND i.kind = ? WHERE m.audience_id = ?`,
      )
      .pluck()
      .all(kind, audienceId),
  )
