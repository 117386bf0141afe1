import { InvalidInputError } from '../../lib/errors.ts'

/** Rows to learn from, column by column: what a computation runs over is one column at a time. */
export interface ColumnTable {
  readonly names: readonly string[]
  /** One per name, each of length `rows`. */
  readonly columns: readonly Float64Array[]
  readonly rows: number
}

/**
 * A table from rows of numbers.
 *
 * @example tableFromRows(['a', 'b'], [[1, 2], [3, 4]]).columns // => [[1, 3], [2, 4]]
 */
export const tableFromRows = (names: readonly string[], rows: readonly (readonly number[])[]): ColumnTable => ({
  names,
  columns: names.map((_name, column) => Float64Array.from(rows, (row) => row[column] ?? Number.NaN)),
  rows: rows.length,
})

/** The rows at these positions, in their order; a position may come more than once. */
export const takeRows = ({ names, columns }: ColumnTable, positions: ArrayLike<number>): ColumnTable => ({
  names,
  columns: columns.map((column) => takeValues(column, positions)),
  rows: positions.length,
})

export function takeValues(values: Float64Array, positions: ArrayLike<number>): Float64Array {
  const taken = new Float64Array(positions.length)
  for (let i = 0; i < positions.length; i++) taken[i] = values[positions[i] as number] as number
  return taken
}

/**
 * The columns of these names, in their order.
 *
 * @throws {InvalidInputError} naming the first that the table lacks
 */
export const takeColumns = (table: ColumnTable, names: readonly string[]): ColumnTable => ({
  names,
  columns: names.map((name) => columnNamed(table, name)),
  rows: table.rows,
})

/** @throws {InvalidInputError} when there is no such column */
export function columnNamed(table: ColumnTable, name: string): Float64Array {
  const column = table.columns[table.names.indexOf(name)]
  if (column === undefined) throw new InvalidInputError(`the table has no column '${name}'`, { field: name })
  return column
}

/** All rows of tables with the same columns, one table after the other. */
export function stackTables(tables: readonly ColumnTable[]): ColumnTable {
  const [first] = tables
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  const columns = (first?.names ?? []).map((name) => {
    const stacked = new Float64Array(rows)
    let from = 0
    for (const table of tables) {
      stacked.set(columnNamed(table, name), from)
      from += table.rows
    }
    return stacked
  })
  return { names: first?.names ?? [], columns, rows }
}

/**
 * Refuses what no model can learn from.
 *
 * @throws {InvalidInputError} naming the first value that is not finite, or a length that does not fit
 */
export function checkTable({ names, columns, rows }: ColumnTable, labels?: ArrayLike<number>): void {
  for (const [index, column] of columns.entries()) {
    if (column.length !== rows) {
      throw new InvalidInputError(`column '${names[index]}' has ${column.length} values, the table ${rows} rows`)
    }
    for (let row = 0; row < rows; row++) {
      if (!Number.isFinite(column[row])) {
        throw new InvalidInputError(`column '${names[index]}' holds ${column[row]} in row ${row}`, {
          hint: 'Fill or leave out what is not known before fitting.',
        })
      }
    }
  }
  if (labels === undefined) return
  if (labels.length !== rows) throw new InvalidInputError(`${labels.length} labels for ${rows} rows`)
  for (let row = 0; row < rows; row++) {
    if (labels[row] !== 0 && labels[row] !== 1) {
      throw new InvalidInputError(`label ${labels[row]} in row ${row} is neither 0 nor 1`)
    }
  }
}
