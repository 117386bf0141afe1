import type { Store } from '../../open.ts'

export interface ActiveDays {
  readonly customerId: string
  /** Distinct local days with an event. */
  readonly days: number
}

/**
 * Days on which each customer did something, from `fromDay` on and before `until` (UTC ms). A visitor's events belong to
 * the customer whom the visitor turned out to be, once that was known; before, they are nobody's.
 */
export function* readActiveDays(store: Store, fromDay: number, until: number): Generator<ActiveDays> {
  const rows = store.sqlite
    .prepare<[{ fromDay: number; until: number }], [string, number]>(
      `SELECT ifnull(e.customer_id, v.customer_id) AS customer, count(DISTINCT e.occurred_day)
       FROM events e
       LEFT JOIN visitor_identities v ON v.anonymous_id = e.anonymous_id AND v.identified_at < @until
       WHERE e.occurred_day >= @fromDay AND e.occurred_at < @until AND customer IS NOT NULL
       GROUP BY customer`,
    )
    .raw()
    .iterate({ fromDay, until })
  for (const [customerId, days] of rows) yield { customerId, days }
}

/** Whether the shop had collected any event before `until`. */
export const hasEvents = (store: Store, until: number, asOfDay: number): boolean =>
  store.sqlite
    .prepare<[number, number], [number]>(
      'SELECT EXISTS (SELECT 1 FROM events WHERE occurred_day <= ? AND occurred_at < ? LIMIT 1)',
    )
    .raw()
    .get(asOfDay, until)?.[0] === 1
