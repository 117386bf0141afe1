import type { Store } from '../../open.ts'

/** Looks up who a visitor turned out to be, and from when. */
export function visitorIdentity({
  sqlite,
}: Store): (anonymousId: string) => { readonly customerId: string; readonly identifiedAt: number } | undefined {
  const statement = sqlite.prepare<[string], { customerId: string; identifiedAt: number }>(
    'SELECT customer_id AS customerId, identified_at AS identifiedAt FROM visitor_identities WHERE anonymous_id = ?',
  )
  return (anonymousId) => statement.get(anonymousId)
}
