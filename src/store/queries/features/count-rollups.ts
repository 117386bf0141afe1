import type { Store } from '../../open.ts'

/** Rows of all rollups together. */
export const countRollups = (store: Store): number =>
  store.sqlite
    .prepare<[], number>(
      `SELECT (SELECT count(*) FROM customer_rollups) + (SELECT count(*) FROM customer_months)
         + (SELECT count(*) FROM daily_rollups)`,
    )
    .pluck()
    .get() ?? 0
