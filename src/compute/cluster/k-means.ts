import type { Random } from '../../lib/random.ts'
import { drawPositions } from './draw-positions.ts'
import { greedySeeds } from './greedy-seeds.ts'
import { largestFirst } from './largest-first.ts'
import { pickPoints, type Points } from './points.ts'
import { refineCentres, type Refined } from './refine-centres.ts'

export interface KMeansOptions {
  readonly k: number
  readonly random: Random
  /** Independent starts, of which the best goes on; 10 when left out. */
  readonly starts?: number
  /** Points on which the starts compete; 5,000 when left out. */
  readonly sampleSize?: number
}

export interface KMeans {
  /** Clusters found: k, or the number of different points when that is smaller. */
  readonly k: number
  readonly dimensions: number
  /** Row-major, k x d, largest cluster first. */
  readonly centres: Float64Array
  /** Cluster of each point, 0..k-1. */
  readonly codes: Int32Array
  readonly sizes: Int32Array
  /** Sum of squared distances of the points to their centres. */
  readonly inertia: number
}

/** A start is compared, not kept: this close to rest its inertia is known well enough. */
const START_TOLERANCE = 1e-3

/**
 * Groups points around k centres so that the sum of squared distances to them is small. Starts compete on a sample; the
 * best goes on over all points until none changes its group.
 *
 * It finds round groups of like spread. It gives k groups whether or not there are any: look at the silhouette and at the
 * stability before giving them names. Scale the measures first, or the one in the largest unit decides.
 *
 * @param points - n points of d measures, scaled alike
 * @returns clusters by falling size; the same seed gives the same bytes
 * @example
 * const { codes } = kMeans(pointsFromRows([[0], [1], [9], [10], [11]]), { k: 2, random: seededRandom(1) })
 * // codes => [1, 1, 0, 0, 0]
 * @see Lloyd (1982), IEEE Trans. Information Theory 28, 129-137; Arthur & Vassilvitskii (2007), SODA, 1027-1035;
 * Hamerly (2010), SDM, 130-140.
 * Time O(starts x sample x k x d) + about O(n k d), memory O(n).
 */
export function kMeans(points: Points, options: KMeansOptions): KMeans {
  const { k, random, starts = 10, sampleSize = 5000 } = options
  // A sample of more than half is hardly cheaper than everything.
  const sampled = points.size > 2 * sampleSize
  const sample = sampled ? pickPoints(points, drawPositions(points.size, sampleSize, random)) : points
  let best: { readonly centres: Float64Array; readonly inertia: number } = {
    centres: new Float64Array(0),
    inertia: Number.POSITIVE_INFINITY,
  }
  for (let start = 0; start < starts; start++) {
    const found = refineCentres(sample, greedySeeds(sample, k, random), START_TOLERANCE)
    if (found.inertia < best.inertia) best = found
  }
  const short = best.centres.length < k * points.dimensions
  const centres = sampled && short ? greedySeeds(points, k, random, best.centres) : best.centres
  return bySize(points, refineCentres(points, centres))
}

function bySize({ dimensions: d }: Points, found: Refined): KMeans {
  const k = d === 0 ? 0 : found.centres.length / d
  const { codes, sizes, order } = largestFirst(found.codes, k)
  const centres = new Float64Array(found.centres.length)
  for (const [place, cluster] of order.entries()) {
    centres.set(found.centres.subarray(cluster * d, (cluster + 1) * d), place * d)
  }
  return { k, dimensions: d, centres, codes, sizes, inertia: found.inertia }
}
