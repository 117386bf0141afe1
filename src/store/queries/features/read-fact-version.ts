import type { Statement } from 'better-sqlite3'
import type { Store } from '../../open.ts'

/**
 * A text that differs whenever the facts that features rest on may differ: the version that every write of facts moves,
 * and the newest row of each table, so that rows written past the importer are noticed too. A handful of index look-ups.
 */
export function readFactVersion(store: Store): string {
  const row = statementFor(store).get()
  return (row ?? []).map((value) => value ?? 0).join('.')
}

const statements = new WeakMap<Store, Statement<[], (number | null)[]>>()

/** Prepared once for each store: every question asks several times, and preparing costs more than the look-ups. */
function statementFor(store: Store): Statement<[], (number | null)[]> {
  const known = statements.get(store)
  if (known !== undefined) return known
  const statement = store.sqlite
    .prepare<[], (number | null)[]>(
      `SELECT (SELECT fact_version FROM watermarks WHERE name = 'facts'),
         (SELECT max(rowid) FROM orders), (SELECT max(rowid) FROM returns),
         (SELECT max(rowid) FROM customers), (SELECT max(rowid) FROM member_levels)`,
    )
    .raw()
  statements.set(store, statement)
  return statement
}

/** How many writes of facts there were: two in between, and one of them was somebody else's. */
export const readCommits = ({ sqlite }: Store): number =>
  sqlite.prepare<[], number>("SELECT fact_version FROM watermarks WHERE name = 'facts'").pluck().get() ?? 0
