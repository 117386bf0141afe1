/**
 * Lower triangle L of a symmetric positive definite matrix, L L' = A, row by row in one array.
 *
 * @param matrix - size x size, row-major; only the lower triangle is read
 * @returns null when the matrix is not positive definite
 * @example cholesky(Float64Array.of(4, 2, 2, 5), 2) // => [2, 0, 1, 2]
 * @see Golub & Van Loan (2013), Matrix Computations, section 4.2.
 * Time O(size^3 / 3).
 */
export function cholesky(matrix: Float64Array, size: number): Float64Array | null {
  const lower = new Float64Array(size * size)
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j] as number
      for (let k = 0; k < j; k++) sum -= (lower[i * size + k] as number) * (lower[j * size + k] as number)
      if (i === j) {
        if (!(sum > 0)) return null
        lower[i * size + i] = Math.sqrt(sum)
      } else lower[i * size + j] = sum / (lower[j * size + j] as number)
    }
  }
  return lower
}

/** The solution x of L L' x = right. */
export function solveCholesky(lower: Float64Array, right: Float64Array): Float64Array {
  const size = right.length
  const solved = right.slice()
  for (let i = 0; i < size; i++) {
    let sum = solved[i] as number
    for (let k = 0; k < i; k++) sum -= (lower[i * size + k] as number) * (solved[k] as number)
    solved[i] = sum / (lower[i * size + i] as number)
  }
  for (let i = size - 1; i >= 0; i--) {
    let sum = solved[i] as number
    for (let k = i + 1; k < size; k++) sum -= (lower[k * size + i] as number) * (solved[k] as number)
    solved[i] = sum / (lower[i * size + i] as number)
  }
  return solved
}
