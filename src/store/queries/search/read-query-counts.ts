import type { Store } from '../../open.ts'

/** One spelling of a search and how often it was made. */
export interface QueryCount {
  readonly query: string
  readonly searches: number
  /** Customers, and visitors whom nobody knows. */
  readonly people: number
}

/** Everything that was searched for before `until` (exclusive UTC ms), by spelling; walks all events. */
export const readQueryCounts = (store: Store, until: number): readonly QueryCount[] =>
  store.sqlite
    .prepare<[{ until: number }], QueryCount>(
      `SELECT query, count(*) AS searches, count(DISTINCT ifnull(customer_id, anonymous_id)) AS people
       FROM events WHERE name = 'search' AND query IS NOT NULL AND occurred_at < @until
       GROUP BY query ORDER BY searches DESC, query`,
    )
    .all({ until })
