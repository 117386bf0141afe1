import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assignLevels } from '../../../src/compute/membership/assign-levels.ts'
import { pointsCost } from '../../../src/compute/membership/points-cost.ts'

describe('assignLevels', () => {
  test('the threshold itself is enough; below the first there is no level', () => {
    expect([...assignLevels(Float64Array.of(-5, 99.99, 100, 499, 500, 1e9), [100, 500])]).toEqual([-1, -1, 0, 0, 1, 1])
  })

  test('equals counting the thresholds that are not above the value', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 8 }),
        fc.array(fc.integer({ min: -10, max: 1100 })),
        (starts, values) => {
          const thresholds = starts.toSorted((a, b) => a - b)
          const slow = values.map((value) => thresholds.filter((start) => start <= value).length - 1)
          expect([...assignLevels(Float64Array.from(values), thresholds)]).toEqual(slow)
        },
      ),
    )
  })

  test('no customers and no levels are nothing; thresholds that do not ascend are refused by their value', () => {
    expect(assignLevels(new Float64Array(), [1]).length).toBe(0)
    expect([...assignLevels(Float64Array.of(3), [])]).toEqual([-1])
    expect(() => assignLevels(Float64Array.of(1), [5, 5])).toThrow(/threshold 5 does not lie above/)
    expect(() => assignLevels(Float64Array.of(1), [5, 3])).toThrow(/threshold 3 does not lie above/)
  })
})

describe('pointsCost', () => {
  test('worked by hand: 350 of spend at one point each and a hundredth a point', () => {
    const made = pointsCost([100, 250, -20], { perUnit: 1, value: 0.01 })
    expect(made.points).toBe(350)
    expect(made.full).toBeCloseTo(3.5, 12)
    expect(made.at(0.6)).toBeCloseTo(2.1, 12)
    expect(made.at(0)).toBe(0)
  })

  test('nobody earns nothing', () => {
    expect(pointsCost([], { perUnit: 2, value: 1 })).toMatchObject({ points: 0, full: 0 })
  })
})
