import type { Store } from '../../open.ts'

/** Unit cost in minor units of the products whose cost the shop knows. */
export const readProductCosts = (store: Store): ReadonlyMap<string, number> =>
  new Map(
    store.sqlite
      .prepare<[], [string, number]>('SELECT id, cost_minor FROM products WHERE cost_minor IS NOT NULL')
      .raw()
      .all(),
  )
