import type { BinnedTable } from './bin-columns.ts'
import { addLeaf, emptyTree, splitLeaf, type DecisionTree, type GrowingTree } from './decision-tree.ts'

export interface GrowSettings {
  readonly maximumDepth: number
  /** Sum of `weights` that each side of a split must keep. */
  readonly minimumLeafWeight: number
  /** Added to every sum of weights: pulls leaves towards 0. */
  readonly l2: number
  readonly minimumGain: number
  /** Columns that a node may split by, drawn anew for each; all when left out. */
  readonly chooseColumns?: () => readonly number[]
}

/**
 * One regression tree over binned columns for targets and weights given by their sums: a leaf says sum(targets) /
 * (sum(weights) + l2), and a split is worth what it adds to sum(targets)^2 / (sum(weights) + l2). With labels times weight
 * as targets that is the Gini criterion of a forest; with gradients and curvatures it is Newton boosting.
 *
 * @param rows - positions of the rows to grow on; put in another order by it
 * @param targets - per row of the table
 * @param weights - per row of the table, >= 0
 * @see Chen & Guestrin (2016), KDD, 785-794, equations 5 to 7; Ke et al. (2017), NeurIPS (histograms by subtraction).
 * Time O(depth x rows x columns), memory O(depth x columns x bins).
 */
export function growTree(
  table: BinnedTable,
  rows: Uint32Array,
  targets: Float64Array,
  weights: Float64Array,
  settings: GrowSettings,
): DecisionTree {
  const growth: Growth = { tree: emptyTree(), table, targets, weights, settings, spare: new Uint32Array(rows.length) }
  grow(growth, rows, 0, null)
  return growth.tree
}

interface Growth {
  readonly tree: GrowingTree
  readonly table: BinnedTable
  readonly targets: Float64Array
  readonly weights: Float64Array
  readonly settings: GrowSettings
  readonly spare: Uint32Array
}

/** Per column the sums of targets and weights in each bin, two numbers a bin. */
type Histogram = readonly (Float64Array | null)[]

interface Split {
  readonly feature: number
  readonly bin: number
}

function grow(growth: Growth, rows: Uint32Array, depth: number, known: Histogram | null): number {
  const { tree, table, targets, weights, settings } = growth
  let target = 0
  let weight = 0
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number
    target += targets[row] as number
    weight += weights[row] as number
  }
  const node = addLeaf(tree, target / (weight + settings.l2), weight)
  if (depth >= settings.maximumDepth || weight < 2 * settings.minimumLeafWeight) return node
  const chosen = settings.chooseColumns?.() ?? null
  const histogram = known ?? histogramOf(growth, rows, chosen)
  const split = bestSplit(growth, histogram, target, weight)
  if (split === null) return node
  const middle = partition(growth, rows, split)
  const leftRows = rows.subarray(0, middle)
  const rightRows = rows.subarray(middle)
  // The larger side's sums are what the smaller one leaves of the parent's; with columns drawn per node there is no parent.
  let ofLeft: Histogram | null = null
  let ofRight: Histogram | null = null
  if (chosen === null && depth + 1 < settings.maximumDepth) {
    const small = histogramOf(growth, leftRows.length <= rightRows.length ? leftRows : rightRows, null)
    const large = histogram.map((sums, column) => subtract(sums, small[column] ?? null))
    ;[ofLeft, ofRight] = leftRows.length <= rightRows.length ? [small, large] : [large, small]
  }
  const left = grow(growth, leftRows, depth + 1, ofLeft)
  const right = grow(growth, rightRows, depth + 1, ofRight)
  const threshold = (table.cuts[split.feature] as Float64Array)[split.bin] as number
  splitLeaf(tree, node, { feature: split.feature, threshold, left, right })
  return node
}

function histogramOf(
  { table, targets, weights }: Growth,
  rows: Uint32Array,
  chosen: readonly number[] | null,
): Histogram {
  return table.bins.map((bins, column) => {
    if (chosen !== null && !chosen.includes(column)) return null
    const sums = new Float64Array(2 * ((table.cuts[column] as Float64Array).length + 1))
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] as number
      const at = 2 * (bins[row] as number)
      sums[at] = (sums[at] as number) + (targets[row] as number)
      sums[at + 1] = (sums[at + 1] as number) + (weights[row] as number)
    }
    return sums
  })
}

const subtract = (whole: Float64Array | null, part: Float64Array | null): Float64Array | null =>
  whole === null || part === null ? null : whole.map((sum, i) => sum - (part[i] as number))

function bestSplit({ settings }: Growth, histogram: Histogram, target: number, weight: number): Split | null {
  const { l2, minimumLeafWeight } = settings
  const whole = (target * target) / (weight + l2)
  let most = Math.max(settings.minimumGain, 1e-9 * (1 + whole))
  let best: Split | null = null
  for (const [feature, sums] of histogram.entries()) {
    if (sums === null) continue
    let leftTarget = 0
    let leftWeight = 0
    for (let bin = 0; 2 * bin + 2 < sums.length; bin++) {
      leftTarget += sums[2 * bin] as number
      leftWeight += sums[2 * bin + 1] as number
      const rightWeight = weight - leftWeight
      if (leftWeight < minimumLeafWeight) continue
      if (rightWeight < minimumLeafWeight) break
      const rightTarget = target - leftTarget
      const gain =
        (leftTarget * leftTarget) / (leftWeight + l2) + (rightTarget * rightTarget) / (rightWeight + l2) - whole
      if (gain > most) {
        most = gain
        best = { feature, bin }
      }
    }
  }
  return best
}

/** Puts the rows that go left first, each side in its order; returns where the right side begins. */
function partition({ table, spare }: Growth, rows: Uint32Array, { feature, bin }: Split): number {
  const bins = table.bins[feature] as Uint8Array
  let left = 0
  let right = 0
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number
    if ((bins[row] as number) <= bin) rows[left++] = row
    else spare[right++] = row
  }
  rows.set(spare.subarray(0, right), left)
  return left
}
