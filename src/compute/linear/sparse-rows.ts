/** Rows of mostly zeros: row r holds `indices` and `values` from `starts[r]` to `starts[r + 1]`, indices ascending. */
export interface SparseRows {
  readonly rows: number
  /** One more than the largest index allowed. */
  readonly columns: number
  readonly starts: Uint32Array
  readonly indices: Int32Array
  readonly values: Float64Array
}

/**
 * Puts sparse rows together from lists of (index, value).
 *
 * @param entries - one map per row
 * @example sparseRows([new Map([[2, 1]])], 3).indices // => [2]
 */
export function sparseRows(entries: readonly ReadonlyMap<number, number>[], columns: number): SparseRows {
  const starts = new Uint32Array(entries.length + 1)
  entries.forEach((row, at) => {
    starts[at + 1] = (starts[at] as number) + row.size
  })
  const indices = new Int32Array(starts[entries.length] as number)
  const values = new Float64Array(indices.length)
  entries.forEach((row, at) => {
    const sorted = Int32Array.from(row.keys()).sort()
    const start = starts[at] as number
    indices.set(sorted, start)
    sorted.forEach((index, i) => {
      values[start + i] = row.get(index) as number
    })
  })
  return { rows: entries.length, columns, starts, indices, values }
}

/**
 * Rows with the columns of `right` put after those of `left`.
 *
 * @throws RangeError when the numbers of rows differ
 */
export function besideEachOther(left: SparseRows, right: SparseRows): SparseRows {
  if (left.rows !== right.rows) throw new RangeError(`Rows differ: ${left.rows} and ${right.rows}`)
  const starts = new Uint32Array(left.rows + 1)
  const indices = new Int32Array(left.indices.length + right.indices.length)
  const values = new Float64Array(indices.length)
  let next = 0
  for (let row = 0; row < left.rows; row += 1) {
    for (let at = left.starts[row] as number; at < (left.starts[row + 1] as number); at += 1, next += 1) {
      indices[next] = left.indices[at] as number
      values[next] = left.values[at] as number
    }
    for (let at = right.starts[row] as number; at < (right.starts[row + 1] as number); at += 1, next += 1) {
      indices[next] = left.columns + (right.indices[at] as number)
      values[next] = right.values[at] as number
    }
    starts[row + 1] = next
  }
  return { rows: left.rows, columns: left.columns + right.columns, starts, indices, values }
}
