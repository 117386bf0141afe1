import { pointsFromRows, type Points } from '../../src/compute/cluster/points.ts'
import { seededRandom, type Random } from '../../src/lib/random.ts'

/** A standard normal number (Box & Muller 1958). */
export const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())

/** Round clouds around the given places, each of `count` points, and the cloud of each point. */
export function clouds(
  places: readonly (readonly number[])[],
  count: number,
  spread: number,
  seed: string,
): { readonly points: Points; readonly truth: readonly number[] } {
  const random = seededRandom(seed)
  const rows: number[][] = []
  const truth: number[] = []
  for (const [cloud, place] of places.entries()) {
    for (let i = 0; i < count; i++) {
      rows.push(place.map((value) => value + spread * normal(random)))
      truth.push(cloud)
    }
  }
  return { points: pointsFromRows(rows), truth }
}
