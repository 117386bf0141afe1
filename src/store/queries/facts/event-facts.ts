import type { Store } from '../../open.ts'
import { events } from '../../schema/index.ts'
import { tableAccess, type TableAccess } from './table-access.ts'

export type EventRow = typeof events.$inferSelect

export interface EventFacts {
  readonly events: TableAccess<EventRow>
  /** A visitor turned out to be this customer; the earliest such instant stands. */
  identify(anonymousId: string, customerId: string, identifiedAt: number): void
}

export function eventFacts(store: Store): EventFacts {
  const identify = store.sqlite.prepare(
    `INSERT INTO visitor_identities (anonymous_id, customer_id, identified_at) VALUES (?, ?, ?)
     ON CONFLICT (anonymous_id) DO UPDATE SET customer_id = excluded.customer_id, identified_at = excluded.identified_at
     WHERE excluded.identified_at < identified_at
       OR (excluded.identified_at = identified_at AND excluded.customer_id < customer_id)`,
  )
  return {
    events: tableAccess(store, events, ['eventKey']),
    identify: (anonymousId, customerId, identifiedAt) => void identify.run(anonymousId, customerId, identifiedAt),
  }
}
