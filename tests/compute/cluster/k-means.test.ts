import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { adjustedRandIndex } from '../../../src/compute/cluster/adjusted-rand-index.ts'
import { greedySeeds } from '../../../src/compute/cluster/greedy-seeds.ts'
import { kMeans } from '../../../src/compute/cluster/k-means.ts'
import { miniBatchKMeans } from '../../../src/compute/cluster/mini-batch-k-means.ts'
import { nearestCentre } from '../../../src/compute/cluster/nearest-centre.ts'
import { pointsFromRows, type Points } from '../../../src/compute/cluster/points.ts'
import { refineCentres } from '../../../src/compute/cluster/refine-centres.ts'
import { seededRandom } from '../../../src/lib/random.ts'
import { clouds } from '../../support/clouds.ts'

const grid = fc.integer({ min: -5, max: 5 })
const rows = (least: number, most: number) =>
  fc
    .integer({ min: 1, max: 5 })
    .chain((d) => fc.array(fc.array(grid, { minLength: d, maxLength: d }), { minLength: least, maxLength: most }))

/** Inertia around the means of given groups, by the definition. */
function inertiaOf(points: readonly (readonly number[])[], codes: readonly number[]): number {
  let inertia = 0
  for (const code of new Set(codes)) {
    const group = points.filter((_, i) => codes[i] === code)
    const mean = (group[0] ?? []).map((_, j) => group.reduce((sum, row) => sum + (row[j] ?? 0), 0) / group.length)
    for (const row of group) inertia += row.reduce((sum, value, j) => sum + (value - (mean[j] ?? 0)) ** 2, 0)
  }
  return inertia
}

/** The smallest inertia over every way of forming at most k groups. */
function bestInertia(points: readonly (readonly number[])[], k: number): number {
  let best = Number.POSITIVE_INFINITY
  const visit = (codes: readonly number[]): void => {
    if (codes.length === points.length) best = Math.min(best, inertiaOf(points, codes))
    else for (let code = 0; code <= Math.min(k - 1, Math.max(-1, ...codes) + 1); code++) visit([...codes, code])
  }
  visit([])
  return best
}

/** Lloyd's iterations as written down, measuring everything. */
function plainLloyd(points: Points, start: Float64Array): { readonly codes: Int32Array; readonly inertia: number } {
  const d = points.dimensions
  let centres = Float64Array.from(start)
  let codes = new Int32Array(points.size).fill(-1)
  for (;;) {
    const next = nearestCentre(points, centres).codes
    if (next.every((code, i) => code === codes[i])) break
    codes = Int32Array.from(next)
    const sums = new Float64Array(centres.length)
    const counts = new Float64Array(centres.length / d)
    for (const [i, code] of codes.entries()) {
      counts[code] = (counts[code] ?? 0) + 1
      for (let j = 0; j < d; j++) sums[code * d + j] = (sums[code * d + j] ?? 0) + (points.values[i * d + j] ?? 0)
    }
    centres = centres.map((value, at) => {
      const count = counts[Math.floor(at / d)] ?? 0
      return count === 0 ? value : (sums[at] ?? 0) / count
    })
  }
  const matrix = Array.from({ length: points.size }, (_, i) => [...points.values.subarray(i * d, (i + 1) * d)])
  return { codes, inertia: inertiaOf(matrix, [...codes]) }
}

describe('kMeans', () => {
  test('separates two groups on a line by hand', () => {
    const found = kMeans(pointsFromRows([[0], [1], [9], [10], [11]]), { k: 2, random: seededRandom(1) })
    expect([...found.codes]).toEqual([1, 1, 0, 0, 0])
    expect([...found.centres]).toEqual([10, 0.5])
    expect([...found.sizes]).toEqual([3, 2])
    expect(found.inertia).toBeCloseTo(2.5, 12)
  })

  test('finds the best of all groupings of a few points nearly always, and never less than it', () => {
    const cases = fc.sample(fc.tuple(rows(1, 7), fc.integer({ min: 1, max: 3 })), { numRuns: 200, seed: 20_261_122 })
    const reached = cases.filter(([points, k]) => {
      const { inertia } = kMeans(pointsFromRows(points), { k, random: seededRandom(3), starts: 40 })
      const best = bestInertia(points, k)
      expect(inertia).toBeGreaterThan(best - 1e-9)
      return inertia < best + 1e-9
    })
    expect(reached.length).toBeGreaterThanOrEqual(195)
  })

  test('reaches what iterations without bounds reach from the same start', () => {
    for (const seed of ['a', 'b', 'c', 'd', 'e']) {
      const { points } = clouds(
        [
          [0, 0, 0],
          [2, 1, 0],
          [0, 3, 1],
          [4, 4, 2],
        ],
        150,
        1,
        seed,
      )
      const start = greedySeeds(points, 4, seededRandom(seed))
      const bounded = refineCentres(points, start)
      const plain = plainLloyd(points, start)
      expect(adjustedRandIndex(bounded.codes, plain.codes)).toBe(1)
      expect(bounded.inertia).toBeCloseTo(plain.inertia, 8)
    }
  })

  test('leaves every point with its nearest centre, and every centre at the mean of its points', () => {
    fc.assert(
      fc.property(rows(3, 30), fc.integer({ min: 1, max: 6 }), (matrix, k) => {
        const points = pointsFromRows(matrix)
        const found = kMeans(points, { k, random: seededRandom(5) })
        const nearest = nearestCentre(points, found.centres)
        const own = matrix.map((row, i) =>
          Math.hypot(...row.map((value, j) => value - (found.centres[(found.codes[i] ?? 0) * row.length + j] ?? 0))),
        )
        for (const [i, distance] of own.entries()) expect(distance).toBeCloseTo(nearest.distances[i] ?? 0, 9)
        expect(found.inertia).toBeCloseTo(inertiaOf(matrix, [...found.codes]), 9)
        expect(found.sizes.every((count) => count > 0)).toBe(true)
      }),
    )
  })

  test('competes on a sample and still serves everybody', () => {
    const { points, truth } = clouds(
      [
        [0, 0],
        [8, 0],
        [0, 8],
      ],
      1000,
      1,
      'sample',
    )
    const found = kMeans(points, { k: 3, random: seededRandom(1), sampleSize: 300 })
    expect(adjustedRandIndex(found.codes, truth)).toBeGreaterThan(0.99)
    expect(found.codes).toHaveLength(3000)
  })

  test('finds a rare far group that the sample may miss', () => {
    const { points } = clouds([[0, 0]], 2000, 0, 'same')
    points.values.set([50, 50], 0)
    const found = kMeans(points, { k: 2, random: seededRandom(2), sampleSize: 100 })
    expect([...found.sizes]).toEqual([1999, 1])
  })

  test('gives the same bytes for the same seed', () => {
    const { points } = clouds(
      [
        [0, 0],
        [3, 0],
      ],
      200,
      1,
      'bytes',
    )
    const once = kMeans(points, { k: 4, random: seededRandom('x') })
    const again = kMeans(points, { k: 4, random: seededRandom('x') })
    expect(again).toEqual(once)
  })

  test.each([
    ['nobody', [], 0],
    ['one customer', [[1, 2]], 1],
    [
      'all the same',
      [
        [1, 2],
        [1, 2],
        [1, 2],
      ],
      1,
    ],
    [
      'fewer different points than clusters',
      [
        [1, 2],
        [1, 2],
        [5, 5],
      ],
      2,
    ],
  ])('gives no more clusters than there are different points: %s', (_name, matrix, clusters) => {
    const found = kMeans(pointsFromRows(matrix), { k: 6, random: seededRandom(1) })
    expect(found.k).toBe(clusters)
    expect(found.inertia).toBe(0)
    expect([...found.centres].some(Number.isNaN)).toBe(false)
  })
})

describe('miniBatchKMeans', () => {
  test('comes within five per cent of all iterations on clouds', () => {
    const { points, truth } = clouds(
      [
        [0, 0],
        [6, 0],
        [0, 6],
        [6, 6],
      ],
      3000,
      1,
      'batch',
    )
    const full = kMeans(points, { k: 4, random: seededRandom(1) })
    const quick = miniBatchKMeans(points, { k: 4, random: seededRandom(1) })
    expect(quick.inertia).toBeLessThan(1.05 * full.inertia)
    expect(adjustedRandIndex(quick.codes, truth)).toBeGreaterThan(0.95)
  })

  test('gives one cluster for customers who are all the same, and none for nobody', () => {
    expect(miniBatchKMeans(pointsFromRows([[1], [1]]), { k: 3, random: seededRandom(1) }).k).toBe(1)
    expect(miniBatchKMeans(pointsFromRows([]), { k: 3, random: seededRandom(1) }).k).toBe(0)
  })
})
