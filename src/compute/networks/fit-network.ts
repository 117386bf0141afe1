import { InvalidInputError } from '../../lib/errors.ts'
import { seededRandom } from '../../lib/random.ts'
import { minimise } from '../linear/minimise.ts'
import { sigmoid, softplus } from '../linear/sigmoid.ts'
import { checkTable, columnNamed, type ColumnTable } from '../stats/column-table.ts'

/** A fitted network: log-odds = bias + sum over hidden units of output x tanh(unit bias + sum of weight x feature). */
export interface NetworkModel {
  readonly features: readonly string[]
  readonly hidden: number
  /** Per hidden unit its weights, then its bias; then the output weights; then the output bias. */
  readonly weights: readonly number[]
}

export interface NetworkOptions {
  readonly hidden?: number
  /** Penalty l2 / 2 x sum of squared weights (biases free), on the mean log loss. */
  readonly l2?: number
  readonly maximumIterations?: number
  readonly weights?: Float64Array
  readonly seed: string
}

/**
 * A network with one hidden layer of tanh units for two classes, fitted by L-BFGS on all rows at once.
 *
 * Its loss has many valleys: another seed may find another one, so judge it over a few seeds. Standardise features first.
 *
 * @param table - n rows of finite numbers, standardised
 * @param labels - 0 or 1
 * @throws {InvalidInputError} for values that are not finite, other labels, or no row
 * @see Bishop (2006), Pattern Recognition and Machine Learning, chapter 5; Glorot & Bengio (2010), AISTATS (start).
 * Time O(iterations x n x p x hidden).
 */
export function fitNetwork(table: ColumnTable, labels: ArrayLike<number>, options: NetworkOptions): NetworkModel {
  checkTable(table, labels)
  if (table.rows === 0) throw new InvalidInputError('a network needs at least one row, got 0')
  const { hidden = 8, l2 = 1e-3, maximumIterations = 200, seed } = options
  const weights = options.weights ?? new Float64Array(table.rows).fill(1)
  const width = table.columns.length
  const random = seededRandom(`network/${seed}`)
  const start = new Float64Array(hidden * (width + 1) + hidden + 1)
  const spread = Math.sqrt(6 / (width + hidden))
  for (let i = 0; i < start.length - 1; i++) start[i] = (2 * random() - 1) * spread
  const { point } = minimise(
    (weightsAt, gradient) => networkLoss(table, labels, weights, { hidden, l2 }, weightsAt, gradient),
    start,
    { maximumIterations, tolerance: 1e-6 },
  )
  return { features: table.names, hidden, weights: Array.from(point) }
}

/** Mean penalised log loss at a point; its gradient is written into `gradient` by back-propagation. */
export function networkLoss(
  table: ColumnTable,
  labels: ArrayLike<number>,
  rowWeights: Float64Array,
  { hidden, l2 }: { readonly hidden: number; readonly l2: number },
  point: Float64Array,
  gradient: Float64Array,
): number {
  const width = table.columns.length
  const outputs = hidden * (width + 1)
  const scores = new Float64Array(table.rows).fill(point[outputs + hidden] as number)
  const activations = Array.from({ length: hidden }, (_, unit) => activate(table, point, unit))
  activations.forEach((activation, unit) => addScaled(scores, activation, point[outputs + unit] as number))
  let total = 0
  let loss = 0
  const misses = scores.map((score, row) => {
    const weight = rowWeights[row] as number
    total += weight
    loss += weight * (softplus(score) - (labels[row] as number) * score)
    return weight * (sigmoid(score) - (labels[row] as number))
  })
  activations.forEach((activation, unit) => {
    gradient[outputs + unit] = dot(misses, activation) / total
    const output = point[outputs + unit] as number
    const back = misses.map((miss, row) => (miss * output * (1 - (activation[row] as number) ** 2)) / total)
    table.columns.forEach((column, i) => {
      gradient[unit * (width + 1) + i] = dot(back, column)
    })
    gradient[unit * (width + 1) + width] = back.reduce((sum, value) => sum + value, 0)
  })
  gradient[outputs + hidden] = misses.reduce((sum, miss) => sum + miss, 0) / total
  let penalty = 0
  for (let i = 0; i < outputs + hidden; i++) {
    if (i < outputs && i % (width + 1) === width) continue
    const weight = point[i] as number
    penalty += weight * weight
    gradient[i] = (gradient[i] as number) + l2 * weight
  }
  return loss / total + (l2 / 2) * penalty
}

/**
 * Log-odds of every row.
 *
 * @throws {InvalidInputError} when the table lacks a feature of the model
 */
export function networkLogOdds({ features, hidden, weights }: NetworkModel, table: ColumnTable): Float64Array {
  const point = Float64Array.from(weights)
  const own = { names: features, columns: features.map((name) => columnNamed(table, name)), rows: table.rows }
  const outputs = hidden * (features.length + 1)
  const scores = new Float64Array(table.rows).fill(point[outputs + hidden] as number)
  for (let unit = 0; unit < hidden; unit++)
    addScaled(scores, activate(own, point, unit), point[outputs + unit] as number)
  return scores
}

function activate({ columns, rows }: ColumnTable, point: Float64Array, unit: number): Float64Array {
  const from = unit * (columns.length + 1)
  const sums = new Float64Array(rows).fill(point[from + columns.length] as number)
  columns.forEach((column, i) => addScaled(sums, column, point[from + i] as number))
  for (let row = 0; row < rows; row++) sums[row] = Math.tanh(sums[row] as number)
  return sums
}

function addScaled(target: Float64Array, source: Float64Array, scale: number): void {
  for (let i = 0; i < target.length; i++) target[i] = (target[i] as number) + scale * (source[i] as number)
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number)
  return sum
}
