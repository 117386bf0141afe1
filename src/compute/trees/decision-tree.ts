import type { ColumnTable } from '../stats/column-table.ts'

/**
 * A binary tree as parallel arrays: node i sends a row left when its value of column `feature[i]` is <= `threshold[i]`.
 * Leaves have feature -1. Node 0 is the root. Plain data.
 */
export interface DecisionTree {
  /** Position of the column in the model's list of features; -1 for a leaf. */
  readonly feature: readonly number[]
  readonly threshold: readonly number[]
  readonly left: readonly number[]
  readonly right: readonly number[]
  /** What a leaf says; for inner nodes what it would say as a leaf. */
  readonly value: readonly number[]
  /** Weight of the training rows that came by: what contributions average over. */
  readonly cover: readonly number[]
}

/** A tree under construction. */
export type GrowingTree = { -readonly [Key in keyof DecisionTree]: number[] }

export const emptyTree = (): GrowingTree => ({ feature: [], threshold: [], left: [], right: [], value: [], cover: [] })

/** Adds a leaf and returns its position. */
export function addLeaf(tree: GrowingTree, value: number, cover: number): number {
  tree.feature.push(-1)
  tree.threshold.push(0)
  tree.left.push(-1)
  tree.right.push(-1)
  tree.value.push(value)
  tree.cover.push(cover)
  return tree.feature.length - 1
}

/** Makes an inner node of a leaf. */
export function splitLeaf(
  tree: GrowingTree,
  node: number,
  split: { readonly feature: number; readonly threshold: number; readonly left: number; readonly right: number },
): void {
  tree.feature[node] = split.feature
  tree.threshold[node] = split.threshold
  tree.left[node] = split.left
  tree.right[node] = split.right
}

/** Adds `share` times what the tree says about each row to `scores`. */
export function addTreeScores(
  tree: DecisionTree,
  columns: readonly Float64Array[],
  scores: Float64Array,
  share = 1,
): void {
  const feature = Int32Array.from(tree.feature)
  const threshold = Float64Array.from(tree.threshold)
  const left = Int32Array.from(tree.left)
  const right = Int32Array.from(tree.right)
  const value = Float64Array.from(tree.value)
  for (let row = 0; row < scores.length; row++) {
    let node = 0
    let column = feature[0] as number
    while (column >= 0) {
      node =
        ((columns[column] as Float64Array)[row] as number) <= (threshold[node] as number)
          ? (left[node] as number)
          : (right[node] as number)
      column = feature[node] as number
    }
    scores[row] = (scores[row] as number) + share * (value[node] as number)
  }
}

/** What the tree says about every row. */
export function treeScores(tree: DecisionTree, table: ColumnTable): Float64Array {
  const scores = new Float64Array(table.rows)
  addTreeScores(tree, table.columns, scores)
  return scores
}
