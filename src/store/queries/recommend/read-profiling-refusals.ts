import type { Store } from '../../open.ts'

/** Whether a customer has withdrawn the consent to profiling, by the last change before `until` (exclusive UTC ms). */
export const refusesProfiling = (store: Store, customerId: string, until: number): boolean =>
  store.sqlite
    .prepare<[string, number], number>(
      `SELECT granted FROM customer_consents WHERE customer_id = ? AND kind = 'profiling' AND changed_at < ?
       ORDER BY changed_at DESC LIMIT 1`,
    )
    .pluck()
    .get(customerId, until) === 0

/** Everybody who has withdrawn the consent to profiling before `until`. */
export const readProfilingRefusals = (store: Store, until: number): ReadonlySet<string> =>
  new Set(
    store.sqlite
      .prepare<[number], string>(
        // With max() SQLite takes the other columns from the row that holds the maximum.
        `SELECT customer_id FROM (SELECT customer_id, granted, max(changed_at) FROM customer_consents
           WHERE kind = 'profiling' AND changed_at < ? GROUP BY customer_id) WHERE granted = 0`,
      )
      .pluck()
      .all(until),
  )
