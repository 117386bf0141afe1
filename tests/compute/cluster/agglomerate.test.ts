import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { adjustedRandIndex } from '../../../src/compute/cluster/adjusted-rand-index.ts'
import { agglomerate, LINKAGES, type Linkage } from '../../../src/compute/cluster/agglomerate.ts'
import { cutTree } from '../../../src/compute/cluster/cut-tree.ts'
import { pointsFromRows } from '../../../src/compute/cluster/points.ts'

const gap = (a: readonly number[], b: readonly number[]): number =>
  Math.hypot(...a.map((value, j) => value - (b[j] ?? 0)))
const mean = (rows: readonly (readonly number[])[]): number[] =>
  (rows[0] ?? []).map((_, j) => rows.reduce((sum, row) => sum + (row[j] ?? 0), 0) / rows.length)

/** Distance of two groups by definition. */
function distance(a: readonly (readonly number[])[], b: readonly (readonly number[])[], linkage: Linkage): number {
  if (linkage === 'ward') return Math.sqrt((2 * a.length * b.length) / (a.length + b.length)) * gap(mean(a), mean(b))
  return a.flatMap((x) => b.map((y) => gap(x, y))).reduce((sum, value) => sum + value, 0) / (a.length * b.length)
}

/** Joins the nearest two of all pairs, measuring every pair every time. */
function plainAgglomerate(rows: readonly (readonly number[])[], linkage: Linkage) {
  let groups = rows.map((_, i) => [i])
  const heights: number[] = []
  const partitions = [groups]
  while (groups.length > 1) {
    let best = { a: 0, b: 1, height: Number.POSITIVE_INFINITY }
    for (let a = 0; a < groups.length; a++) {
      for (let b = a + 1; b < groups.length; b++) {
        const rowsOf = (group: readonly number[] = []) => group.map((i) => rows[i] ?? [])
        const height = distance(rowsOf(groups[a]), rowsOf(groups[b]), linkage)
        if (height < best.height) best = { a, b, height }
      }
    }
    heights.push(best.height)
    groups = [
      ...groups.filter((_, i) => i !== best.a && i !== best.b),
      [...(groups[best.a] ?? []), ...(groups[best.b] ?? [])],
    ]
    partitions.push(groups)
  }
  return { heights, partitions }
}

describe('agglomerate', () => {
  test('joins points on a line, by hand', () => {
    const points = pointsFromRows([[0], [1], [9]])
    const ward = agglomerate(points, 'ward')
    expect(ward.height[0]).toBe(1)
    expect(ward.height[1]).toBeCloseTo(Math.sqrt(4 / 3) * 8.5, 12)
    expect(agglomerate(points, 'average').height[1]).toBeCloseTo(8.5, 12)
    expect([...cutTree(ward, 2).codes]).toEqual([0, 0, 1])
  })

  test.each(LINKAGES)('%s builds the tree that measuring every pair builds', (linkage) => {
    // Coordinates without equal distances, for equal ones may be joined in either order.
    const coordinate = fc.double({ min: 0, max: 100, noNaN: true })
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(coordinate, coordinate), { minLength: 2, maxLength: 14 }), (rows) => {
        const plain = plainAgglomerate(rows, linkage)
        const spread = plain.heights.map((height, i) => height - (plain.heights[i - 1] ?? -1))
        fc.pre(spread.every((difference) => difference > 1e-6))
        const tree = agglomerate(pointsFromRows(rows), linkage)
        for (const [i, height] of plain.heights.entries()) expect(tree.height[i]).toBeCloseTo(height, 8)
        for (let k = 1; k <= rows.length; k++) {
          const groups = plain.partitions[rows.length - k] ?? []
          const codes = rows.map((_, i) => groups.findIndex((group) => group.includes(i)))
          expect(adjustedRandIndex(cutTree(tree, k).codes, codes)).toBeCloseTo(1, 12)
        }
      }),
      { numRuns: 60 },
    )
  })

  test.each(LINKAGES)('%s takes nobody, one customer and customers who are all the same', (linkage) => {
    expect(cutTree(agglomerate(pointsFromRows([]), linkage), 3).codes).toHaveLength(0)
    expect([...cutTree(agglomerate(pointsFromRows([[4]]), linkage), 3).codes]).toEqual([0])
    const same = agglomerate(pointsFromRows(Array.from({ length: 6 }, () => [1, 1])), linkage)
    expect([...same.height]).toEqual([0, 0, 0, 0, 0])
    expect([...cutTree(same, 6).sizes]).toEqual([1, 1, 1, 1, 1, 1])
  })

  test('refuses a table of pairs that would not fit', () => {
    const many = { size: 4001, dimensions: 1, values: new Float64Array(4001) }
    expect(() => agglomerate(many, 'average')).toThrow(/at most 4000 points, got 4001/)
  })
})
