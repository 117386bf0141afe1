import { InvalidInputError } from '../../lib/errors.ts'
import type { LogisticModel } from '../linear/fit-logistic.ts'

/** What each feature adds to one row's score, from a base that is the score of an average row. */
export interface Contributions {
  readonly base: number
  /** In the order of the model's features; base + their sum = the score. */
  readonly values: Float64Array
}

/**
 * Exact contributions in a linear model: coefficient x (value - mean of the training rows). For features taken as
 * independent these are the Shapley values of the row.
 *
 * @param row - values in the order of the model's features
 * @param means - of the training rows, same order; 0 for z-scores
 * @returns log-odds: base + sum of values = intercept + sum of coefficient x value
 * @throws {InvalidInputError} when the lengths differ
 * @example linearContributions({ features: ['x'], intercept: 1, coefficients: [2] }, [3], [1]) // => { base: 3, values: [4] }
 * @see Strumbelj & Kononenko (2014), Knowledge and Information Systems 41, 647-665.
 */
export function linearContributions(
  { features, intercept, coefficients }: Pick<LogisticModel, 'features' | 'intercept' | 'coefficients'>,
  row: ArrayLike<number>,
  means: ArrayLike<number>,
): Contributions {
  if (row.length !== features.length || means.length !== features.length) {
    throw new InvalidInputError(`${row.length} values and ${means.length} means for ${features.length} features`)
  }
  let base = intercept
  const values = new Float64Array(features.length)
  for (const [i, coefficient] of coefficients.entries()) {
    base += coefficient * (means[i] as number)
    values[i] = coefficient * ((row[i] as number) - (means[i] as number))
  }
  return { base, values }
}
