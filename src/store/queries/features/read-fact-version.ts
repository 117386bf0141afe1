import type { Store } from '../../open.ts'

/**
 * A text that differs whenever the facts that features rest on may differ: the version that every write of facts moves,
 * and the newest row of each table, so that rows written past the importer are noticed too. A handful of index look-ups.
 */
export function readFactVersion(store: Store): string {
  const row = store.sqlite
    .prepare<[], (number | null)[]>(
      `SELECT (SELECT fact_version FROM watermarks WHERE name = 'facts'),
         (SELECT max(rowid) FROM orders), (SELECT max(rowid) FROM returns),
         (SELECT max(rowid) FROM customers), (SELECT max(rowid) FROM member_levels)`,
    )
    .raw()
    .get()
  return (row ?? []).map((value) => value ?? 0).join('.')
}
