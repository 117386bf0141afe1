import type { Store } from '../../open.ts'
import { readConsents, type ConsentState } from '../features/read-consents.ts'
import type { DayRange } from './valid-as-of.ts'

const collect = (rows: Iterable<readonly [string, string]>): Map<string, string[]> => {
  const words = new Map<string, string[]>()
  for (const [customerId, word] of rows) {
    const known = words.get(customerId)
    if (known === undefined) words.set(customerId, [word])
    else known.push(word)
  }
  return words
}

/**
 * Kinds of consent that a customer, or (null) every customer, has given as of an instant: the last change before it
 * decides.
 */
export function readGrantedConsents(
  store: Store,
  until: number,
  customerId: string | null = null,
): Map<string, string[]> {
  const states = customerId === null ? readConsents(store, until) : readConsentsOf(store, until, customerId)
  const granted: (readonly [string, string])[] = []
  for (const state of states) if (state.granted) granted.push([state.customerId, state.kind])
  return collect(granted)
}

/** One customer's consents as of an instant, with the instant of the change that decides. */
export const readConsentsOf = (
  store: Store,
  until: number,
  customerId: string,
): (ConsentState & { readonly changedAt: number })[] =>
  store.sqlite
    .prepare<[string, number], [string, number, number]>(
      // With max() SQLite takes the other columns from the row that holds the maximum.
      `SELECT kind, granted, max(changed_at) FROM customer_consents
       WHERE customer_id = ? AND changed_at < ? GROUP BY kind`,
    )
    .raw()
    .all(customerId, until)
    .map(([kind, granted, changedAt]) => ({ customerId, kind, granted: granted === 1, changedAt }))

/** The language of each customer who had appeared by an instant. */
export const readLanguages = (store: Store, until: number): Map<string, string[]> =>
  collect(
    store.sqlite
      .prepare<[number], [string, string]>(
        `SELECT id, language FROM customers WHERE created_at < ? AND language IS NOT NULL AND language <> ''`,
      )
      .raw()
      .iterate(until),
  )

/**
 * Devices that customers visited with in a period, as their events say. A visitor's events belong to the customer whom the
 * visitor turned out to be, once that was known.
 */
export const readVisitDevices = (store: Store, until: number, { fromDay, toDay }: DayRange): Map<string, string[]> =>
  collect(
    store.sqlite
      .prepare<[{ fromDay: number; toDay: number; until: number }], [string, string]>(
        `SELECT DISTINCT ifnull(e.customer_id, v.customer_id) AS customer, e.device
         FROM events e
         LEFT JOIN visitor_identities v ON v.anonymous_id = e.anonymous_id AND v.identified_at < @until
         WHERE e.occurred_day >= @fromDay AND e.occurred_day < @toDay AND e.occurred_at < @until
           AND customer IS NOT NULL AND e.device IS NOT NULL AND e.device <> ''`,
      )
      .raw()
      .iterate({ fromDay, toDay, until }),
  )
