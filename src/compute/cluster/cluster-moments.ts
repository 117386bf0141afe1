import type { Points } from './points.ts'
import { squaredGap } from './squared-gap.ts'

/** Means and scatter of clusters; points in none (code -1) are left out. */
export interface ClusterMoments {
  readonly clusters: number
  readonly counted: number
  readonly sizes: Int32Array
  /** Row-major, clusters x d. */
  readonly means: Float64Array
  /** Sum of squared distances of each cluster's points to its mean. */
  readonly squares: Float64Array
  /** Sum of distances of each cluster's points to its mean. */
  readonly distances: Float64Array
  /** Mean of all counted points. */
  readonly centre: Float64Array
}

/**
 * @param codes - cluster of each point, 0..clusters-1 or -1
 * @example clusterMoments(pointsFromRows([[0], [2], [9]]), [0, 0, 1], 2).means // => Float64Array [1, 9]
 * Time O(n d), memory O(clusters x d).
 */
export function clusterMoments(points: Points, codes: ArrayLike<number>, clusters: number): ClusterMoments {
  const { size, dimensions: d, values } = points
  const sizes = new Int32Array(clusters)
  const means = new Float64Array(clusters * d)
  const centre = new Float64Array(d)
  let counted = 0
  for (let i = 0; i < size; i++) {
    const code = codes[i] ?? -1
    if (code < 0) continue
    counted += 1
    sizes[code] = (sizes[code] ?? 0) + 1
    for (let j = 0; j < d; j++) means[code * d + j] = (means[code * d + j] ?? 0) + (values[i * d + j] ?? 0)
  }
  for (let c = 0; c < clusters; c++) {
    const count = sizes[c] ?? 0
    for (let j = 0; j < d && count > 0; j++) {
      centre[j] = (centre[j] ?? 0) + (means[c * d + j] ?? 0) / counted
      means[c * d + j] = (means[c * d + j] ?? 0) / count
    }
  }
  const squares = new Float64Array(clusters)
  const distances = new Float64Array(clusters)
  for (let i = 0; i < size; i++) {
    const code = codes[i] ?? -1
    if (code < 0) continue
    const squared = squaredGap(values, i * d, means, code * d, d)
    squares[code] = (squares[code] ?? 0) + squared
    distances[code] = (distances[code] ?? 0) + Math.sqrt(squared)
  }
  return { clusters, counted, sizes, means, squares, distances, centre }
}
