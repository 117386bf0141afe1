import { InvalidInputError } from '../../lib/errors.ts'
import { checkTable, type ColumnTable } from '../stats/column-table.ts'
import { cholesky, solveCholesky } from './cholesky.ts'
import { sigmoid, softplus } from './sigmoid.ts'

/** A fitted logistic regression: log-odds = intercept + sum of coefficient x feature. Plain data. */
export interface LogisticModel {
  readonly features: readonly string[]
  readonly intercept: number
  readonly coefficients: readonly number[]
  /** Of intercept and coefficients at the optimum, from the curvature there (with the penalty in it). */
  readonly interceptError: number
  readonly standardErrors: readonly number[]
  /** Newton steps taken. */
  readonly iterations: number
  readonly converged: boolean
}

export interface LogisticOptions {
  /** Ridge penalty l2 / 2 x sum of squared coefficients, on the summed log loss; the intercept is free. 0 is none. */
  readonly l2?: number
  /** Weight of each row; all 1 unless given. */
  readonly weights?: Float64Array
  readonly maximumIterations?: number
  readonly tolerance?: number
}

/**
 * Logistic regression with a ridge penalty, by Newton's method (iteratively reweighted least squares) with step halving.
 *
 * Assumes that log-odds are linear in the features: give it logs of counts and money, not the counts. Standard errors are
 * those of independent rows; rows of one customer at several dates make them too small. Where a feature separates the
 * classes perfectly only the penalty keeps its coefficient finite.
 *
 * @param table - n rows of finite numbers, best standardised, so that one penalty fits all
 * @param labels - 0 or 1
 * @returns coefficients in the order of the table's columns
 * @throws {InvalidInputError} for values that are not finite, other labels, or fewer than one row
 * @example fitLogistic(tableFromRows(['x'], [[0], [1], [2], [3]]), [0, 1, 0, 1], { l2: 1 }).coefficients // => [0.5137...]
 * @see Hastie, Tibshirani & Friedman (2009), The Elements of Statistical Learning, section 4.4.1; le Cessie & van
 * Houwelingen (1992), Applied Statistics 41(1), 191-201.
 * Time O(iterations x n x p^2), memory O(n + p^2).
 */
export function fitLogistic(
  table: ColumnTable,
  labels: ArrayLike<number>,
  options: LogisticOptions = {},
): LogisticModel {
  checkTable(table, labels)
  if (table.rows === 0) throw new InvalidInputError('logistic regression needs at least one row, got 0')
  const { l2 = 1, weights = new Float64Array(table.rows).fill(1), maximumIterations = 50, tolerance = 1e-8 } = options
  const size = table.columns.length + 1
  let point = new Float64Array(size)
  let state = evaluate(table, labels, weights, l2, point)
  let iterations = 0
  let converged = false
  while (iterations < maximumIterations && !converged) {
    const lower = cholesky(state.curvature, size)
    if (lower === null) break
    const step = solveCholesky(lower, state.gradient)
    let share = 1
    let next = moved(point, step, share)
    let reached = evaluate(table, labels, weights, l2, next)
    while (!(reached.loss <= state.loss + 1e-12 * Math.abs(state.loss)) && share > 1e-6) {
      share /= 2
      next = moved(point, step, share)
      reached = evaluate(table, labels, weights, l2, next)
    }
    iterations += 1
    converged = largest(step) * share < tolerance || share <= 1e-6
    point = next
    state = reached
  }
  const errors = standardErrors(state.curvature, size)
  return {
    features: table.names,
    intercept: point[0] as number,
    coefficients: Array.from(point.subarray(1)),
    interceptError: errors[0] as number,
    standardErrors: Array.from(errors.subarray(1)),
    iterations,
    converged,
  }
}

/**
 * Log-odds of every row.
 *
 * @throws {InvalidInputError} when the table lacks a feature of the model
 */
export function logisticLogOdds(
  { features, coefficients, intercept }: Pick<LogisticModel, 'features' | 'coefficients' | 'intercept'>,
  table: ColumnTable,
): Float64Array {
  const scores = new Float64Array(table.rows).fill(intercept)
  for (const [index, name] of features.entries()) {
    const column = table.columns[table.names.indexOf(name)]
    if (column === undefined) throw new InvalidInputError(`the table has no column '${name}'`, { field: name })
    const coefficient = coefficients[index] as number
    for (let row = 0; row < scores.length; row++) {
      scores[row] = (scores[row] as number) + coefficient * (column[row] as number)
    }
  }
  return scores
}

/** Weights that give both classes the same say: n / (2 x rows of the class). */
export function balancedWeights(labels: ArrayLike<number>): Float64Array {
  let positives = 0
  for (let i = 0; i < labels.length; i++) positives += labels[i] as number
  const negatives = labels.length - positives
  return Float64Array.from(labels, (label) =>
    positives === 0 || negatives === 0 ? 1 : labels.length / (2 * (label === 1 ? positives : negatives)),
  )
}

interface State {
  readonly loss: number
  /** Downhill: minus the gradient of the loss. */
  readonly gradient: Float64Array
  readonly curvature: Float64Array
}

function evaluate(
  { columns, rows }: ColumnTable,
  labels: ArrayLike<number>,
  weights: Float64Array,
  l2: number,
  point: Float64Array,
): State {
  const size = columns.length + 1
  const scores = new Float64Array(rows).fill(point[0] as number)
  columns.forEach((column, index) => {
    const coefficient = point[index + 1] as number
    for (let row = 0; row < rows; row++) scores[row] = (scores[row] as number) + coefficient * (column[row] as number)
  })
  let loss = 0
  const residuals = new Float64Array(rows)
  const bends = new Float64Array(rows)
  for (let row = 0; row < rows; row++) {
    const score = scores[row] as number
    const label = labels[row] as number
    const weight = weights[row] as number
    const probability = sigmoid(score)
    loss += weight * (softplus(score) - label * score)
    residuals[row] = weight * (label - probability)
    bends[row] = weight * probability * (1 - probability)
  }
  const gradient = new Float64Array(size)
  const curvature = new Float64Array(size * size)
  const bent = new Float64Array(rows)
  for (let i = 0; i < size; i++) {
    const column = i === 0 ? null : (columns[i - 1] as Float64Array)
    let slope = 0
    for (let row = 0; row < rows; row++) {
      const value = column === null ? 1 : (column[row] as number)
      slope += value * (residuals[row] as number)
      bent[row] = value * (bends[row] as number)
    }
    for (let j = 0; j <= i; j++) {
      const other = j === 0 ? null : (columns[j - 1] as Float64Array)
      let sum = 0
      if (other === null) for (let row = 0; row < rows; row++) sum += bent[row] as number
      else for (let row = 0; row < rows; row++) sum += (bent[row] as number) * (other[row] as number)
      curvature[i * size + j] = sum
      curvature[j * size + i] = sum
    }
    const coefficient = point[i] as number
    if (i > 0) {
      loss += (l2 / 2) * coefficient * coefficient
      slope -= l2 * coefficient
      curvature[i * size + i] = (curvature[i * size + i] as number) + l2
    }
    gradient[i] = slope
    // A column that never varies beside the intercept would leave the matrix singular by a rounding error.
    curvature[i * size + i] = (curvature[i * size + i] as number) + 1e-10
  }
  return { loss, gradient, curvature }
}

const moved = (point: Float64Array, step: Float64Array, share: number): Float64Array<ArrayBuffer> =>
  Float64Array.from(point, (value, i) => value + share * (step[i] as number))

const largest = (values: Float64Array): number => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)

/** Square roots of the diagonal of the inverse. */
function standardErrors(curvature: Float64Array, size: number): Float64Array {
  const lower = cholesky(curvature, size)
  const errors = new Float64Array(size).fill(Number.NaN)
  if (lower === null) return errors
  for (let i = 0; i < size; i++) {
    const unit = new Float64Array(size)
    unit[i] = 1
    errors[i] = Math.sqrt(solveCholesky(lower, unit)[i] as number)
  }
  return errors
}
