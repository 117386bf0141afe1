import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { adjustedRandIndex } from '../../../src/compute/cluster/adjusted-rand-index.ts'
import { chooseRadius } from '../../../src/compute/cluster/choose-radius.ts'
import { dbscan } from '../../../src/compute/cluster/dbscan.ts'
import { createKdTree } from '../../../src/compute/cluster/k-d-tree.ts'
import { pointsFromRows } from '../../../src/compute/cluster/points.ts'
import { voteOfNeighbours } from '../../../src/compute/cluster/vote-of-neighbours.ts'
import { seededRandom } from '../../../src/lib/random.ts'
import { clouds, normal } from '../../support/clouds.ts'

const matrices = fc
  .integer({ min: 1, max: 4 })
  .chain((d) =>
    fc.array(fc.array(fc.integer({ min: 0, max: 6 }), { minLength: d, maxLength: d }), { minLength: 1, maxLength: 60 }),
  )
const gap = (a: readonly number[], b: readonly number[]): number =>
  Math.sqrt(a.reduce((sum, value, j) => sum + (value - (b[j] ?? 0)) ** 2, 0))

describe('createKdTree', () => {
  test('finds what measuring everything finds, ties by number', () => {
    fc.assert(
      fc.property(
        matrices,
        fc.integer({ min: 0, max: 10 }).map((half) => half / 2),
        fc.integer({ min: 1, max: 9 }),
        (rows, radius, k) => {
          const points = pointsFromRows(rows)
          const tree = createKdTree(points)
          const from = rows[0] ?? []
          const near: number[] = []
          tree.within(points.values, 0, radius, (point) => near.push(point))
          const measured = rows.map((row, i) => ({ i, distance: gap(row, from) }))
          expect(near.sort((a, b) => a - b)).toEqual(
            measured.filter(({ distance }) => distance <= radius + 1e-12).map(({ i }) => i),
          )
          const nearest = measured.sort((a, b) => a.distance - b.distance || a.i - b.i).slice(0, k)
          expect(tree.nearest(points.values, 0, k)).toEqual({
            points: nearest.map(({ i }) => i),
            distances: nearest.map(({ distance }) => distance),
          })
        },
      ),
    )
  })
})

describe('dbscan', () => {
  test('leaves out who is in no dense place, by hand', () => {
    const { codes, noise } = dbscan(pointsFromRows([[0], [1], [2], [50], [51], [99]]), { radius: 1, minimum: 2 })
    expect([...codes]).toEqual([0, 0, 0, 1, 1, -1])
    expect(noise).toBe(1)
  })

  test('agrees with the definition: core points by chains of neighbours, others beside a core point', () => {
    fc.assert(
      fc.property(matrices, fc.integer({ min: 1, max: 5 }), (rows, minimum) => {
        const radius = 1.2
        const { codes, noise } = dbscan(pointsFromRows(rows), { radius, minimum })
        const near = (a: number, b: number): boolean => gap(rows[a] ?? [], rows[b] ?? []) <= radius
        const all = [...rows.keys()]
        const core = all.filter((i) => all.filter((j) => near(i, j)).length >= minimum)
        for (const a of core) for (const b of core) if (near(a, b)) expect(codes[a]).toBe(codes[b])
        // Core points of one cluster are joined by a chain of core points.
        for (const start of core) {
          const reached = new Set([start])
          for (const a of reached) for (const b of core) if (near(a, b)) reached.add(b)
          for (const other of core) expect(codes[other] === codes[start]).toBe(reached.has(other))
        }
        for (const i of all) {
          const beside = core.filter((j) => near(i, j)).map((j) => codes[j])
          expect(beside.length === 0 ? [-1] : beside).toContain(codes[i])
        }
        expect(noise).toBe(all.filter((i) => !core.some((j) => near(i, j))).length)
      }),
      { numRuns: 60 },
    )
  })

  test('recovers two interlaced crescents with the radius that is chosen', () => {
    const random = seededRandom('crescents')
    const truth: number[] = []
    const points = pointsFromRows(
      Array.from({ length: 1200 }, (_, i) => {
        const angle = Math.PI * random()
        const side = i % 2
        truth.push(side)
        const noise = (): number => 0.04 * normal(random)
        return side === 0
          ? [Math.cos(angle) + noise(), Math.sin(angle) + noise()]
          : [1 - Math.cos(angle) + noise(), 0.5 - Math.sin(angle) + noise()]
      }),
    )
    const { trials, chosen, found } = chooseRadius(points, 5)
    expect(found).toBe(true)
    const codes = trials[chosen]?.codes ?? []
    expect(adjustedRandIndex(codes, truth)).toBeGreaterThan(0.95)
  })

  test('takes nobody, one customer and customers who are all the same', () => {
    expect(dbscan(pointsFromRows([]), { radius: 1, minimum: 5 })).toMatchObject({ noise: 0 })
    expect([...dbscan(pointsFromRows([[1]]), { radius: 1, minimum: 5 }).codes]).toEqual([-1])
    const same = pointsFromRows(Array.from({ length: 9 }, () => [2, 2]))
    expect(chooseRadius(same, 5)).toMatchObject({ chosen: 0, found: false, trials: [{ radius: 0, clusters: 1 }] })
    expect([...dbscan(same, { radius: 0, minimum: 5 }).sizes]).toEqual([9])
  })
})

describe('chooseRadius', () => {
  test('finds no groups where there are none', () => {
    const { points } = clouds([[0, 0]], 600, 1, 'one group')
    const { trials, chosen, found } = chooseRadius(points, 5)
    expect(found).toBe(false)
    expect(trials[chosen]?.clusters).toBe(1)
  })

  test('finds round groups too', () => {
    const { points, truth } = clouds(
      [
        [0, 0],
        [9, 0],
        [0, 9],
      ],
      150,
      1,
      'three',
    )
    const { trials, chosen } = chooseRadius(points, 5)
    expect(adjustedRandIndex(trials[chosen]?.codes ?? [], truth)).toBeGreaterThan(0.9)
  })
})

describe('voteOfNeighbours', () => {
  test('puts new customers with their neighbours', () => {
    const { points, truth } = clouds(
      [
        [0, 0],
        [9, 9],
      ],
      40,
      1,
      'vote',
    )
    expect([
      ...voteOfNeighbours(
        points,
        truth,
        pointsFromRows([
          [1, 0],
          [8, 9],
        ]),
      ),
    ]).toEqual([0, 1])
  })

  test('puts nobody with groups that are too far away', () => {
    expect([...voteOfNeighbours(pointsFromRows([[0]]), [0], pointsFromRows([[1], [5]]), 2)]).toEqual([0, -1])
  })

  test('lets the nearest decide between equal votes', () => {
    expect([...voteOfNeighbours(pointsFromRows([[0], [3]]), [-1, 0], pointsFromRows([[2]]))]).toEqual([0])
  })
})
