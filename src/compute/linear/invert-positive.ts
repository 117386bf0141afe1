import { multiplyRows, type MatrixRows } from './multiply-rows.ts'

const PANEL = 32

/**
 * Inverse of a symmetric positive definite matrix, by Cholesky, the inverse of its factor, and their product.
 *
 * @param matrix - size x size, row-major; only the lower triangle is read; it is used up as working memory
 * @param size - any
 * @param onProgress - called with the share done, in [0, 1]; may throw to stop
 * @returns the whole symmetric inverse, row-major, `stride` apart; null when the matrix is not positive definite
 * @example invertPositive(Float64Array.of(4, 2, 2, 5), 2) // => values [0.3125, -0.125, -0.125, 0.25]
 * @see Golub & Van Loan (2013), Matrix Computations, sections 3.1 and 4.2.
 * Time size^3 / 2 multiplications, memory two matrices.
 */
export function invertPositive(
  matrix: Float64Array,
  size: number,
  onProgress?: (share: number) => void,
): MatrixRows | null {
  // Blocks of four need a size that is a multiple of four: the rest is filled with the identity.
  const padded = Math.ceil(size / 4) * 4
  const lower: MatrixRows = { values: pad(matrix, size, padded), stride: padded }
  if (!factorise(lower, padded, onProgress)) return null
  const turned = invertFactor(lower, padded, onProgress)
  const { values } = lower
  values.fill(0)
  for (let row = 0; row < padded; row += PANEL) {
    const rowEnd = Math.min(padded, row + PANEL)
    for (let column = 0; column <= row; column += PANEL) {
      const columnEnd = Math.min(padded, column + PANEL)
      const ranges = { left: [row, rowEnd], right: [column, columnEnd], inner: [row, padded] } as const
      multiplyRows(lower, turned, turned, ranges, 1)
    }
    onProgress?.((2 + (rowEnd / padded) ** 2) / 3)
  }
  for (let row = 0; row < padded; row++) {
    for (let column = 0; column < row; column++) {
      values[column * padded + row] = values[row * padded + column] as number
    }
  }
  return lower
}

function pad(matrix: Float64Array, size: number, padded: number): Float64Array {
  if (padded === size) return matrix
  const values = new Float64Array(padded * padded)
  for (let row = 0; row < size; row++) values.set(matrix.subarray(row * size, (row + 1) * size), row * padded)
  for (let row = size; row < padded; row++) values[row * padded + row] = 1
  return values
}

/** Puts L of L L' in the lower triangle; false when a pivot is not positive. */
function factorise(matrix: MatrixRows, size: number, onProgress?: (share: number) => void): boolean {
  const { values } = matrix
  for (let panel = 0; panel < size; panel += PANEL) {
    const end = Math.min(size, panel + PANEL)
    const ranges = { left: [panel, size], right: [panel, end], inner: [0, panel] } as const
    multiplyRows(matrix, matrix, matrix, ranges, -1)
    for (let row = panel; row < size; row++) {
      const last = Math.min(row, end - 1)
      for (let column = panel; column <= last; column++) {
        let sum = values[row * size + column] as number
        for (let k = panel; k < column; k++) {
          sum -= (values[row * size + k] as number) * (values[column * size + k] as number)
        }
        if (row !== column) values[row * size + column] = sum / (values[column * size + column] as number)
        else if (sum > 0) values[row * size + row] = Math.sqrt(sum)
        else return false
      }
    }
    onProgress?.((end / size) ** 3 / 3)
  }
  return true
}

/** The transpose of the inverse of L, upper triangular: rows of it are columns of the inverse. */
function invertFactor(lower: MatrixRows, size: number, onProgress?: (share: number) => void): MatrixRows {
  const values = new Float64Array(size * size)
  const turned: MatrixRows = { values, stride: size }
  const factor = lower.values
  for (let panel = 0; panel < size; panel += PANEL) {
    const end = Math.min(size, panel + PANEL)
    for (let row = 0; row < panel; row += PANEL) {
      const ranges = { left: [row, Math.min(panel, row + PANEL)], right: [panel, end], inner: [row, panel] } as const
      multiplyRows(turned, turned, lower, ranges, 1)
    }
    for (let row = 0; row < end; row++) {
      for (let column = Math.max(panel, row); column < end; column++) {
        let sum = values[row * size + column] as number
        for (let k = Math.max(panel, row); k < column; k++) {
          sum += (values[row * size + k] as number) * (factor[column * size + k] as number)
        }
        values[row * size + column] = ((row === column ? 1 : 0) - sum) / (factor[column * size + column] as number)
      }
    }
    onProgress?.((1 + (end / size) ** 3) / 3)
  }
  return turned
}
