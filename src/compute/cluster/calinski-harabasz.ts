import type { ClusterMoments } from './cluster-moments.ts'
import { squaredGap } from './squared-gap.ts'

/**
 * Spread between clusters against spread within them, per degree of freedom: larger is better. It grows with the number
 * of customers, so compare it only between groupings of the same ones.
 *
 * @returns null when there are fewer than two clusters, as many as points, or no spread within any
 * @example calinskiHarabasz(clusterMoments(pointsFromRows([[0], [2], [10], [12]]), [0, 0, 1, 1], 2)) // => 50
 * @see Calinski & Harabasz (1974), Communications in Statistics 3(1), 1-27.
 * Time O(clusters x d).
 */
export function calinskiHarabasz({ counted, sizes, means, squares, centre }: ClusterMoments): number | null {
  const d = centre.length
  let between = 0
  let within = 0
  let filled = 0
  for (const [cluster, count] of sizes.entries()) {
    if (count === 0) continue
    filled += 1
    between += count * squaredGap(means, cluster * d, centre, 0, d)
    within += squares[cluster] ?? 0
  }
  if (filled < 2 || counted <= filled || within === 0) return null
  return between / (filled - 1) / (within / (counted - filled))
}
