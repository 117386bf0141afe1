import type { Store } from '../../open.ts'
import { ownedEvents } from '../customers/event-owner.ts'

/** The newest fact of each kind that speaks of one customer. UTC ms; null when there is none. */
export interface CustomerFreshness {
  readonly lastEventAt: number | null
  readonly lastEventName: string | null
  readonly lastEventProduct: string | null
  readonly lastOrderAt: number | null
  /** When the newest of its facts reached Kith. */
  readonly lastReceivedAt: number | null
}

export function readCustomerFreshness(store: Store, customerId: string, until: number): CustomerFreshness {
  const event = store.sqlite
    .prepare<[{ customerId: string; until: number }], [number, string, string | null, number]>(
      `SELECT at, name, product, received FROM (${ownedEvents(
        'one',
        'e.occurred_at AS at, e.name AS name, e.product_id AS product, e.received_at AS received',
      )}) ORDER BY at DESC LIMIT 1`,
    )
    .raw()
    .get({ customerId, until })
  const [lastOrderAt, recordReceivedAt] = store.sqlite
    .prepare<[{ customerId: string; until: number }], [number | null, number | null]>(
      `SELECT (SELECT max(ordered_at) FROM orders WHERE customer_id = @customerId AND ordered_at < @until),
         (SELECT last_received_at FROM customers WHERE id = @customerId)`,
    )
    .raw()
    .get({ customerId, until }) ?? [null, null]
  const received = [event?.[3] ?? null, recordReceivedAt].filter((instant) => instant !== null)
  return {
    lastEventAt: event?.[0] ?? null,
    lastEventName: event?.[1] ?? null,
    lastEventProduct: event?.[2] ?? null,
    lastOrderAt,
    lastReceivedAt: received.length === 0 ? null : Math.max(...received),
  }
}

/** When the newest facts of the store were committed, on the clock of the import; null before the first import. */
export const readFactsCommittedAt = (store: Store): number | null =>
  store.sqlite.prepare<[], number>("SELECT updated_at FROM watermarks WHERE name = 'facts'").pluck().get() ?? null
