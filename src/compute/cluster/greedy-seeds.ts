import type { Random } from '../../lib/random.ts'
import type { Points } from './points.ts'
import { squaredGap } from './squared-gap.ts'

/**
 * Starting centres for k-means: each next one is drawn with probability proportional to the squared distance to the
 * nearest centre so far, the best of 2 + ln k draws (greedy k-means++).
 *
 * @param k - centres wanted; fewer come back when there are fewer different points
 * @param known - centres that are already there and stay first, row-major
 * @returns centres row-major, at most k
 * @see Arthur & Vassilvitskii (2007), k-means++, SODA, 1027-1035, and section 5 for the greedy choice.
 * Time O(n k log k d), memory O(n).
 */
export function greedySeeds(
  points: Points,
  k: number,
  random: Random,
  known: Float64Array = new Float64Array(0),
): Float64Array {
  const { size, dimensions: d, values } = points
  const centres = new Float64Array(k * d)
  centres.set(known)
  let found = d === 0 ? 0 : known.length / d
  if (size === 0) return centres.slice(0, found * d)
  if (found === 0) {
    const first = Math.floor(random() * size)
    centres.set(values.subarray(first * d, (first + 1) * d))
    found = 1
  }
  let nearest = new Float64Array(size).fill(Number.POSITIVE_INFINITY)
  let potential = 0
  for (let c = 0; c < found; c++) potential = lower(points, centres.subarray(c * d, (c + 1) * d), nearest, nearest)
  const trials = 2 + Math.floor(Math.log(Math.max(k, 1)))
  let candidate = new Float64Array(size)
  let best = new Float64Array(size)
  while (found < k && potential > 0) {
    let bestPotential = Number.POSITIVE_INFINITY
    let chosen = -1
    for (let trial = 0; trial < trials; trial++) {
      const position = drawByWeight(nearest, random() * potential)
      const left = lower(points, values.subarray(position * d, (position + 1) * d), nearest, candidate)
      if (left >= bestPotential) continue
      bestPotential = left
      chosen = position
      const swap = best
      best = candidate
      candidate = swap
    }
    centres.set(values.subarray(chosen * d, (chosen + 1) * d), found * d)
    found += 1
    potential = bestPotential
    const swap = nearest
    nearest = best
    best = swap
  }
  return centres.slice(0, found * d)
}

/** Squared distance to the nearest centre after this one joined, into `into`; returns their sum. */
function lower({ size, dimensions: d, values }: Points, centre: Float64Array, now: Float64Array, into: Float64Array) {
  let sum = 0
  for (let i = 0, at = 0; i < size; i++, at += d) {
    const squared = squaredGap(values, at, centre, 0, d)
    const before = now[i] ?? 0
    const after = squared < before ? squared : before
    into[i] = after
    sum += after
  }
  return sum
}

/** The position in which a running sum of the weights passes `target`; never one of weight 0. */
function drawByWeight(weights: Float64Array, target: number): number {
  let sum = 0
  let last = 0
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i] ?? 0
    if (weight === 0) continue
    sum += weight
    last = i
    if (sum > target) return i
  }
  return last
}
