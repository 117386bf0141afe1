import { InvalidInputError } from '../../lib/errors.ts'

export interface MeanDifference {
  readonly meanA: number
  readonly meanB: number
  /** meanA - meanB. */
  readonly difference: number
  readonly interval: readonly [number, number]
}

/**
 * Difference of two means with Welch's interval, for groups that need not be equally large or equally scattered.
 *
 * Of a randomised group and its control the difference is what the treatment did; of any other two groups it is a
 * difference and nothing more.
 *
 * @param a - at least two values
 * @param b - at least two values
 * @param z - of the confidence; 1.959964 is 95 %
 * @throws {InvalidInputError} when a group has fewer than two values
 * @example differenceOfMeans([1, 2, 3], [0, 1, 2]).difference // => 1
 * @see Welch (1947), Biometrika 34, 28-35; the normal quantile stands in for Student's, so groups of hundreds are meant.
 * Time O(n).
 */
export function differenceOfMeans(a: ArrayLike<number>, b: ArrayLike<number>, z = 1.959963984540054): MeanDifference {
  const one = meanAndError(a)
  const other = meanAndError(b)
  const difference = one.mean - other.mean
  const margin = z * Math.sqrt(one.error + other.error)
  return { meanA: one.mean, meanB: other.mean, difference, interval: [difference - margin, difference + margin] }
}

/** Mean and squared standard error. */
function meanAndError(values: ArrayLike<number>): { mean: number; error: number } {
  const n = values.length
  if (n < 2) throw new InvalidInputError(`a mean of ${n} values has no interval; at least 2 are needed`)
  let sum = 0
  for (let i = 0; i < n; i += 1) sum += values[i] ?? 0
  const mean = sum / n
  let squares = 0
  for (let i = 0; i < n; i += 1) squares += ((values[i] ?? 0) - mean) ** 2
  return { mean, error: squares / (n - 1) / n }
}
