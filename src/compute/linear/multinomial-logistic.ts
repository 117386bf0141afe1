import { InvalidInputError } from '../../lib/errors.ts'
import type { SparseVector } from '../text/tf-idf.ts'
import { minimise } from './minimise.ts'

export interface MultinomialLogistic {
  readonly classes: readonly string[]
  /** Row per class: weights of the features, then the intercept. */
  readonly weights: Float64Array
  readonly features: number
  /** Probability of each class, in the order of `classes`; they sum to 1. */
  probabilities(vector: SparseVector): Float64Array
}

export interface MultinomialLogisticOptions {
  /** Weight of the L2 penalty on the mean log loss; intercepts are free. */
  readonly l2?: number
  readonly maximumIterations?: number
  readonly tolerance?: number
  /** Passes of AdaGrad over the examples before the optimiser: near the optimum at a tenth of the time. */
  readonly warmUp?: number
}

/**
 * Multinomial logistic regression with an L2 penalty, fitted by L-BFGS to the single optimum of a convex loss; with
 * `warmUp` passes and no iterations, one that stopped early on the way there.
 *
 * The probabilities are those of the texts that it was fitted on: a text unlike any of them still gets a class, so judge
 * distance apart.
 *
 * @param examples - sparse feature vectors with their class, any number, at least one
 * @param features - length of a dense vector; every index must be below
 * @returns a model whose classes are in code-unit order
 * @throws {InvalidInputError} when there is no example
 * @example fitMultinomialLogistic([{ vector: x, label: 'a' }, { vector: y, label: 'b' }], 2).classes // => ['a', 'b']
 * @see Hastie, Tibshirani & Friedman (2009), The Elements of Statistical Learning, section 4.4.
 * Time O(iterations x (non-zeros x classes + features x classes)), memory about 20 x features x classes x 8 bytes.
 */
export function fitMultinomialLogistic(
  examples: readonly { readonly vector: SparseVector; readonly label: string }[],
  features: number,
  options: MultinomialLogisticOptions = {},
): MultinomialLogistic {
  if (examples.length === 0) {
    throw new InvalidInputError('a classifier needs at least one example, got 0', { field: 'examples' })
  }
  const { l2 = 1e-4, maximumIterations = 60, tolerance = 1e-5, warmUp = 0 } = options
  const classes = [...new Set(examples.map((example) => example.label))].sort()
  const labels = Int32Array.from(examples, (example) => classes.indexOf(example.label))
  const width = classes.length
  const bias = features * width

  // Weights are laid out feature by feature (all classes of one feature together), so that one non-zero of a sparse
  // vector touches one run of memory.
  const objective = (weights: Float64Array, gradient: Float64Array): number => {
    let loss = 0
    const scores = new Float64Array(width)
    examples.forEach(({ vector }, row) => {
      softmaxScores(vector, weights, bias, scores)
      const label = labels[row] ?? 0
      loss -= Math.log(Math.max(scores[label] ?? 0, 1e-300))
      scores[label] = (scores[label] ?? 0) - 1
      for (let k = 0; k < vector.indices.length; k += 1) {
        const offset = (vector.indices[k] as number) * width
        const value = vector.values[k] as number
        for (let c = 0; c < width; c += 1) {
          gradient[offset + c] = (gradient[offset + c] as number) + value * (scores[c] as number)
        }
      }
      for (let c = 0; c < width; c += 1) gradient[bias + c] = (gradient[bias + c] as number) + (scores[c] as number)
    })
    let penalty = 0
    for (let index = 0; index < weights.length; index += 1) {
      const weight = weights[index] as number
      const share = (gradient[index] as number) / examples.length
      gradient[index] = index < bias ? share + l2 * weight : share
      if (index < bias) penalty += weight * weight
    }
    return loss / examples.length + (l2 / 2) * penalty
  }
  const start = warmStart(examples, labels, width, bias, warmUp)
  const point = maximumIterations === 0 ? start : minimise(objective, start, { maximumIterations, tolerance }).point
  return modelOf(classes, point, features)
}

/** Apart from the fit, so that the model does not keep the examples alive. */
const modelOf = (classes: readonly string[], weights: Float64Array, features: number): MultinomialLogistic => ({
  classes,
  weights,
  features,
  probabilities: (vector) => {
    const scores = new Float64Array(classes.length)
    softmaxScores(vector, weights, features * classes.length, scores)
    return scores
  },
})

const STEP = 0.5

/**
 * AdaGrad over the examples in their order, from zero weights: deterministic, and without the penalty, which the optimiser
 * brings in after.
 *
 * @see Duchi, Hazan & Singer (2011), Journal of Machine Learning Research 12, 2121-2159.
 */
function warmStart(
  examples: readonly { readonly vector: SparseVector }[],
  labels: Int32Array,
  width: number,
  bias: number,
  passes: number,
): Float64Array {
  const weights = new Float64Array(bias + width)
  const squares = new Float64Array(passes === 0 ? 0 : bias + width).fill(1e-8)
  const scores = new Float64Array(width)
  const step = (index: number, slope: number): void => {
    const square = (squares[index] as number) + slope * slope
    squares[index] = square
    weights[index] = (weights[index] as number) - (STEP * slope) / Math.sqrt(square)
  }
  for (let pass = 0; pass < passes; pass += 1) {
    examples.forEach(({ vector }, row) => {
      softmaxScores(vector, weights, bias, scores)
      const label = labels[row] as number
      scores[label] = (scores[label] as number) - 1
      for (let c = 0; c < width; c += 1) {
        const error = scores[c] as number
        if (Math.abs(error) < 1e-3) continue
        for (let k = 0; k < vector.indices.length; k += 1) {
          step((vector.indices[k] as number) * width + c, error * (vector.values[k] as number))
        }
        step(bias + c, error)
      }
    })
  }
  return weights
}

/** Class probabilities of one vector, written into `scores`; the largest score is taken out first so that exp holds. */
function softmaxScores(vector: SparseVector, weights: Float64Array, bias: number, scores: Float64Array): void {
  const width = scores.length
  for (let c = 0; c < width; c += 1) scores[c] = weights[bias + c] ?? 0
  for (let k = 0; k < vector.indices.length; k += 1) {
    const offset = (vector.indices[k] as number) * width
    const value = vector.values[k] as number
    for (let c = 0; c < width; c += 1) scores[c] = (scores[c] as number) + value * (weights[offset + c] as number)
  }
  let top = Number.NEGATIVE_INFINITY
  for (const score of scores) top = Math.max(top, score)
  let sum = 0
  for (let c = 0; c < width; c += 1) {
    const share = Math.exp((scores[c] ?? 0) - top)
    scores[c] = share
    sum += share
  }
  for (let c = 0; c < width; c += 1) scores[c] = (scores[c] ?? 0) / sum
}
