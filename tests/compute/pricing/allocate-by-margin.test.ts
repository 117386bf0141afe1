import { describe, expect, test } from 'vitest'
import { allocateByMargin } from '../../../src/compute/pricing/allocate-by-margin.ts'
import { fitResponseCurve, marginalResponse, responseTo } from '../../../src/compute/pricing/fit-response-curve.ts'
import { seededRandom } from '../../../src/lib/random.ts'

describe('fitResponseCurve', () => {
  test('finds a planted curve from different amounts', () => {
    const points = [100, 400, 900, 2500].map((spend) => ({ spend, response: 3 * spend ** 0.6 }))
    const { scale, exponent, assumed } = fitResponseCurve(points)
    expect(exponent).toBeCloseTo(0.6, 6)
    expect(scale).toBeCloseTo(3, 5)
    expect(assumed).toBe(false)
  })

  test('with one or two amounts assumes the square root and says so', () => {
    expect(fitResponseCurve([{ spend: 100, response: 50 }])).toEqual({ scale: 5, exponent: 0.5, assumed: true })
    expect(fitResponseCurve([{ spend: 100, response: -50 }]).scale).toBe(0)
  })

  test('a negative spend and none at all are refused', () => {
    expect(() => fitResponseCurve([{ spend: -1, response: 1 }])).toThrow(/spend of -1 is negative/)
    expect(() => fitResponseCurve([{ spend: 0, response: 1 }])).toThrow(/at least one amount/)
  })
})

describe('allocateByMargin', () => {
  test('by hand: four times the height to the square', () => {
    const { spend, nextUnit } = allocateByMargin(
      [
        { scale: 4, exponent: 0.5 },
        { scale: 2, exponent: 0.5 },
      ],
      50,
      0,
    )
    expect(spend[0]).toBeCloseTo(40, 6)
    expect(spend[1]).toBeCloseTo(10, 6)
    expect(nextUnit).toBeCloseTo(4 * 0.5 * 40 ** -0.5, 6)
  })

  test('no other split found by search brings more', () => {
    const random = seededRandom('split')
    const options = [0.3, 0.5, 0.7].map((exponent) => ({ scale: 1 + 5 * random(), exponent }))
    const worth = (spend: readonly number[]): number =>
      options.reduce((sum, option, i) => sum + responseTo(option, spend[i] ?? 0), 0)
    const best = worth(allocateByMargin(options, 1000, 0).spend)
    for (let i = 0; i < 3000; i += 1) {
      const cuts = [random(), random()].toSorted((a, b) => a - b).map((cut) => cut * 1000)
      const [a = 0, b = 0] = cuts
      expect(worth([a, b - a, 1000 - b])).toBeLessThanOrEqual(best + 1e-6)
    }
  })

  test('keeps money that would not come back, and respects bounds', () => {
    const option = { scale: 10, exponent: 0.5 }
    expect(allocateByMargin([option], 1000, 1)).toMatchObject({ spend: [25], unspent: 975 })
    expect(marginalResponse(option, 25)).toBe(1)
    expect(
      allocateByMargin(
        [
          { ...option, most: 9 },
          { scale: 0, exponent: 0.5, least: 5 },
        ],
        1000,
        1,
      ).spend,
    ).toEqual([9, 5])
    expect(allocateByMargin([], 10, 1)).toEqual({ spend: [], unspent: 10, nextUnit: 0 })
  })

  test('a negative budget and impossible bounds are refused', () => {
    expect(() => allocateByMargin([], -1, 1)).toThrow(/budget of -1/)
    expect(() => allocateByMargin([{ scale: 1, exponent: 0.5, least: 20 }], 10, 1)).toThrow(/more than the budget/)
  })
})
