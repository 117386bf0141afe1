import type { Random } from '../../lib/random.ts'
import { adjustedRandIndex } from './adjusted-rand-index.ts'
import { drawPositions } from './draw-positions.ts'
import { pickPoints, type Points } from './points.ts'

export interface StabilityOptions {
  /** Finds clusters again in some of the points. */
  readonly cluster: (points: Points, random: Random) => ArrayLike<number>
  readonly random: Random
  /** Subsamples; 10 when left out. */
  readonly rounds?: number
  /** Most points of a subsample, which is half of all otherwise; 4,000 when left out. */
  readonly mostPoints?: number
}

/**
 * Whether the clusters come back when half of the customers are left out: the mean adjusted Rand agreement of the
 * clusters found in random halves with those found in everybody, over the customers of the half.
 *
 * Near 1 the groups are there; below about 0.75 another sample of the same shop would have told another story.
 *
 * @returns null with fewer than four points
 * @see Ben-Hur, Elisseeff & Guyon (2002), Pacific Symposium on Biocomputing 7, 6-17; Hennig (2007), Computational
 * Statistics & Data Analysis 52, 258-271.
 * Time: `rounds` clusterings of a half.
 */
export function clusterStability(
  points: Points,
  codes: ArrayLike<number>,
  { cluster, random, rounds = 10, mostPoints = 4000 }: StabilityOptions,
): number | null {
  if (points.size < 4) return null
  const count = Math.min(Math.ceil(points.size / 2), mostPoints)
  let sum = 0
  for (let round = 0; round < rounds; round++) {
    const positions = drawPositions(points.size, count, random)
    const again = cluster(pickPoints(points, positions), random)
    sum += adjustedRandIndex(
      again,
      positions.map((position) => codes[position] ?? -1),
    )
  }
  return sum / rounds
}
