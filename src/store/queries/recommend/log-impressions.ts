import type { Store } from '../../open.ts'

/** One list of recommendations as it was handed out. */
export interface ShownList {
  /** UTC ms */
  readonly shownAt: number
  readonly customerId: string | null
  readonly strategy: string
  readonly personalised: boolean
  /** In the order of the list. */
  readonly productIds: readonly string[]
  readonly runId: string | null
}

/** Keeps a list of recommendations, one row an item; returns its id. An empty list leaves no row. */
export function logImpressions(store: Store, list: ShownList): string {
  const { shownAt, customerId, strategy, personalised, productIds, runId } = list
  const insert = store.sqlite.prepare(
    `INSERT INTO recommendation_impressions
       (list_id, position, shown_at, customer_id, strategy, personalised, product_id, run_id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  return store.sqlite
    .transaction(() => {
      const before = store.sqlite
        .prepare<[number], number>('SELECT count(DISTINCT list_id) FROM recommendation_impressions WHERE shown_at = ?')
        .pluck()
        .get(shownAt)
      const listId = `${shownAt}-${(before ?? 0) + 1}`
      for (const [at, productId] of productIds.entries()) {
        insert.run(listId, at + 1, shownAt, customerId, strategy, Number(personalised), productId, runId)
      }
      return listId
    })
    .immediate()
}
