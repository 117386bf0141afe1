import type { Random } from '../../lib/random.ts'
import type { SparseRows } from './sparse-rows.ts'

export interface SparseLinearOptions {
  /** `logistic` gives log-odds; `svm` is the squared hinge and gives margins. */
  readonly loss: 'logistic' | 'svm'
  /** Price of an error against the size of the weights; 1 when left out. Larger fits closer. */
  readonly cost?: number
  /** Orders the rows of each pass. */
  readonly random: Random
  readonly maximumPasses?: number
  /** Rows to learn from; all when left out. */
  readonly rows?: Int32Array
}

export interface SparseLinear {
  readonly weights: Float64Array
  readonly intercept: number
  readonly passes: number
}

const TOLERANCE = 0.01
const INNER_STEPS = 20

/**
 * Linear classifier over sparse rows by dual coordinate descent, L2-regularised; the intercept is a feature of value 1 and
 * so a little regularised too. Made for texts: time grows with the non-zeros, not with the columns.
 *
 * @param matrix - features, best of similar length per row (unit length for term weights)
 * @param labels - 1 or 0 per row of the matrix
 * @returns weights per column; `scoreSparseLinear` applies them
 * @example fitSparseLinear(rows, Uint8Array.of(1, 0), { loss: 'svm', random }).weights.length // => rows.columns
 * @see Hsieh, Chang, Lin, Keerthi & Sundararajan (2008), A dual coordinate descent method for large-scale linear SVM;
 *   Yu, Huang & Lin (2011), Dual coordinate descent methods for logistic regression and maximum entropy models.
 * Memory 2 doubles a row and one a column; each pass O(non-zeros).
 */
export function fitSparseLinear(
  matrix: SparseRows,
  labels: ArrayLike<number>,
  options: SparseLinearOptions,
): SparseLinear {
  const { loss, cost = 1, random, maximumPasses = loss === 'svm' ? 60 : 40 } = options
  const order = options.rows?.slice() ?? Int32Array.from({ length: matrix.rows }, (_, row) => row)
  const weights = new Float64Array(matrix.columns + 1)
  const lengths = Float64Array.from(order, (row) => squaredLength(matrix, row) + 1)
  const state = { matrix, labels, weights, cost }
  const places = Int32Array.from(order, (_, place) => place)
  const dual = new Float64Array(order.length)
  if (loss === 'logistic') {
    dual.fill(Math.min(0.001 * cost, 1e-8))
    order.forEach((row, place) => add(matrix, row, sign(labels, row) * (dual[place] as number), weights))
  }
  let passes = 0
  while (passes < maximumPasses) {
    passes += 1
    shuffle(places, random)
    let worst = 0
    for (const place of places) {
      const row = order[place] as number
      const step = loss === 'svm' ? stepSvm : stepLogistic
      worst = Math.max(worst, step(state, row, place, dual, lengths[place] as number))
    }
    if (worst < TOLERANCE) break
  }
  return { weights: weights.subarray(0, matrix.columns), intercept: weights[matrix.columns] as number, passes }
}

/**
 * Score of each row: weights x features + intercept. Positive means label 1.
 *
 * @param rows - which rows to score, in this order; all when left out
 */
export function scoreSparseLinear(model: SparseLinear, matrix: SparseRows, rows?: Int32Array): Float64Array {
  const wanted = rows ?? Int32Array.from({ length: matrix.rows }, (_, row) => row)
  return Float64Array.from(wanted, (row) => {
    let sum = model.intercept
    for (let at = matrix.starts[row] as number; at < (matrix.starts[row + 1] as number); at += 1) {
      sum += (matrix.values[at] as number) * (model.weights[matrix.indices[at] as number] as number)
    }
    return sum
  })
}

interface State {
  readonly matrix: SparseRows
  readonly labels: ArrayLike<number>
  readonly weights: Float64Array
  readonly cost: number
}

/** One coordinate of the squared-hinge dual; returns how far it was from its best. */
function stepSvm(
  { matrix, labels, weights, cost }: State,
  row: number,
  place: number,
  dual: Float64Array,
  length: number,
) {
  const y = sign(labels, row)
  const alpha = dual[place] as number
  const diagonal = 1 / (2 * cost)
  const gradient = y * product(matrix, row, weights) - 1 + diagonal * alpha
  const projected = alpha === 0 ? Math.min(gradient, 0) : gradient
  if (Math.abs(projected) > 1e-12) {
    const next = Math.max(0, alpha - gradient / (length + diagonal))
    dual[place] = next
    add(matrix, row, (next - alpha) * y, weights)
  }
  return Math.abs(projected)
}

/** One coordinate of the logistic dual, by Newton steps on the half of (0, cost) that holds its best. */
function stepLogistic(
  { matrix, labels, weights, cost }: State,
  row: number,
  place: number,
  dual: Float64Array,
  length: number,
) {
  const y = sign(labels, row)
  const alpha = dual[place] as number
  const margin = y * product(matrix, row, weights)
  const mirrored = 0.5 * length * (cost - 2 * alpha) + margin < 0
  const start = mirrored ? cost - alpha : alpha
  const slope = mirrored ? -margin : margin
  let z = cost - start < 0.5 * cost ? 0.1 * start : start
  let gradient = length * (z - start) + slope + Math.log(z / (cost - z))
  const distance = Math.abs(slope + Math.log(start / (cost - start)))
  for (let step = 0; step < INNER_STEPS && Math.abs(gradient) > 1e-3; step += 1) {
    const next = z - gradient / (length + cost / ((cost - z) * z))
    z = next <= 0 ? z * 0.1 : Math.min(next, cost * (1 - 1e-12))
    gradient = length * (z - start) + slope + Math.log(z / (cost - z))
  }
  dual[place] = mirrored ? cost - z : z
  add(matrix, row, ((dual[place] as number) - alpha) * y, weights)
  return distance
}

const sign = (labels: ArrayLike<number>, row: number): number => (labels[row] === 1 ? 1 : -1)

function squaredLength(matrix: SparseRows, row: number): number {
  let sum = 0
  for (let at = matrix.starts[row] as number; at < (matrix.starts[row + 1] as number); at += 1) {
    sum += (matrix.values[at] as number) ** 2
  }
  return sum
}

function product(matrix: SparseRows, row: number, weights: Float64Array): number {
  let sum = weights[matrix.columns] as number
  for (let at = matrix.starts[row] as number; at < (matrix.starts[row + 1] as number); at += 1) {
    sum += (matrix.values[at] as number) * (weights[matrix.indices[at] as number] as number)
  }
  return sum
}

function add(matrix: SparseRows, row: number, amount: number, weights: Float64Array): void {
  for (let at = matrix.starts[row] as number; at < (matrix.starts[row + 1] as number); at += 1) {
    const index = matrix.indices[at] as number
    weights[index] = (weights[index] as number) + amount * (matrix.values[at] as number)
  }
  weights[matrix.columns] = (weights[matrix.columns] as number) + amount
}

function shuffle(places: Int32Array, random: Random): void {
  for (let at = places.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1))
    const kept = places[at] as number
    places[at] = places[other] as number
    places[other] = kept
  }
}
