import { adjustedRandIndex } from './adjusted-rand-index.ts'
import { dbscan, type Dbscan } from './dbscan.ts'
import { createKdTree } from './k-d-tree.ts'
import type { Points } from './points.ts'

export interface RadiusTrial extends Dbscan {
  readonly radius: number
  /** Clusters that hold at least one point in fifty. */
  readonly clusters: number
}

export interface RadiusChoice {
  readonly trials: readonly RadiusTrial[]
  /** Index of the chosen trial. */
  readonly chosen: number
  /** False when no radius showed two groups that outlast the next larger radius. */
  readonly found: boolean
}

const STEPS = 16
const SMALLEST_SHARE = 0.02
const MOST_NOISE = 0.3
/** Two radii give the same groups when those who are in a group of both agree this far. */
const SAME = 0.9

/**
 * A radius for `dbscan`: radii from the median to the largest usual distance of the m-th nearest point are tried, and of the
 * longest run that gives the same two or more groups the largest is taken, which leaves the fewest in none. Groups that only
 * one radius shows are chance.
 *
 * Where no radius shows two lasting groups, the largest is taken: one group, and who is far from everybody.
 *
 * @param minimum - m, the point itself counted
 * @returns the trials by rising radius, at least one, with the chosen one
 * @see Ester et al. (1996), section 4.2, for the distances to try; Campello, Moulavi & Sander (2013), PAKDD, 160-172, for
 * the persistence of groups as what makes them real.
 * Time 16 runs of `dbscan`.
 */
export function chooseRadius(points: Points, minimum: number): RadiusChoice {
  const { size, dimensions: d, values } = points
  const tree = createKdTree(points)
  const reach = new Float64Array(size)
  for (let i = 0; i < size; i++) reach[i] = tree.nearest(values, i * d, minimum).distances.at(-1) ?? 0
  reach.sort()
  const low = reach[Math.floor(size * 0.5)] ?? 0
  const high = reach[Math.floor(size * 0.995)] ?? 0
  const smallest = Math.max(minimum, SMALLEST_SHARE * size)
  const trials = radiiBetween(low, high).map((radius): RadiusTrial => {
    const found = dbscan(points, { radius, minimum })
    return { ...found, radius, clusters: found.sizes.filter((count) => count >= smallest).length }
  })
  let best = { from: 0, length: 0 }
  for (let from = 0; from < trials.length;) {
    let to = from + 1
    while (to < trials.length && sameGroups(trials[to - 1], trials[to])) to += 1
    const trial = trials[to - 1]
    const worthy = trial !== undefined && trial.clusters >= 2 && trial.noise <= MOST_NOISE * size
    if (worthy && to - from > best.length) best = { from, length: to - from }
    from = to
  }
  const found = best.length > 1
  return { trials, chosen: found ? best.from + best.length - 1 : trials.length - 1, found }
}

function radiiBetween(low: number, high: number): readonly number[] {
  if (low === high) return [high]
  // More than half have twins: no ratio leads up from 0.
  const start = low > 0 ? low : high / 100
  return Array.from({ length: STEPS }, (_, step) => start * (high / start) ** (step / (STEPS - 1)))
}

function sameGroups(a: RadiusTrial | undefined, b: RadiusTrial | undefined): boolean {
  if (a === undefined || b === undefined || a.clusters !== b.clusters) return false
  const inBoth = a.codes.map((_, i) => i).filter((i) => (a.codes[i] ?? -1) >= 0 && (b.codes[i] ?? -1) >= 0)
  return (
    adjustedRandIndex(
      inBoth.map((i) => a.codes[i] ?? -1),
      inBoth.map((i) => b.codes[i] ?? -1),
    ) >= SAME
  )
}
