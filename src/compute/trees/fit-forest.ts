import { InvalidInputError } from '../../lib/errors.ts'
import { seededRandom, type Random } from '../../lib/random.ts'
import { checkTable, columnNamed, type ColumnTable } from '../stats/column-table.ts'
import { binColumns } from './bin-columns.ts'
import { addTreeScores, type DecisionTree } from './decision-tree.ts'
import { growTree } from './grow-tree.ts'

/** A fitted forest: the mean of what its trees say. Plain data. */
export interface ForestModel {
  readonly features: readonly string[]
  readonly trees: readonly DecisionTree[]
}

export interface ForestOptions {
  readonly trees?: number
  readonly maximumDepth?: number
  /** Rows that each leaf must keep. */
  readonly minimumLeafWeight?: number
  /** Columns tried at each node; the square root of their number when left out. */
  readonly columnsPerSplit?: number
  readonly weights?: Float64Array
  readonly seed: string
}

/**
 * Random forest for two classes: each tree on a bootstrap sample, each node split by the best of a few columns drawn anew.
 * The score is the mean share of class 1 in the leaves, which tends to be too near the middle: calibrate before reading it
 * as a probability.
 *
 * @param table - n rows of finite numbers
 * @param labels - 0 or 1
 * @throws {InvalidInputError} for values that are not finite, other labels, or no row
 * @see Breiman (2001), Machine Learning 45(1), 5-32.
 * Time O(trees x depth x n x columns per split).
 */
export function fitForest(table: ColumnTable, labels: ArrayLike<number>, options: ForestOptions): ForestModel {
  checkTable(table, labels)
  if (table.rows === 0) throw new InvalidInputError('a forest needs at least one row, got 0')
  const { trees = 100, maximumDepth = 10, minimumLeafWeight = 20, seed } = options
  const width = table.columns.length
  const tried = Math.min(width, options.columnsPerSplit ?? Math.max(1, Math.round(Math.sqrt(width))))
  const given = options.weights ?? new Float64Array(table.rows).fill(1)
  const random = seededRandom(`forest/${seed}`)
  const binned = binColumns(table)
  const settings = {
    maximumDepth,
    minimumLeafWeight,
    l2: 0,
    minimumGain: 0,
    chooseColumns: () => drawDistinct(random, width, tried),
  }
  const grown = Array.from({ length: trees }, () => {
    const weights = new Float64Array(table.rows)
    for (let i = 0; i < table.rows; i++) {
      const row = Math.floor(random() * table.rows)
      weights[row] = (weights[row] as number) + (given[row] as number)
    }
    const targets = weights.map((weight, row) => weight * (labels[row] as number))
    const rows = Uint32Array.from(indicesAbove(weights))
    return growTree(binned, rows, targets, weights, settings)
  })
  return { features: table.names, trees: grown }
}

/**
 * Mean share of class 1 over the trees, for every row.
 *
 * @throws {InvalidInputError} when the table lacks a feature of the model
 */
export function forestScores({ features, trees }: ForestModel, table: ColumnTable): Float64Array {
  const columns = features.map((name) => columnNamed(table, name))
  const scores = new Float64Array(table.rows)
  for (const tree of trees) addTreeScores(tree, columns, scores, 1 / trees.length)
  return scores
}

function* indicesAbove(weights: Float64Array): Generator<number> {
  for (let row = 0; row < weights.length; row++) if ((weights[row] as number) > 0) yield row
}

/** `count` different numbers below `size`, in the order drawn. */
function drawDistinct(random: Random, size: number, count: number): readonly number[] {
  const all = Array.from({ length: size }, (_, i) => i)
  for (let i = 0; i < count; i++) {
    const j = i + Math.floor(random() * (size - i))
    const swapped = all[i] as number
    all[i] = all[j] as number
    all[j] = swapped
  }
  return all.slice(0, count)
}
