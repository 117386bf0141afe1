import type { Random } from '../../lib/random.ts'
import { drawPositions } from './draw-positions.ts'
import { greedySeeds } from './greedy-seeds.ts'
import type { KMeans } from './k-means.ts'
import { largestFirst } from './largest-first.ts'
import { nearestCentre } from './nearest-centre.ts'
import { pickPoints, type Points } from './points.ts'
import { squaredGap } from './squared-gap.ts'

export interface MiniBatchOptions {
  readonly k: number
  readonly random: Random
  /** Points of a batch; 1,024 when left out. */
  readonly batchSize?: number
  /** 100 when left out. */
  readonly batches?: number
}

const SEEDED_ON = 5000

/**
 * k-means from random batches: each batch moves the centres a little, by ever smaller steps, and all points are assigned
 * once at the end. For populations that `kMeans` would be slow on; a few per cent worse in inertia.
 *
 * @returns like `kMeans`; a cluster that nobody is nearest to is left out
 * @example miniBatchKMeans(points, { k: 6, random: seededRandom(1) }).inertia
 * @see Sculley (2010), Web-scale k-means clustering, WWW, 1177-1178.
 * Time O(batches x batch size x k x d + n k d), memory O(n).
 */
export function miniBatchKMeans(points: Points, options: MiniBatchOptions): KMeans {
  const { k, random, batchSize = 1024, batches = 100 } = options
  const { dimensions: d, size } = points
  const seeded = pickPoints(points, drawPositions(size, Math.max(SEEDED_ON, 20 * k), random))
  const centres = greedySeeds(seeded, k, random)
  const seen = new Float64Array(d === 0 ? 0 : centres.length / d)
  const batch = new Int32Array(Math.min(batchSize, size))
  for (let round = 0; round < batches && centres.length > 0; round++) {
    for (let i = 0; i < batch.length; i++) batch[i] = Math.floor(random() * size)
    const { values } = pickPoints(points, batch)
    const { codes } = nearestCentre({ size: batch.length, dimensions: d, values }, centres)
    for (const [i, code] of codes.entries()) {
      seen[code] = (seen[code] ?? 0) + 1
      const step = 1 / (seen[code] ?? 1)
      for (let j = 0; j < d; j++) {
        const centre = centres[code * d + j] ?? 0
        centres[code * d + j] = centre + step * ((values[i * d + j] ?? 0) - centre)
      }
    }
  }
  return assigned(points, centres)
}

function assigned(points: Points, centres: Float64Array): KMeans {
  const { dimensions: d, size, values } = points
  const found = largestFirst(nearestCentre(points, centres).codes, d === 0 ? 0 : centres.length / d)
  const filled = found.sizes.findIndex((count) => count === 0)
  const k = filled < 0 ? found.sizes.length : filled
  const ordered = new Float64Array(k * d)
  for (const [place, cluster] of found.order.slice(0, k).entries()) {
    ordered.set(centres.subarray(cluster * d, (cluster + 1) * d), place * d)
  }
  let inertia = 0
  for (let i = 0; i < size; i++) inertia += squaredGap(values, i * d, ordered, (found.codes[i] ?? 0) * d, d)
  return { k, dimensions: d, centres: ordered, codes: found.codes, sizes: found.sizes.slice(0, k), inertia }
}
