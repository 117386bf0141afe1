import type { Statement } from 'better-sqlite3'
import { getTableColumns, getTableName } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Store } from '../../open.ts'
import { rowsInsert } from './rows-insert.ts'

/** Prepared reads and writes of one table, for bulk paths. Rows are the objects that the schema infers. */
export interface TableAccess<Row> {
  readonly columns: readonly string[]
  /** The row under a key, its parts in the order given to `tableAccess`. */
  get(...key: readonly unknown[]): Row | undefined
  /** A row whose key is known to be new. */
  insert(row: Row): void
  insertMany(rows: readonly Row[]): void
  /** Inserts, or overwrites every column of the row under the same key. */
  put(row: Row): void
  /** Writes what differs from the stored row, so that no index of an unchanged column is touched. */
  update(stored: Row, row: Row): void
  remove(...key: readonly unknown[]): void
}

/** Prepared once for each store: a request that brings one event would else spend most of its time on preparing. */
const kept = new WeakMap<Store, Map<string, unknown>>()

/**
 * Statements for a table by its schema, prepared on first use.
 *
 * @param key - property names of the primary key, in order
 */
export function tableAccess<Table extends SQLiteTable>(
  store: Store,
  table: Table,
  key: readonly (keyof Table['$inferSelect'] & string)[],
): TableAccess<Table['$inferSelect']> {
  const ofStore = kept.get(store) ?? new Map<string, unknown>()
  kept.set(store, ofStore)
  const name = `${getTableName(table)}/${key.join('/')}`
  const known = ofStore.get(name) as TableAccess<Table['$inferSelect']> | undefined
  if (known !== undefined) return known
  const access = prepareAccess(store, table, key)
  ofStore.set(name, access)
  return access
}

function prepareAccess<Table extends SQLiteTable>(
  store: Store,
  table: Table,
  key: readonly (keyof Table['$inferSelect'] & string)[],
): TableAccess<Table['$inferSelect']> {
  type Row = Table['$inferSelect']
  const entries = Object.entries(getTableColumns(table))
  const columns = entries.map(([property]) => property)
  const sqlNames = entries.map(([, column]) => `"${column.name}"`)
  const sqlKey = key.map((property) => {
    const position = columns.indexOf(property)
    return sqlNames[position] ?? property
  })
  const name = `"${getTableName(table)}"`
  const list = sqlNames.join(', ')
  const tuple = `(${columns.map(() => '?').join(', ')})`
  const where = sqlKey.map((column) => `${column} = ?`).join(' AND ')
  const selected = entries.map(([property, column]) => `"${column.name}" AS "${property}"`).join(', ')
  const assignments = sqlNames
    .filter((column) => !sqlKey.includes(column))
    .map((column) => `${column} = excluded.${column}`)
  const onConflict = assignments.length === 0 ? 'DO NOTHING' : `DO UPDATE SET ${assignments.join(', ')}`

  const { sqlite } = store
  const select = sqlite.prepare<unknown[], Row>(`SELECT ${selected} FROM ${name} WHERE ${where}`)
  const insertOne = sqlite.prepare(`INSERT INTO ${name} (${list}) VALUES ${tuple}`)
  const upsert = sqlite.prepare(
    `INSERT INTO ${name} (${list}) VALUES ${tuple} ON CONFLICT (${sqlKey.join(', ')}) ${onConflict}`,
  )
  const erase = sqlite.prepare(`DELETE FROM ${name} WHERE ${where}`)
  const valuesOf = (row: Row): unknown[] => {
    const values: unknown[] = []
    for (const column of columns) values.push(row[column] ?? null)
    return values
  }

  const updates = new Map<string, Statement>()
  const updateOf = (changed: readonly number[]): Statement => {
    const signature = changed.join()
    let statement = updates.get(signature)
    if (statement === undefined) {
      const set = changed.map((column) => `${sqlNames[column] ?? ''} = ?`).join(', ')
      updates.set(signature, (statement = sqlite.prepare(`UPDATE ${name} SET ${set} WHERE ${where}`)))
    }
    return statement
  }

  return {
    columns,
    get: (...parts) => select.get(...parts),
    insert: (row) => void insertOne.run(valuesOf(row)),
    insertMany: rowsInsert<Row>(sqlite, name, columns, sqlNames),
    put: (row) => void upsert.run(valuesOf(row)),
    update(stored, row) {
      const changed: number[] = []
      const values: unknown[] = []
      for (const [index, column] of columns.entries()) {
        const value = row[column] ?? null
        if (value === (stored[column] ?? null)) continue
        changed.push(index)
        values.push(value)
      }
      if (changed.length === 0) return
      for (const property of key) values.push(row[property])
      updateOf(changed).run(values)
    },
    remove: (...parts) => void erase.run(...parts),
  }
}
