import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assignHoldout } from '../../../src/compute/experiment/assign-holdout.ts'
import { differenceOfMeans } from '../../../src/compute/experiment/difference-of-means.ts'
import { seededRandom } from '../../../src/lib/random.ts'

describe('differenceOfMeans', () => {
  test('gives the worked example: means 3 and 2, variances 1 and 4 of 3 values each', () => {
    const { difference, interval } = differenceOfMeans([2, 3, 4], [0, 2, 4], 2)
    expect(difference).toBe(1)
    // 2 x sqrt(1/3 + 4/3)
    expect(interval[0]).toBeCloseTo(1 - 2 * Math.sqrt(5 / 3), 12)
    expect(interval[1]).toBeCloseTo(1 + 2 * Math.sqrt(5 / 3), 12)
  })

  test('holds the true difference in about 95 of 100 experiments', () => {
    const random = seededRandom('welch')
    const group = (rate: number, n: number) => Float64Array.from({ length: n }, () => (random() < rate ? 1 : 0))
    let held = 0
    for (let i = 0; i < 1000; i += 1) {
      const { interval } = differenceOfMeans(group(0.12, 900), group(0.08, 150))
      if (interval[0] <= 0.04 && interval[1] >= 0.04) held += 1
    }
    expect(held).toBeGreaterThan(920)
    expect(held).toBeLessThan(975)
  })

  test('turns its sign when the groups change places, for any groups', () => {
    const group = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 20 })
    fc.assert(
      fc.property(group, group, (a, b) => {
        expect(differenceOfMeans(a, b).difference).toBeCloseTo(-differenceOfMeans(b, a).difference, 6)
      }),
    )
  })

  test('refuses a group of one', () => {
    expect(() => differenceOfMeans([1], [1, 2])).toThrow(/at least 2/)
  })
})

describe('assignHoldout', () => {
  test('draws exactly the share, rounded to people, and the same people for the same seed', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.double({ min: 0, max: 1, noNaN: true }), fc.string(), (n, share, seed) => {
        const held = assignHoldout(n, share, seed)
        expect(held.reduce((sum, flag) => sum + flag, 0)).toBe(Math.round(share * n))
        expect([...assignHoldout(n, share, seed)]).toEqual([...held])
      }),
    )
  })

  test('draws everybody equally often over many seeds', () => {
    const counts = new Float64Array(20)
    for (let seed = 0; seed < 4000; seed += 1) {
      for (const [i, flag] of assignHoldout(20, 0.25, `plan ${seed}`).entries()) counts[i] = (counts[i] ?? 0) + flag
    }
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(120)
  })
})
