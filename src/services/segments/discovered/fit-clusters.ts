import { agglomerate } from '../../../compute/cluster/agglomerate.ts'
import { chooseRadius } from '../../../compute/cluster/choose-radius.ts'
import { cutTree } from '../../../compute/cluster/cut-tree.ts'
import { dbscan } from '../../../compute/cluster/dbscan.ts'
import { drawPositions } from '../../../compute/cluster/draw-positions.ts'
import { kMeans, type KMeans } from '../../../compute/cluster/k-means.ts'
import { miniBatchKMeans } from '../../../compute/cluster/mini-batch-k-means.ts'
import { nearestCentre } from '../../../compute/cluster/nearest-centre.ts'
import { pickPoints, type Points } from '../../../compute/cluster/points.ts'
import { voteOfNeighbours } from '../../../compute/cluster/vote-of-neighbours.ts'
import type { Random } from '../../../lib/random.ts'

/** Groups of some points and the way in for others. */
export interface ClusterFit {
  readonly codes: Int32Array
  readonly k: number
  readonly fittedRows: number
  /** Puts other customers, on the same scale, into these groups. */
  readonly classify: (points: Points) => Int32Array
  /** Forms groups afresh, in the same way, in other points. */
  readonly refit: (points: Points, random: Random) => ArrayLike<number>
  readonly density: { readonly radius: number; readonly minimum: number; readonly found: boolean } | null
  /** Row-major, one row for each group; null where groups have no centre that decides. */
  readonly centres: Float64Array | null
}

/** Beyond so many customers batches do: a pass over all of them takes longer than it betters. */
const BATCHES_BEYOND = 1_000_000

/** Fewer customers than this are no group but people apart (a wholesaler, a test account). */
const smallestGroup = (rows: number): number => Math.max(3, Math.ceil(0.002 * rows))
/** Of all customers, at most so many are set aside. */
const MOST_ASIDE = 0.02

/**
 * k-means in which a few customers far from everybody do not take a group each: they are set aside, the groups are formed
 * without them, and they join the nearest.
 */
export function fitKMeans(points: Points, k: number, random: Random, thorough: boolean): ClusterFit {
  const effort = thorough ? {} : { starts: 5, sampleSize: 2500 }
  const cluster = (some: Points): KMeans =>
    some.size > BATCHES_BEYOND
      ? miniBatchKMeans(some, { k, random, batches: 300 })
      : kMeans(some, { k, random, ...effort })
  let kept = Int32Array.from({ length: points.size }, (_, row) => row)
  let found = cluster(points)
  for (;;) {
    const small = found.sizes.findIndex((count) => count < smallestGroup(points.size))
    const rest = small < 0 ? kept : kept.filter((_row, i) => (found.codes[i] ?? 0) < small)
    if (rest.length === kept.length || points.size - rest.length > Math.max(1, MOST_ASIDE * points.size)) break
    const again = cluster(pickPoints(points, rest))
    // Where the others do not make as many groups, the few were what told customers apart.
    if (again.k < found.k) break
    kept = rest
    found = again
  }
  const { centres, k: groups } = found
  const classify = (others: Points): Int32Array => nearestCentre(others, centres).codes
  return {
    codes: kept.length === points.size ? found.codes : classify(points),
    k: groups,
    fittedRows: points.size,
    classify,
    refit: (others, again) => kMeans(others, { k, random: again, starts: 3, sampleSize: 2500 }).codes,
    density: null,
    centres,
  }
}

/** Customers among whom a tree is built: its time grows with the square. */
const TREE_ROWS = 3000

/** Ward's groups for each number asked for, from one tree. */
export function fitTree(points: Points, counts: readonly number[], random: Random): readonly ClusterFit[] {
  const positions = drawPositions(points.size, TREE_ROWS, random)
  const sample = pickPoints(points, positions)
  const tree = agglomerate(sample, 'ward')
  return counts.map((k) => {
    const cut = cutTree(tree, k)
    const classify = (others: Points): Int32Array => voteOfNeighbours(sample, cut.codes, others)
    return {
      codes: positions.length === points.size ? cut.codes : classify(points),
      k: cut.sizes.length,
      fittedRows: positions.length,
      classify,
      refit: (others) => cutTree(agglomerate(others, 'ward'), k).codes,
      density: null,
      centres: null,
    }
  })
}

/** Customers on whom the radius is chosen, and among whom dense places are looked for. */
const RADIUS_ROWS = 1500
const DENSITY_ROWS = 10_000
const SMALLEST_MINIMUM = 5

/**
 * Dense groups. The radius is chosen on a sample; in everybody a neighbourhood of that radius holds as many times more
 * customers as there are more, so the minimum grows with them.
 */
export function fitDensity(points: Points, random: Random): ClusterFit {
  const trial = pickPoints(points, drawPositions(points.size, RADIUS_ROWS, random))
  const choice = chooseRadius(trial, SMALLEST_MINIMUM)
  const radius = choice.trials[choice.chosen]?.radius ?? 0
  const positions = drawPositions(points.size, DENSITY_ROWS, random)
  const sample = pickPoints(points, positions)
  const minimumFor = (size: number): number =>
    Math.max(SMALLEST_MINIMUM, Math.round((SMALLEST_MINIMUM * size) / Math.max(trial.size, 1)))
  const minimum = minimumFor(sample.size)
  const found = dbscan(sample, { radius, minimum })
  const classify = (others: Points): Int32Array => voteOfNeighbours(sample, found.codes, others, radius)
  return {
    codes: positions.length === points.size ? found.codes : classify(points),
    k: found.sizes.length,
    fittedRows: positions.length,
    classify,
    refit: (others) => dbscan(others, { radius, minimum: minimumFor(others.size) }).codes,
    density: { radius, minimum, found: choice.found },
    centres: null,
  }
}
