import { createKdTree } from './k-d-tree.ts'
import type { Points } from './points.ts'

const VOTERS = 5

/**
 * The group of new customers by vote of their five nearest known ones: how they join groups that have no centre. Of equal
 * votes the nearest neighbour's group wins.
 *
 * @param known - points whose groups are known, on the same scale
 * @param codes - their groups; -1 (in none) votes too
 * @param farthest - a point whose nearest neighbour is farther than this joins none; no limit when left out
 * @returns group of each of `others`, or -1
 * @example voteOfNeighbours(pointsFromRows([[0], [9]]), [0, 1], pointsFromRows([[8]])) // => Int32Array [1]
 * @see Cover & Hart (1967), IEEE Trans. Information Theory 13(1), 21-27.
 * Time O((n + m) d log n), memory O(n d).
 */
export function voteOfNeighbours(
  known: Points,
  codes: ArrayLike<number>,
  others: Points,
  farthest = Number.POSITIVE_INFINITY,
): Int32Array {
  const tree = createKdTree(known)
  const joined = new Int32Array(others.size)
  for (let i = 0; i < others.size; i++) {
    const { points, distances } = tree.nearest(others.values, i * others.dimensions, VOTERS)
    const votes = new Map<number, number>()
    for (const point of points) votes.set(codes[point] ?? -1, (votes.get(codes[point] ?? -1) ?? 0) + 1)
    let winner = -1
    let most = 0
    // In the order of nearness, so that of equal votes the nearest neighbour's stands.
    for (const [code, count] of votes) {
      if (count <= most) continue
      most = count
      winner = code
    }
    joined[i] = (distances[0] ?? Number.POSITIVE_INFINITY) <= farthest ? winner : -1
  }
  return joined
}
