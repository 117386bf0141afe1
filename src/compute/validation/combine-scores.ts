import { InvalidInputError } from '../../lib/errors.ts'
import { fitLogistic, type LogisticModel } from '../linear/fit-logistic.ts'

/** Mean of the log-odds of several models, row by row: their average keeps contributions additive. */
export function averageScores(scores: readonly Float64Array[]): Float64Array {
  const [first] = scores
  if (first === undefined) throw new InvalidInputError('an average of no scores does not exist')
  return first.map((_, row) => scores.reduce((sum, one) => sum + (one[row] as number), 0) / scores.length)
}

/**
 * A stacked ensemble: a logistic regression on the log-odds of several models, fitted on rows that none of them saw.
 *
 * @param scores - log-odds per model, by its name
 * @param labels - 0 or 1 of those rows
 * @param l2 - the penalty keeps models that say the same from getting opposite signs
 * @returns weights by the models' names, to be applied with `logisticLogOdds`
 * @see Wolpert (1992), Neural Networks 5(2), 241-259.
 */
export const stackScores = (
  scores: Readonly<Record<string, Float64Array>>,
  labels: ArrayLike<number>,
  l2 = 1,
): LogisticModel =>
  fitLogistic({ names: Object.keys(scores), columns: Object.values(scores), rows: labels.length }, labels, { l2 })
