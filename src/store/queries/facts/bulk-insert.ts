import type { Database } from 'better-sqlite3'

/** Rows per statement: beyond about thirty, one more row per statement saves nothing measurable. */
export const ROWS_PER_STATEMENT = 24

/** Inserts rows many at a time: a statement per row costs twice as much. */
export interface BulkInsert {
  /** Adds a row's values, in the order of the columns; writes when a block is full. */
  add(values: readonly unknown[]): void
  /** Writes what is left. Rows that were added are in the store only after this. */
  end(): void
}

/**
 * @param table - quoted name
 * @param columns - quoted names
 * @param tail - what follows the values, such as an ON CONFLICT clause
 */
export function bulkInsert(sqlite: Database, table: string, columns: readonly string[], tail = ''): BulkInsert {
  const tuple = `(${columns.map(() => '?').join(', ')})`
  const head = `INSERT INTO ${table} (${columns.join(', ')}) VALUES`
  const one = sqlite.prepare(`${head} ${tuple} ${tail}`)
  const block = sqlite.prepare(`${head} ${Array.from({ length: ROWS_PER_STATEMENT }, () => tuple).join(', ')} ${tail}`)
  let values: unknown[] = []
  const full = columns.length * ROWS_PER_STATEMENT
  return {
    add(row) {
      for (const value of row) values.push(value)
      if (values.length < full) return
      block.run(values)
      values = []
    },
    end() {
      for (let from = 0; from < values.length; from += columns.length)
        one.run(values.slice(from, from + columns.length))
      values = []
    },
  }
}
