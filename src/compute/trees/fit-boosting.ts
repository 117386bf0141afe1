import { InvalidInputError } from '../../lib/errors.ts'
import { seededRandom } from '../../lib/random.ts'
import { sigmoid } from '../linear/sigmoid.ts'
import { checkTable, columnNamed, type ColumnTable } from '../stats/column-table.ts'
import { binColumns } from './bin-columns.ts'
import { addTreeScores, type DecisionTree } from './decision-tree.ts'
import { growTree } from './grow-tree.ts'

/** Fitted boosted trees: log-odds = base + sum of what the trees say. Plain data. */
export interface BoostingModel {
  readonly features: readonly string[]
  readonly base: number
  /** With the learning rate in their leaves. */
  readonly trees: readonly DecisionTree[]
}

export interface BoostingOptions {
  readonly rounds?: number
  readonly learningRate?: number
  readonly maximumDepth?: number
  /** Curvature p (1 - p), summed over rows, that each leaf must keep. */
  readonly minimumLeafWeight?: number
  readonly l2?: number
  /** Share of the rows that each tree sees. */
  readonly rowShare?: number
  readonly bins?: number
  readonly weights?: Float64Array
  readonly seed: string
}

/**
 * Gradient-boosted trees for two classes on histograms: each tree fits the Newton step of the log loss.
 *
 * Learns interactions and thresholds by itself, and noise too when it runs for long: choose the rounds on later rows.
 *
 * @param table - n rows of finite numbers
 * @param labels - 0 or 1
 * @throws {InvalidInputError} for values that are not finite, other labels, or no row
 * @see Friedman (2001), Annals of Statistics 29(5), 1189-1232; Chen & Guestrin (2016), KDD, 785-794.
 * Time O(rounds x depth x n x p), memory O(n p) bytes.
 */
export function fitBoosting(table: ColumnTable, labels: ArrayLike<number>, options: BoostingOptions): BoostingModel {
  checkTable(table, labels)
  if (table.rows === 0) throw new InvalidInputError('boosting needs at least one row, got 0')
  const {
    rounds = 100,
    learningRate = 0.05,
    maximumDepth = 3,
    minimumLeafWeight = 5,
    l2 = 1,
    rowShare = 0.7,
    bins = 64,
    weights = new Float64Array(table.rows).fill(1),
    seed,
  } = options
  const random = seededRandom(`boosting/${seed}`)
  const binned = binColumns(table, bins)
  const base = baseLogOdds(labels, weights)
  const scores = new Float64Array(table.rows).fill(base)
  const targets = new Float64Array(table.rows)
  const bends = new Float64Array(table.rows)
  const drawn = new Uint32Array(table.rows)
  const trees: DecisionTree[] = []
  for (let round = 0; round < rounds; round++) {
    let size = 0
    for (let row = 0; row < table.rows; row++) {
      if (rowShare < 1 && random() >= rowShare) continue
      const probability = sigmoid(scores[row] as number)
      const weight = weights[row] as number
      targets[row] = weight * ((labels[row] as number) - probability)
      bends[row] = weight * probability * (1 - probability)
      drawn[size++] = row
    }
    const tree = growTree(binned, drawn.subarray(0, size), targets, bends, {
      maximumDepth,
      minimumLeafWeight,
      l2,
      minimumGain: 0,
    })
    const damped = { ...tree, value: tree.value.map((value) => learningRate * value) }
    trees.push(damped)
    addTreeScores(damped, table.columns, scores)
  }
  return { features: table.names, base, trees }
}

/**
 * Log-odds of every row.
 *
 * @param rounds - use only the first so many trees
 * @throws {InvalidInputError} when the table lacks a feature of the model
 */
export function boostingLogOdds(
  { features, base, trees }: BoostingModel,
  table: ColumnTable,
  rounds = trees.length,
): Float64Array {
  const columns = features.map((name) => columnNamed(table, name))
  const scores = new Float64Array(table.rows).fill(base)
  for (const tree of trees.slice(0, rounds)) addTreeScores(tree, columns, scores)
  return scores
}

/** Log-odds of the weighted share of class 1, kept finite by half a row on each side. */
function baseLogOdds(labels: ArrayLike<number>, weights: Float64Array): number {
  let positive = 0.5
  let negative = 0.5
  for (let row = 0; row < weights.length; row++) {
    if (labels[row] === 1) positive += weights[row] as number
    else negative += weights[row] as number
  }
  return Math.log(positive / negative)
}
