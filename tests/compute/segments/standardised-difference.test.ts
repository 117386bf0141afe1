import { describe, expect, test } from 'vitest'
import { standardisedDifference } from '../../../src/compute/segments/standardised-difference.ts'
import { seededRandom } from '../../../src/lib/random.ts'
import { normal } from '../../support/clouds.ts'

describe('standardisedDifference', () => {
  test("is Cohen's d with its interval, worked by hand", () => {
    // Means 3 and 2, pooled deviation sqrt(2): d = 0.7071; error sqrt(1 + d^2 / 8).
    const found = standardisedDifference([2, 4], [1, 3], false)
    expect(found?.effectSize).toBeCloseTo(Math.SQRT1_2, 12)
    const error = Math.sqrt(1 + 0.5 / 8)
    expect(found?.interval?.[0]).toBeCloseTo(Math.SQRT1_2 - 1.959963984540054 * error, 12)
  })

  test('covers the planted difference about as often as it says', () => {
    const random = seededRandom('coverage')
    let covered = 0
    const rounds = 400
    for (let round = 0; round < rounds; round++) {
      const draw = (shift: number) => Array.from({ length: 40 }, () => shift + normal(random))
      const [low, high] = standardisedDifference(draw(0.5), draw(0), false)?.interval ?? [0, 0]
      if (low <= 0.5 && high >= 0.5) covered += 1
    }
    expect(covered / rounds).toBeGreaterThan(0.92)
    expect(covered / rounds).toBeLessThan(0.98)
  })

  test('has no effect between equals, no interval for one customer and no answer for nobody', () => {
    expect(standardisedDifference([5, 5], [5, 5], true)?.effectSize).toBe(0)
    expect(standardisedDifference([5], [7, 8], false)?.interval).toBeNull()
    expect(standardisedDifference([], [1], false)).toBeNull()
  })

  test('stays a number where nothing varies', () => {
    const found = standardisedDifference([5, 5], [1, 1], false)
    expect(found?.effectSize).toBe(99)
    expect(found?.interval?.every(Number.isFinite)).toBe(true)
  })
})
