/**
 * Squared Euclidean distance of two points in row-major arrays; the innermost step of everything here.
 *
 * Three measures at a time: for the few measures that customers have, a loop of single steps costs more than its sums.
 *
 * @param a - holds the first point from `at` on, the second is in `b` from `from` on
 * @param d - measures of a point
 * @example squaredGap(Float64Array.of(0, 0), 0, Float64Array.of(3, 4), 0, 2) // => 25
 */
export function squaredGap(a: Float64Array, at: number, b: Float64Array, from: number, d: number): number {
  let sum = 0
  let j = 0
  for (; j + 2 < d; j += 3) {
    const x = (a[at + j] ?? 0) - (b[from + j] ?? 0)
    const y = (a[at + j + 1] ?? 0) - (b[from + j + 1] ?? 0)
    const z = (a[at + j + 2] ?? 0) - (b[from + j + 2] ?? 0)
    sum += x * x + y * y + z * z
  }
  for (; j < d; j++) {
    const x = (a[at + j] ?? 0) - (b[from + j] ?? 0)
    sum += x * x
  }
  return sum
}
