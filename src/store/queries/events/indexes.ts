import type { Database } from 'better-sqlite3'

/** The statements that make a table's indexes, those of its keys left out. */
export const readIndexes = (sqlite: Database, table: string): { readonly name: string; readonly sql: string }[] =>
  sqlite
    .prepare<[string], { name: string; sql: string }>(
      "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL ORDER BY name",
    )
    .all(table)

export const dropIndexes = (sqlite: Database, indexes: readonly { readonly name: string }[]): void => {
  for (const { name } of indexes) sqlite.exec(`DROP INDEX "${name}"`)
}

/**
 * Does work on a table without its indexes and makes them anew from what is then there: sorting all entries once costs a
 * fraction of finding a place for each. Call it in a transaction, so that nobody sees the table without them.
 */
export function withoutIndexes(sqlite: Database, table: string, work: () => void): void {
  const indexes = readIndexes(sqlite, table)
  dropIndexes(sqlite, indexes)
  work()
  for (const { sql } of indexes) sqlite.exec(sql)
}
