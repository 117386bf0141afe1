import type { DecisionTree } from '../trees/decision-tree.ts'
import type { Contributions } from './linear-contributions.ts'

/**
 * Exact Shapley values of one row over a sum of trees (path-dependent Tree SHAP): what each feature adds when features are
 * made known in every order, a feature that is not known yet being averaged over the training rows that came by.
 *
 * Correlated features share what they say between them, so a small value does not mean "without influence".
 *
 * @param trees - their scores add up
 * @param row - values in the order of the model's features
 * @param share - what each tree counts for: 1 for boosting, 1 / trees for a forest
 * @returns base + sum of values = share x sum of what the trees say, to rounding
 * @see Lundberg, Erion & Lee (2018), Consistent individualized feature attribution for tree ensembles, algorithm 2.
 * Time O(trees x leaves x depth^2), memory O(depth^2).
 */
export function treeContributions(trees: readonly DecisionTree[], row: ArrayLike<number>, share = 1): Contributions {
  const values = new Float64Array(row.length)
  let base = 0
  for (const tree of trees) {
    base += share * expectedValue(tree, 0)
    walk({ tree, row, values, share }, 0, [], 1, 1, -1)
  }
  return { base, values }
}

/** Mean of the leaves by the training rows in them. */
function expectedValue(tree: DecisionTree, node: number): number {
  if ((tree.feature[node] as number) < 0) return tree.value[node] as number
  const left = tree.left[node] as number
  const right = tree.right[node] as number
  const ofLeft = tree.cover[left] as number
  const ofRight = tree.cover[right] as number
  return (ofLeft * expectedValue(tree, left) + ofRight * expectedValue(tree, right)) / (ofLeft + ofRight)
}

/** One feature on the way from the root: the share of orders in which the row gets here without it (zero) and with it (one). */
interface Step {
  readonly feature: number
  readonly zero: number
  readonly one: number
  /** Weight of the subsets of each size. */
  weight: number
}

interface Walk {
  readonly tree: DecisionTree
  readonly row: ArrayLike<number>
  readonly values: Float64Array
  readonly share: number
}

function walk(state: Walk, node: number, before: readonly Step[], zero: number, one: number, feature: number): void {
  const { tree, row, values, share } = state
  let path = extend(before, zero, one, feature)
  const column = tree.feature[node] as number
  if (column < 0) {
    for (let i = 1; i < path.length; i++) {
      const step = path[i] as Step
      const weight = unwoundSum(path, i)
      values[step.feature] =
        (values[step.feature] as number) + share * weight * (step.one - step.zero) * (tree.value[node] as number)
    }
    return
  }
  const goesLeft = (row[column] as number) <= (tree.threshold[node] as number)
  const left = tree.left[node] as number
  const right = tree.right[node] as number
  const [hot, cold] = goesLeft ? [left, right] : [right, left]
  let knownZero = 1
  let knownOne = 1
  const earlier = path.findIndex((step, i) => i > 0 && step.feature === column)
  if (earlier > 0) {
    const step = path[earlier] as Step
    knownZero = step.zero
    knownOne = step.one
    path = unwind(path, earlier)
  }
  const cover = (tree.cover[left] as number) + (tree.cover[right] as number)
  walk(state, hot, path, (knownZero * (tree.cover[hot] as number)) / cover, knownOne, column)
  walk(state, cold, path, (knownZero * (tree.cover[cold] as number)) / cover, 0, column)
}

function extend(before: readonly Step[], zero: number, one: number, feature: number): Step[] {
  const depth = before.length
  const path = before.map((step) => ({ ...step }))
  path.push({ feature, zero, one, weight: depth === 0 ? 1 : 0 })
  for (let i = depth - 1; i >= 0; i--) {
    const here = path[i] as Step
    const next = path[i + 1] as Step
    next.weight += (one * here.weight * (i + 1)) / (depth + 1)
    here.weight = (zero * here.weight * (depth - i)) / (depth + 1)
  }
  return path
}

/** The path as if the step at `index` had never been taken. */
function unwind(from: readonly Step[], index: number): Step[] {
  const depth = from.length - 1
  const path = from.map((step) => ({ ...step }))
  const { one, zero } = path[index] as Step
  let next = (path[depth] as Step).weight
  for (let i = depth - 1; i >= 0; i--) {
    const here = path[i] as Step
    if (one === 0) here.weight = (here.weight * (depth + 1)) / (zero * (depth - i))
    else {
      const kept = here.weight
      here.weight = (next * (depth + 1)) / ((i + 1) * one)
      next = kept - (here.weight * zero * (depth - i)) / (depth + 1)
    }
  }
  return [
    ...path.slice(0, index),
    ...path.slice(index + 1).map((step, i) => ({ ...step, weight: (path[index + i] as Step).weight })),
  ]
}

/** Sum of the weights after unwinding the step at `index`, without building that path. */
function unwoundSum(path: readonly Step[], index: number): number {
  const depth = path.length - 1
  const { one, zero } = path[index] as Step
  let next = (path[depth] as Step).weight
  let total = 0
  for (let i = depth - 1; i >= 0; i--) {
    const { weight } = path[i] as Step
    if (one === 0) total += weight / ((zero * (depth - i)) / (depth + 1))
    else {
      const own = (next * (depth + 1)) / ((i + 1) * one)
      total += own
      next = weight - (own * zero * (depth - i)) / (depth + 1)
    }
  }
  return total
}
