import { InvalidInputError } from '../../lib/errors.ts'
import { sigmoid, softplus } from '../linear/sigmoid.ts'

/** Log-odds = intercept + slope x score. Plain data. */
export interface PlattScaling {
  readonly intercept: number
  readonly slope: number
}

/**
 * Platt scaling: the logistic curve through scores and outcomes, with outcomes drawn a little towards each other so that
 * few rows cannot make it certain.
 *
 * Keeps the order of rows (the slope is positive for any useful score). Cannot mend a score whose curve is not S-shaped:
 * isotonic regression can, with more rows.
 *
 * @param scores - any finite numbers, of rows that the score was not fitted on
 * @param labels - 0 or 1, same length
 * @throws {InvalidInputError} without a row
 * @see Platt (1999), Advances in Large Margin Classifiers; Lin, Lin & Weng (2007), Machine Learning 68, 267-276, whose
 * Newton iteration this is.
 */
export function fitPlatt(scores: Float64Array, labels: ArrayLike<number>): PlattScaling {
  if (scores.length === 0) throw new InvalidInputError('a calibration needs at least one row, got 0')
  let positives = 0
  for (let i = 0; i < scores.length; i++) positives += labels[i] as number
  const high = (positives + 1) / (positives + 2)
  const low = 1 / (scores.length - positives + 2)
  const target = (row: number): number => (labels[row] === 1 ? high : low)
  let slope = 0
  let intercept = Math.log((positives + 1) / (scores.length - positives + 1))
  const loss = (a: number, b: number): number => {
    let sum = 0
    for (let i = 0; i < scores.length; i++) {
      const logOdds = a * (scores[i] as number) + b
      sum += softplus(logOdds) - target(i) * logOdds
    }
    return sum
  }
  let value = loss(slope, intercept)
  for (let iteration = 0; iteration < 100; iteration++) {
    let h11 = 1e-12
    let h22 = 1e-12
    let h21 = 0
    let g1 = 0
    let g2 = 0
    for (let i = 0; i < scores.length; i++) {
      const score = scores[i] as number
      const probability = sigmoid(slope * score + intercept)
      const bend = probability * (1 - probability)
      h11 += score * score * bend
      h22 += bend
      h21 += score * bend
      const miss = probability - target(i)
      g1 += score * miss
      g2 += miss
    }
    const determinant = h11 * h22 - h21 * h21
    const stepSlope = -(h22 * g1 - h21 * g2) / determinant
    const stepIntercept = -(h11 * g2 - h21 * g1) / determinant
    let share = 1
    let next = loss(slope + stepSlope, intercept + stepIntercept)
    // The sum of many terms is not exact: a rise below its last digits is none.
    while (!(next <= value + 1e-12 * Math.abs(value)) && share > 1e-10) {
      share /= 2
      next = loss(slope + share * stepSlope, intercept + share * stepIntercept)
    }
    if (share <= 1e-10) break
    slope += share * stepSlope
    intercept += share * stepIntercept
    value = next
    if (Math.max(Math.abs(stepSlope), Math.abs(stepIntercept)) < 1e-10) break
  }
  return { intercept, slope }
}

/** Log-odds of calibrated scores. */
export const plattLogOdds = ({ intercept, slope }: PlattScaling, scores: Float64Array): Float64Array =>
  scores.map((score) => intercept + slope * score)
