import type { Database, Statement } from 'better-sqlite3'
import { ROWS_PER_STATEMENT } from './bulk-insert.ts'

interface Shape {
  /** Columns that no row fills are left to the table's default, and are in neither list. */
  readonly shared: readonly number[]
  readonly varying: readonly number[]
}

interface Statements extends Shape {
  readonly block: Statement
  readonly one: Statement
}

/**
 * Inserts new rows many at a time. Handing a value over costs several times what storing it does, so what no row fills is
 * not handed over at all, and what all rows have in common once per statement.
 *
 * @param columns - properties of a row, and `sqlNames` their quoted names in the table
 */
export function rowsInsert<Row extends object>(
  sqlite: Database,
  table: string,
  columns: readonly (keyof Row & string)[],
  sqlNames: readonly string[],
): (rows: readonly Row[]) => void {
  const known = new Map<string, Statements>()
  const statementsFor = (shape: Shape): Statements => {
    const signature = `${shape.shared.join()};${shape.varying.join()}`
    let statements = known.get(signature)
    if (statements === undefined) {
      const names = [...shape.shared, ...shape.varying].map((column) => sqlNames[column] ?? '')
      const places = [...shape.shared.map((column) => `@c${column}`), ...shape.varying.map(() => '?')]
      const tuple = `(${places.join(', ')})`
      const prepared = (count: number): Statement =>
        sqlite.prepare(
          `INSERT INTO ${table} (${names.join(', ')}) VALUES ${Array.from({ length: count }, () => tuple).join(', ')}`,
        )
      statements = { ...shape, block: prepared(ROWS_PER_STATEMENT), one: prepared(1) }
      known.set(signature, statements)
    }
    return statements
  }

  return (rows) => {
    const [first] = rows
    if (first === undefined) return
    const { shared, varying, block, one } = statementsFor(shapeOf(rows, columns))
    const common = Object.fromEntries(shared.map((column) => [`c${column}`, valueAt(first, columns, column)]))
    const read = varying.map((column) => columns[column]).filter((column) => column !== undefined)
    const blocks = rows.length - (rows.length % ROWS_PER_STATEMENT)
    const values: unknown[] = Array.from({ length: read.length * ROWS_PER_STATEMENT })
    for (let from = 0; from < blocks; from += ROWS_PER_STATEMENT) {
      let at = 0
      for (let row = from; row < from + ROWS_PER_STATEMENT; row += 1) {
        const cells = rows[row]
        for (const column of read) values[at++] = cells?.[column] ?? null
      }
      // Arguments are handed over faster than the elements of one array.
      block.run(common, ...values)
    }
    for (const cells of rows.slice(blocks)) {
      one.run(
        common,
        read.map((column) => cells[column] ?? null),
      )
    }
  }
}

const valueAt = <Row extends object>(row: Row, columns: readonly (keyof Row & string)[], column: number): unknown => {
  const property = columns[column]
  return property === undefined ? null : (row[property] ?? null)
}

function shapeOf<Row extends object>(rows: readonly Row[], columns: readonly (keyof Row & string)[]): Shape {
  const shared: number[] = []
  const varying: number[] = []
  for (const [index, column] of columns.entries()) {
    const value = rows[0]?.[column] ?? null
    if (rows.some((row) => (row[column] ?? null) !== value)) varying.push(index)
    else if (value !== null) shared.push(index)
  }
  return { shared, varying }
}
