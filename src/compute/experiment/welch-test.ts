import { InvalidInputError } from '../../lib/errors.ts'
import { twoSidedStudent } from '../stats/tail-probabilities.ts'

export interface WelchResult {
  readonly meanA: number
  readonly meanB: number
  /** meanB - meanA. */
  readonly difference: number
  readonly interval: readonly [number, number]
  readonly standardError: number
  readonly t: number
  readonly degrees: number
  /** Two-sided. */
  readonly pValue: number
}

/**
 * Whether the means of two groups differ, whatever their sizes and scatter.
 *
 * Money per customer is skewed: a few large orders move a mean, so hundreds per group are needed before the interval is
 * what it says. The interval uses Student's quantile.
 *
 * @param a - the reference, at least two values
 * @param b - the other, at least two values
 * @throws {InvalidInputError} when a group has fewer than two values
 * @example welchTest([1, 2, 3, 4], [2, 4, 6, 8]).t // => 1.7320508075688774
 * @see Welch (1947), Biometrika 34, 28-35. Time O(n).
 */
export function welchTest(a: ArrayLike<number>, b: ArrayLike<number>): WelchResult {
  const one = momentsOf(a)
  const other = momentsOf(b)
  const difference = other.mean - one.mean
  const squared = one.error + other.error
  const standardError = Math.sqrt(squared)
  const spread = one.error ** 2 / (a.length - 1) + other.error ** 2 / (b.length - 1)
  const degrees = spread === 0 ? a.length + b.length - 2 : squared ** 2 / spread
  const t = standardError === 0 ? 0 : difference / standardError
  const margin = studentQuantile(degrees) * standardError
  return {
    meanA: one.mean,
    meanB: other.mean,
    difference,
    interval: [difference - margin, difference + margin],
    standardError,
    t,
    degrees,
    pValue: standardError === 0 ? 1 : twoSidedStudent(t, degrees),
  }
}

/** Mean and squared standard error of it. */
function momentsOf(values: ArrayLike<number>): { readonly mean: number; readonly error: number } {
  const n = values.length
  if (n < 2) throw new InvalidInputError(`a mean of ${n} values has no interval; at least 2 are needed`)
  let sum = 0
  for (let i = 0; i < n; i += 1) sum += values[i] ?? 0
  const mean = sum / n
  let squares = 0
  for (let i = 0; i < n; i += 1) squares += ((values[i] ?? 0) - mean) ** 2
  return { mean, error: squares / (n - 1) / n }
}

/** The value that Student's t leaves with 5 %, both sides together, by bisection. */
function studentQuantile(degrees: number): number {
  let low = 1.9
  let high = 1000
  for (let i = 0; i < 80; i += 1) {
    const middle = (low + high) / 2
    if (twoSidedStudent(middle, degrees) > 0.05) low = middle
    else high = middle
  }
  return (low + high) / 2
}
