import type { Store } from '../../open.ts'

const collect = (rows: Iterable<readonly [string, string]>): Map<string, string[]> => {
  const words = new Map<string, string[]>()
  for (const [customerId, word] of rows) {
    const known = words.get(customerId)
    if (known === undefined) words.set(customerId, [word])
    else known.push(word)
  }
  return words
}

/** Kinds of consent that each customer has given as of an instant: the last change before it decides. */
export const readGrantedConsents = (store: Store, until: number): Map<string, string[]> =>
  collect(
    store.sqlite
      .prepare<[number], [string, string]>(
        // With max() SQLite takes the other columns from the row that holds the maximum.
        `SELECT customer_id, kind FROM (
           SELECT customer_id, kind, granted, max(changed_at) FROM customer_consents WHERE changed_at < ?
           GROUP BY customer_id, kind)
         WHERE granted = 1`,
      )
      .raw()
      .iterate(until),
  )

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

/** Devices that customers visited with in a period, as their events say. */
export const readVisitDevices = (store: Store, until: number, fromDay: number, toDay: number): Map<string, string[]> =>
  collect(
    store.sqlite
      .prepare<[number, number, number], [string, string]>(
        `SELECT DISTINCT customer_id, device FROM events
         WHERE occurred_day >= ? AND occurred_day < ? AND occurred_at < ?
           AND customer_id IS NOT NULL AND device IS NOT NULL AND device <> ''`,
      )
      .raw()
      .iterate(fromDay, toDay, until),
  )
