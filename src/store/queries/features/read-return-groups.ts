import type { Store } from '../../open.ts'

/** What one customer sent back, added up. */
export interface ReturnGroup {
  readonly customerId: string
  readonly returnsMinor: number
  readonly returnedUnits: number
  /** Of returns at `yearFrom` or later. */
  readonly yearReturnsMinor: number
}

/** Returns before `until` (UTC ms), by customer; each counts at its own instant, whatever became of its order. */
export function* readReturnGroups(store: Store, until: number, yearFrom: number): Generator<ReturnGroup> {
  const rows = store.sqlite
    .prepare<[{ until: number; yearFrom: number }], [string, number, number, number]>(
      `SELECT customer_id, sum(amount_minor), sum(quantity),
         sum(CASE WHEN returned_at >= @yearFrom THEN amount_minor ELSE 0 END)
       FROM returns INDEXED BY returns_customer_idx
       WHERE customer_id IS NOT NULL AND returned_at < @until
       GROUP BY customer_id`,
    )
    .raw()
    .iterate({ until, yearFrom })
  for (const [customerId, returnsMinor, returnedUnits, yearReturnsMinor] of rows) {
    yield { customerId, returnsMinor, returnedUnits, yearReturnsMinor }
  }
}
