import { InvalidInputError } from '../../lib/errors.ts'
import { checkTable, type ColumnTable } from '../stats/column-table.ts'
import { addLeaf, emptyTree, splitLeaf, type DecisionTree, type GrowingTree } from './decision-tree.ts'

export interface CartOptions {
  readonly maximumDepth?: number
  /** Weight that each side of a split must keep. */
  readonly minimumLeafWeight?: number
  /** A split must lower the weighted Gini impurity by at least this share of the root's weight. */
  readonly minimumGain?: number
  readonly weights?: Float64Array
}

/**
 * A classification tree by exact search: at each node the split with the largest fall in Gini impurity, thresholds halfway
 * between neighbouring values. Leaves hold the share of class 1.
 *
 * One tree is easy to read and unsteady: a few other rows may give another tree. Use it to explain, a forest to predict.
 *
 * @param table - n rows of finite numbers
 * @param labels - 0 or 1
 * @throws {InvalidInputError} for values that are not finite, other labels, or no row
 * @example fitCart(tableFromRows(['x'], [[1], [2], [3], [4]]), [0, 0, 1, 1]).threshold[0] // => 2.5
 * @see Breiman, Friedman, Olshen & Stone (1984), Classification and Regression Trees, chapter 4.
 * Time O(depth x p x n log n), memory O(n).
 */
export function fitCart(table: ColumnTable, labels: ArrayLike<number>, options: CartOptions = {}): DecisionTree {
  checkTable(table, labels)
  if (table.rows === 0) throw new InvalidInputError('a tree needs at least one row, got 0')
  const settings = {
    maximumDepth: options.maximumDepth ?? 5,
    minimumLeafWeight: options.minimumLeafWeight ?? 1,
    minimumGain: options.minimumGain ?? 0,
    weights: options.weights ?? new Float64Array(table.rows).fill(1),
  }
  const rows = Uint32Array.from({ length: table.rows }, (_, row) => row)
  const tree = emptyTree()
  const total = settings.weights.reduce((sum, weight) => sum + weight, 0)
  grow({ tree, table, labels, ...settings, minimumGain: settings.minimumGain * total }, rows, 0)
  return tree
}

interface Growth extends Required<CartOptions> {
  readonly tree: GrowingTree
  readonly table: ColumnTable
  readonly labels: ArrayLike<number>
}

function grow(growth: Growth, rows: Uint32Array, depth: number): number {
  const { tree, table, labels, weights } = growth
  let weight = 0
  let positive = 0
  for (const row of rows) {
    weight += weights[row] as number
    positive += (weights[row] as number) * (labels[row] as number)
  }
  const node = addLeaf(tree, positive / weight, weight)
  if (depth === growth.maximumDepth || positive === 0 || positive === weight) return node
  const split = bestSplit(growth, rows, weight, positive)
  if (split === null) return node
  const column = table.columns[split.feature] as Float64Array
  const isLeft = (row: number): boolean => (column[row] as number) <= split.threshold
  const left = grow(growth, rows.filter(isLeft), depth + 1)
  const right = grow(
    growth,
    rows.filter((row) => !isLeft(row)),
    depth + 1,
  )
  splitLeaf(tree, node, { ...split, left, right })
  return node
}

function bestSplit(
  { table, labels, weights, minimumLeafWeight, minimumGain }: Growth,
  rows: Uint32Array,
  weight: number,
  positive: number,
): { readonly feature: number; readonly threshold: number } | null {
  // Twice the weighted Gini impurity of a node is 2 w p (1 - p); sums of squares over weights order splits alike.
  const whole = (positive * positive) / weight
  let best: { readonly feature: number; readonly threshold: number } | null = null
  let most = Math.max(minimumGain, 1e-12)
  table.columns.forEach((column, feature) => {
    const sorted = rows.slice().sort((a, b) => (column[a] as number) - (column[b] as number))
    let leftWeight = 0
    let leftPositive = 0
    for (let i = 0; i + 1 < sorted.length; i++) {
      const row = sorted[i] as number
      leftWeight += weights[row] as number
      leftPositive += (weights[row] as number) * (labels[row] as number)
      const here = column[row] as number
      const next = column[sorted[i + 1] as number] as number
      if (here === next || leftWeight < minimumLeafWeight || weight - leftWeight < minimumLeafWeight) continue
      const gain = leftPositive ** 2 / leftWeight + (positive - leftPositive) ** 2 / (weight - leftWeight) - whole
      if (gain > most) {
        most = gain
        best = { feature, threshold: here + (next - here) / 2 }
      }
    }
  })
  return best
}
