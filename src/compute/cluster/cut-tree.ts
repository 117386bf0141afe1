import type { MergeTree } from './agglomerate.ts'
import { largestFirst } from './largest-first.ts'

/**
 * The groups that a merge tree holds when it is cut into k.
 *
 * @param k - at most the number of points; fewer groups come back when there are fewer points
 * @returns group of each point, largest group first
 * @example cutTree(agglomerate(pointsFromRows([[0], [1], [9]]), 'ward'), 2).codes // => Int32Array [0, 0, 1]
 * Time O(n), memory O(n).
 */
export function cutTree(
  { size, left, right }: MergeTree,
  k: number,
): { readonly codes: Int32Array; readonly sizes: Int32Array } {
  const parent = new Int32Array(size)
  for (let i = 0; i < size; i++) parent[i] = i
  const rootOf = (point: number): number => {
    let root = point
    while (parent[root] !== root) {
      // Halve the way for the next who asks.
      parent[root] = parent[parent[root] ?? 0] ?? 0
      root = parent[root] ?? 0
    }
    return root
  }
  for (let merge = 0; merge < size - k; merge++) {
    parent[rootOf(right[merge] ?? 0)] = rootOf(left[merge] ?? 0)
  }
  const codeOf = new Map<number, number>()
  const codes = new Int32Array(size)
  for (let i = 0; i < size; i++) {
    const root = rootOf(i)
    const code = codeOf.get(root) ?? codeOf.size
    codeOf.set(root, code)
    codes[i] = code
  }
  const ordered = largestFirst(codes, codeOf.size)
  return { codes: ordered.codes, sizes: ordered.sizes }
}
