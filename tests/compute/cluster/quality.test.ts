import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { adjustedRandIndex } from '../../../src/compute/cluster/adjusted-rand-index.ts'
import { calinskiHarabasz } from '../../../src/compute/cluster/calinski-harabasz.ts'
import { chooseClusterCount } from '../../../src/compute/cluster/choose-cluster-count.ts'
import { clusterMoments } from '../../../src/compute/cluster/cluster-moments.ts'
import { clusterStability } from '../../../src/compute/cluster/cluster-stability.ts'
import { daviesBouldin } from '../../../src/compute/cluster/davies-bouldin.ts'
import { drawPositions } from '../../../src/compute/cluster/draw-positions.ts'
import { kMeans } from '../../../src/compute/cluster/k-means.ts'
import { pointsFromRows, type Points } from '../../../src/compute/cluster/points.ts'
import { silhouettes } from '../../../src/compute/cluster/silhouettes.ts'
import { squaredGap } from '../../../src/compute/cluster/squared-gap.ts'
import { rescale, standardise } from '../../../src/compute/cluster/standardise.ts'
import { seededRandom } from '../../../src/lib/random.ts'
import { clouds } from '../../support/clouds.ts'

const everyone = (points: Points): number[] => [...Array(points.size).keys()]
const partitionsOf = (points: Points, ks: readonly number[]) =>
  ks.map((k) => kMeans(points, { k, random: seededRandom(k) }).codes)

describe('silhouettes', () => {
  test('are the definition, by hand', () => {
    const points = pointsFromRows([[0], [1], [9], [10]])
    const [found] = silhouettes(points, [[0, 0, 1, 1]], everyone(points))
    expect(found?.widths[0]).toBeCloseTo((9.5 - 1) / 9.5, 12)
    expect(found?.widths[1]).toBeCloseTo((8.5 - 1) / 8.5, 12)
    expect(found?.mean).toBeCloseTo(((9.5 - 1) / 9.5 + (8.5 - 1) / 8.5) / 2, 12)
  })

  test('say nothing of one cluster, 0 of a point alone, nothing of a point in none', () => {
    const points = pointsFromRows([[0], [1], [9], [50]])
    const [one, three] = silhouettes(
      points,
      [
        [0, 0, 0, 0],
        [0, 0, 1, -1],
      ],
      everyone(points),
    )
    expect(one?.mean).toBeNull()
    expect(three?.widths[2]).toBe(0)
    expect(three?.widths[3]).toBeNaN()
    expect(three?.mean).toBeCloseTo((8 / 9 + 7 / 8) / 3, 12)
  })

  test('lie between -1 and 1 whatever the groups', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 4 })), { minLength: 1 }),
        (rows) => {
          const points = pointsFromRows(rows.map(([, value]) => [value]))
          const [found] = silhouettes(points, [rows.map(([code]) => code)], everyone(points))
          for (const value of found?.widths ?? []) expect(Math.abs(value)).toBeLessThanOrEqual(1)
        },
      ),
    )
  })
})

describe('daviesBouldin and calinskiHarabasz', () => {
  test('are the definitions, by hand', () => {
    const moments = clusterMoments(pointsFromRows([[0], [2], [10], [12]]), [0, 0, 1, 1], 2)
    expect(daviesBouldin(moments)).toBeCloseTo(0.2, 12)
    // Between: 2 x 25 + 2 x 25 = 100 over 1; within: 4 over 2.
    expect(calinskiHarabasz(moments)).toBeCloseTo(50, 12)
  })

  test('leave out who is in no cluster', () => {
    const rows = [[0], [2], [10], [12]]
    const without = clusterMoments(pointsFromRows([...rows, [99]]), [0, 0, 1, 1, -1], 2)
    expect(without).toEqual(clusterMoments(pointsFromRows(rows), [0, 0, 1, 1], 2))
  })

  test('are unknown for one cluster, for equal centres and for as many clusters as points', () => {
    const same = clusterMoments(pointsFromRows([[1], [1], [1]]), [0, 0, 0], 1)
    expect([daviesBouldin(same), calinskiHarabasz(same)]).toEqual([null, null])
    const concentric = clusterMoments(pointsFromRows([[-1], [1], [-2], [2]]), [0, 0, 1, 1], 2)
    expect(daviesBouldin(concentric)).toBeNull()
    expect(calinskiHarabasz(clusterMoments(pointsFromRows([[1], [2]]), [0, 1], 2))).toBeNull()
  })
})

describe('chooseClusterCount', () => {
  test('picks the number of clouds that there are', () => {
    const { points } = clouds(
      [
        [0, 0],
        [9, 0],
        [0, 9],
        [9, 9],
      ],
      120,
      1,
      'four',
    )
    const ks = [2, 3, 4, 5, 6]
    const choice = chooseClusterCount(silhouettes(points, partitionsOf(points, ks), everyone(points)))
    expect(ks[choice.best]).toBe(4)
    expect(choice).toMatchObject({ clear: true, doubt: null })
    expect(choice.rival?.interval[0]).toBeGreaterThan(0)
  })

  test('has no clear winner where there are no groups', () => {
    const { points } = clouds([[0, 0, 0, 0, 0, 0]], 400, 1, 'one cloud')
    const ks = [2, 3, 4, 5, 6]
    const choice = chooseClusterCount(silhouettes(points, partitionsOf(points, ks), everyone(points)))
    expect(choice).toMatchObject({ clear: false, doubt: 'weak_structure' })
  })

  test('calls it close when two numbers do equally well', () => {
    const points = pointsFromRows([[0], [1], [10], [11]])
    const twice = silhouettes(
      points,
      [
        [0, 0, 1, 1],
        [1, 1, 0, 0],
      ],
      everyone(points),
    )
    expect(chooseClusterCount(twice)).toMatchObject({ best: 0, clear: false, doubt: 'close_call' })
  })

  test('chooses nothing where nothing can be chosen', () => {
    const points = pointsFromRows([[1], [1]])
    expect(chooseClusterCount(silhouettes(points, [[0, 0]], everyone(points))).best).toBe(-1)
    expect(chooseClusterCount([]).clear).toBe(false)
  })
})

describe('clusterStability', () => {
  const stabilityOf = (points: Points, k: number): number | null => {
    const cluster = (some: Points, random: () => number) => kMeans(some, { k, random, starts: 3 }).codes
    return clusterStability(points, cluster(points, seededRandom(1)), { cluster, random: seededRandom(2) })
  }

  test('is high for groups that are there and low for groups that are drawn', () => {
    const { points } = clouds(
      [
        [0, 0],
        [9, 0],
        [0, 9],
      ],
      150,
      1,
      'stable',
    )
    expect(stabilityOf(points, 3)).toBeGreaterThan(0.98)
    const { points: nothing } = clouds([[0, 0]], 450, 1, 'nothing')
    expect(stabilityOf(nothing, 5)).toBeLessThan(0.75)
  })

  test('is unknown for three customers and 1 for many who are all the same', () => {
    expect(stabilityOf(pointsFromRows([[1], [2], [3]]), 2)).toBeNull()
    expect(stabilityOf(pointsFromRows(Array.from({ length: 20 }, () => [1])), 2)).toBe(1)
  })
})

describe('adjustedRandIndex', () => {
  test('is 1 for the same groups under other names and about 0 for unrelated ones', () => {
    expect(adjustedRandIndex([0, 0, 1, 1], [5, 5, 3, 3])).toBe(1)
    const random = seededRandom('unrelated')
    const draw = () => Array.from({ length: 4000 }, () => Math.floor(random() * 4))
    expect(Math.abs(adjustedRandIndex(draw(), draw()))).toBeLessThan(0.01)
  })
})

describe('standardise', () => {
  test('centres and scales each measure, after the logarithm where asked', () => {
    const { points, scale } = standardise(
      [
        [0, 2],
        [Math.E - 1, Math.E ** 3 - 1],
      ],
      [false, true],
    )
    expect([...points.values].map((value) => Math.round(value * 1e9) / 1e9)).toEqual([-1, -1, 1, 1])
    expect(rescale([[4], [0]], scale).values[0]).toBeCloseTo(3, 12)
    expect(rescale([[4], [0]], scale).values[1]).toBeCloseTo(-2, 12)
  })

  test('sets a measure that everybody shares to 0, and takes losses as nothing under the logarithm', () => {
    const { points } = standardise(
      [
        [0.1, 0.1, 0.1],
        [-50, 0, 9],
      ],
      [false, true],
    )
    expect(points.values[0]).toBe(0)
    expect(points.values[1]).toBe(points.values[3])
    expect([...points.values].some(Number.isNaN)).toBe(false)
  })
})

describe('standardise, of shares', () => {
  test('keeps the distances of their square roots in proportion', () => {
    const { points } = standardise(
      [
        [1, 0, 0.25],
        [0, 1, 0.75],
      ],
      [false, false],
      [true, true],
    )
    const gap = (a: number, b: number): number => squaredGap(points.values, a * 2, points.values, b * 2, 2)
    // Square roots: (1, 0), (0, 1) and (0.5, sqrt 0.75); squared distances 2, 2 - 1 and 2 - sqrt 3.
    expect(gap(0, 2) / gap(0, 1)).toBeCloseTo(0.5, 12)
    expect(gap(1, 2) / gap(0, 1)).toBeCloseTo((2 - Math.sqrt(3)) / 2, 12)
  })
})

describe('drawPositions', () => {
  test('draws different positions in order, all of them when asked for more', () => {
    fc.assert(
      fc.property(fc.nat(50), fc.nat(60), (size, count) => {
        const drawn = [...drawPositions(size, count, seededRandom(size * 61 + count))]
        expect(drawn).toHaveLength(Math.min(size, count))
        expect(new Set(drawn).size).toBe(drawn.length)
        expect(drawn).toEqual(drawn.toSorted((a, b) => a - b))
        for (const position of drawn) expect(position).toBeLessThan(size)
      }),
    )
  })
})
