import { describe, expect, test } from 'vitest'
import { adjustedRandIndex } from '../../../src/compute/cluster/adjusted-rand-index.ts'
import { distinguishingMeasures } from '../../../src/compute/segments/distinguishing-measures.ts'
import { segmentMigration } from '../../../src/compute/segments/segment-migration.ts'

describe('segmentMigration', () => {
  test('counts who went where, newcomers and leavers apart', () => {
    expect(segmentMigration([0, 0, -1, 1], [0, 1, 1, -1])).toEqual([
      { from: -1, to: 1, customers: 1 },
      { from: 0, to: 0, customers: 1 },
      { from: 0, to: 1, customers: 1 },
      { from: 1, to: -1, customers: 1 },
    ])
  })
})

describe('adjustedRandIndex', () => {
  test('equals the value of scikit-learn on its documented example', () => {
    expect(adjustedRandIndex([0, 0, 1, 1], [0, 0, 1, 2])).toBeCloseTo(0.5714285714285715, 12)
    expect(adjustedRandIndex([0, 0, 0, 0], [0, 1, 2, 3])).toBe(0)
  })

  test('is 1 for the same groups under other names', () => {
    expect(adjustedRandIndex([0, 0, 1, 2], [5, 5, 3, 9])).toBe(1)
    expect(adjustedRandIndex([], [])).toBe(1)
  })
})

describe('distinguishingMeasures', () => {
  test('finds the measure that sets a group apart, worked by hand', () => {
    const [first, second] = distinguishingMeasures([0, 0, 1, 1], 2, [
      { name: 'orders', values: [9, 9, 1, 1], log: false },
      { name: 'same', values: [3, 3, 3, 3], log: false },
    ])
    expect(first).toEqual([{ measure: 'orders', direction: 'higher', group: 9, others: 1, effectSize: 2 }])
    expect(second).toEqual([{ measure: 'orders', direction: 'lower', group: 1, others: 9, effectSize: -2 }])
  })

  test('leaves customers without a value out, and counts those in no group as others', () => {
    const [only] = distinguishingMeasures([0, -1, 0], 1, [{ name: 'gap', values: [4, 2, Number.NaN], log: false }])
    expect(only).toEqual([{ measure: 'gap', direction: 'higher', group: 4, others: 2, effectSize: 2 }])
  })

  test('keeps small differences to itself', () => {
    const values = Array.from({ length: 200 }, (_, i) => i % 100)
    expect(
      distinguishingMeasures(
        values.map((_, i) => i % 2),
        2,
        [{ name: 'x', values, log: true }],
      )[0],
    ).toEqual([])
  })
})
