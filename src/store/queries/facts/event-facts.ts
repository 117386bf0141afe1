import type { Store } from '../../open.ts'
import { events } from '../../schema/index.ts'
import { eventInserter, type EventRow } from '../events/insert-events.ts'
import { tableAccess } from './table-access.ts'

export type { EventRow } from '../events/insert-events.ts'

export interface EventFacts {
  get(key: Buffer): EventRow | undefined
  has(key: Buffer): boolean
  /** Whether the store holds any event whose key begins with these bytes, from the first inclusive to the second exclusive. */
  anyBetween(from: Buffer, to: Buffer): boolean
  /** Rows whose keys are known to be new. */
  insertMany(rows: readonly EventRow[]): void
  put(row: EventRow): void
  /** A visitor turned out to be this customer; the earliest such instant stands. */
  identify(anonymousId: string, customerId: string, identifiedAt: number): void
}

export function eventFacts(store: Store): EventFacts {
  const { sqlite } = store
  const table = tableAccess(store, events, ['eventKey'])
  const has = sqlite.prepare<[Buffer], number>('SELECT 1 FROM events WHERE event_key = ?').pluck()
  const between = sqlite.prepare('SELECT 1 FROM events WHERE event_key >= ? AND event_key < ? LIMIT 1')
  const identify = sqlite.prepare(
    `INSERT INTO visitor_identities (anonymous_id, customer_id, identified_at) VALUES (?, ?, ?)
     ON CONFLICT (anonymous_id) DO UPDATE SET customer_id = excluded.customer_id, identified_at = excluded.identified_at
     WHERE excluded.identified_at < identified_at
       OR (excluded.identified_at = identified_at AND excluded.customer_id < customer_id)`,
  )
  return {
    get: (key) => table.get(key),
    has: (key) => has.get(key) !== undefined,
    anyBetween: (from, to) => between.get(from, to) !== undefined,
    insertMany: eventInserter(sqlite),
    put: (row) => table.put(row),
    identify: (anonymousId, customerId, identifiedAt) => void identify.run(anonymousId, customerId, identifiedAt),
  }
}

export const countEvents = ({ sqlite }: Store): number =>
  sqlite.prepare<[], number>('SELECT count(*) FROM events').pluck().get() ?? 0
