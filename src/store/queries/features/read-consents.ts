import type { Store } from '../../open.ts'

/** Whether a customer had given a consent, by the last change before an instant. */
export interface ConsentState {
  readonly customerId: string
  /** email, sms, profiling */
  readonly kind: string
  readonly granted: boolean
}

/** State of every consent that had ever been given or withdrawn before `until` (UTC ms). */
export function* readConsents(store: Store, until: number): Generator<ConsentState> {
  // With max() SQLite takes the other columns from the row that holds the maximum.
  const rows = store.sqlite
    .prepare<[number], [string, string, number, number]>(
      `SELECT customer_id, kind, granted, max(changed_at) FROM customer_consents
       WHERE changed_at < ? GROUP BY customer_id, kind`,
    )
    .raw()
    .iterate(until)
  for (const [customerId, kind, granted] of rows) yield { customerId, kind, granted: granted === 1 }
}
