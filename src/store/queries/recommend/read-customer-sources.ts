import type { Store } from '../../open.ts'

/** Where each customer came from, of those known before `until` (exclusive UTC ms). */
export const readCustomerSources = (store: Store, until: number): ReadonlyMap<string, string> =>
  new Map(
    store.sqlite
      .prepare<[number], [string, string]>(
        'SELECT id, source FROM customers WHERE source IS NOT NULL AND created_at < ?',
      )
      .raw()
      .all(until),
  )
