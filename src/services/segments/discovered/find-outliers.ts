import { clusterMoments } from '../../../compute/cluster/cluster-moments.ts'
import { nearestCentre } from '../../../compute/cluster/nearest-centre.ts'
import type { Points } from '../../../compute/cluster/points.ts'
import { squaredGap } from '../../../compute/cluster/squared-gap.ts'
import { quantile } from '../../../compute/stats/quantile.ts'
import type { MeasureColumn } from '../measures/load-measures.ts'
import type { ClusterOutlier } from './cluster-request.ts'
import type { ClusterFit } from './fit-clusters.ts'

/** Tukey's "far out": beyond the upper quartile by three times the distance between the quartiles. */
export const FAR_OUT = 3
/** Quartiles of fewer say nothing. */
const SMALLEST_GROUP = 8

/**
 * Customers who fit no group, farthest first, each with the measure in which it stands out most from the nearest group: whom
 * DBSCAN left over, or for the other methods who lies far out of the own group.
 *
 * @see Tukey (1977), Exploratory Data Analysis, ch. 2, for the fences.
 */
export function findOutliers(
  points: Points,
  measures: readonly MeasureColumn[],
  { codes, k, density }: ClusterFit,
): readonly ClusterOutlier[] {
  if (points.size === 0 || points.dimensions === 0) return []
  const { means } = clusterMoments(points, codes, k)
  // Where nothing is dense, the middle of everybody is what the others are held against.
  const centres = k > 0 ? means : clusterMoments(points, new Int32Array(points.size), 1).means
  const nearest = nearestCentre(points, centres)
  const own = codes.map((code, row) => (code < 0 ? (nearest.codes[row] ?? 0) : code))
  const gaps = Float64Array.from(own, (code, row) => gapTo(points, row, centres, code))
  const left = density === null ? farOut(own, gaps, k) : (row: number) => (codes[row] ?? 0) < 0
  return [...gaps.keys()]
    .filter(left)
    .map((row) => ({ row, distance: gaps[row] ?? 0, ...standout(points, row, centres, own[row] ?? 0, measures) }))
    .sort((a, b) => b.distance - a.distance || a.row - b.row)
}

function farOut(codes: Int32Array, gaps: Float64Array, k: number): (row: number) => boolean {
  const fences = Array.from({ length: k }, (_, cluster) => {
    const own = gaps.filter((_gap, row) => codes[row] === cluster)
    if (own.length < SMALLEST_GROUP) return Number.POSITIVE_INFINITY
    const upper = quantile(own, 0.75)
    return upper + FAR_OUT * (upper - quantile(own, 0.25))
  })
  // A trace of rounding around a group of equals is no distance.
  return (row) => (gaps[row] ?? 0) > Math.max(fences[codes[row] ?? 0] ?? Number.POSITIVE_INFINITY, 1e-9)
}

const gapTo = ({ dimensions: d, values }: Points, row: number, centres: Float64Array, cluster: number): number =>
  Math.sqrt(squaredGap(values, row * d, centres, cluster * d, d))

function standout(
  { dimensions: d, values }: Points,
  row: number,
  centres: Float64Array,
  cluster: number,
  measures: readonly MeasureColumn[],
): Pick<ClusterOutlier, 'measure' | 'direction'> {
  let widest = 0
  let measure = 0
  for (let j = 0; j < d; j++) {
    const difference = (values[row * d + j] ?? 0) - (centres[cluster * d + j] ?? 0)
    if (Math.abs(difference) <= Math.abs(widest)) continue
    widest = difference
    measure = j
  }
  return { measure: measures[measure]?.name ?? '', direction: widest >= 0 ? 'higher' : 'lower' }
}
