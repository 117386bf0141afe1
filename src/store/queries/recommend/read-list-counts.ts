import type { Store } from '../../open.ts'

/** Lists of recommendations that each known customer was shown before an instant. */
export const readListCounts = (store: Store, until: number): ReadonlyMap<string, number> =>
  new Map(
    store.sqlite
      .prepare<[number], [string, number]>(
        `SELECT customer_id, count(DISTINCT list_id) FROM recommendation_impressions
         WHERE customer_id IS NOT NULL AND shown_at < ? GROUP BY customer_id`,
      )
      .raw()
      .all(until),
  )
