import type { SparseRows } from '../../linear/sparse-rows.ts'

/**
 * Counts how often each column is told for each row.
 *
 * @param visit - tells the columns of a row, each as often as it occurs, in any order
 * @example countHashed(1, 8, (_row, tell) => { tell(3); tell(3) }).values // => [2]
 * Time O(told + columns of a row x log), memory 4 bytes a column while it runs.
 */
export function countHashed(
  rows: number,
  columns: number,
  visit: (row: number, tell: (column: number) => void) => void,
): SparseRows {
  const counts = new Uint32Array(columns)
  const starts = new Uint32Array(rows + 1)
  const found: Int32Array[] = []
  const amounts: Float64Array[] = []
  let scratch = new Int32Array(1024)
  let used = 0
  const tell = (column: number): void => {
    if (counts[column] === 0) {
      if (used === scratch.length) {
        const larger = new Int32Array(used * 2)
        larger.set(scratch)
        scratch = larger
      }
      scratch[used++] = column
    }
    counts[column] = (counts[column] as number) + 1
  }
  for (let row = 0; row < rows; row += 1) {
    used = 0
    visit(row, tell)
    const own = scratch.slice(0, used).sort()
    const amount = new Float64Array(used)
    for (let i = 0; i < used; i += 1) {
      amount[i] = counts[own[i] as number] as number
      counts[own[i] as number] = 0
    }
    found.push(own)
    amounts.push(amount)
    starts[row + 1] = (starts[row] as number) + used
  }
  const indices = new Int32Array(starts[rows] as number)
  const values = new Float64Array(indices.length)
  found.forEach((own, row) => {
    indices.set(own, starts[row])
    values.set(amounts[row] as Float64Array, starts[row])
  })
  return { rows, columns, starts, indices, values }
}
