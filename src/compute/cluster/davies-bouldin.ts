import type { ClusterMoments } from './cluster-moments.ts'
import { squaredGap } from './squared-gap.ts'

/**
 * How wide clusters are against the distance of their centres, each beside its worst neighbour: 0 is best, above about 2
 * they run into each other.
 *
 * @returns null when there are fewer than two clusters, or two of them have the same centre
 * @example daviesBouldin(clusterMoments(pointsFromRows([[0], [2], [10], [12]]), [0, 0, 1, 1], 2)) // => 0.2
 * @see Davies & Bouldin (1979), IEEE Trans. Pattern Analysis 1(2), 224-227.
 * Time O(clusters^2 d).
 */
export function daviesBouldin({ sizes, means, distances, centre }: ClusterMoments): number | null {
  const d = centre.length
  const filled = [...sizes.keys()].filter((cluster) => (sizes[cluster] ?? 0) > 0)
  if (filled.length < 2) return null
  let sum = 0
  for (const a of filled) {
    let worst = 0
    for (const b of filled) {
      if (a === b) continue
      const apart = Math.sqrt(squaredGap(means, a * d, means, b * d, d))
      const wide = (distances[a] ?? 0) / (sizes[a] ?? 1) + (distances[b] ?? 0) / (sizes[b] ?? 1)
      worst = Math.max(worst, wide === 0 ? 0 : wide / apart)
    }
    sum += worst
  }
  const index = sum / filled.length
  return Number.isFinite(index) ? index : null
}
