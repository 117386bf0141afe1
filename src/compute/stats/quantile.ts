import { InvalidInputError } from '../../lib/errors.ts'

/**
 * Quantile of values that are already in ascending order, by linear interpolation between the two nearest ranks
 * (Hyndman-Fan type 7, the default of R, NumPy and pandas).
 *
 * With few values it moves a lot: the 80 % quantile of five customers is one customer.
 *
 * @param sorted - ascending, length >= 1, no NaN
 * @param probability - 0..1
 * @returns a number between the first and the last value
 * @throws {InvalidInputError} when there is no value or the probability is outside 0..1
 * @example quantileOfSorted([1, 2, 4, 8], 0.5) // => 3
 * @see Hyndman & Fan (1996), The American Statistician 50(4), 361-365.
 * Time O(1).
 */
export function quantileOfSorted(sorted: ArrayLike<number>, probability: number): number {
  if (sorted.length === 0) throw new InvalidInputError('a quantile of no values does not exist')
  checkProbability(probability)
  const rank = (sorted.length - 1) * probability
  const below = Math.floor(rank)
  const low = sorted[below] ?? Number.NaN
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? Number.NaN
  return interpolate(low, high, rank - below)
}

/**
 * Quantile (type 7) of values in any order; the input is left as it is.
 *
 * @throws {InvalidInputError} as `quantileOfSorted`
 * @example quantile([8, 1, 4, 2], 0.25) // => 1.75
 * Time O(n log n), memory O(n). For many values and few probabilities `selectQuantiles` is faster.
 */
export const quantile = (values: ArrayLike<number>, probability: number): number =>
  quantileOfSorted(new Float64Array(values).sort(), probability)

/** Between two neighbours in rank; equal neighbours give exactly themselves, whatever rounding would say. */
export const interpolate = (low: number, high: number, weight: number): number =>
  low === high ? low : low + weight * (high - low)

export function checkProbability(probability: number): void {
  if (probability >= 0 && probability <= 1) return
  throw new InvalidInputError(`a quantile's probability must lie in 0..1, got ${probability}`)
}
