import type { Random } from '../../lib/random.ts'
import { kMeans } from './k-means.ts'
import { nearestCentre } from './nearest-centre.ts'
import { pickPoints, type Points } from './points.ts'

/** A group is many-sided: so many typical members stand for it at most. */
const MOST_PROTOTYPES = 8
const SEEDS_A_PROTOTYPE = 20

/**
 * How much each point is like a group: 1 at one of the group's typical members, falling with the distance to the nearest of
 * them; a point at the usual distance of all points has about 0.37.
 *
 * @param seeds - rows of the group, at least one
 * @param weights - how much each measure counts, >= 0
 * @returns one score of 0..1 for each point, members of the group included
 * @example similarityTo(pointsFromRows([[0], [1], [9]]), [0], [1], seededRandom(1))[0] // => 1
 * @see Gower (1971), Biometrics 27, 857-871, for weighted similarity of mixed measures.
 * Time O(n d x prototypes), memory O(n d).
 */
export function similarityTo(
  points: Points,
  seeds: readonly number[],
  weights: readonly number[],
  random: Random,
): Float64Array {
  const { size, dimensions: d } = points
  const roots = weights.map(Math.sqrt)
  const values = points.values.map((value, at) => value * (roots[at % d] ?? 0))
  const weighted = { size, dimensions: d, values }
  const own = pickPoints(weighted, seeds)
  const prototypes = Math.min(MOST_PROTOTYPES, Math.ceil(seeds.length / SEEDS_A_PROTOTYPE))
  const { centres } = kMeans(own, { k: prototypes, random })
  const { distances } = nearestCentre(weighted, centres)
  const usual = distances.toSorted()[Math.floor(size / 2)] ?? 0
  return distances.map((distance) => (usual > 0 ? Math.exp(-distance / usual) : distance > 0 ? 0 : 1))
}
