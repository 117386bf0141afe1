import { describe, expect, test } from 'vitest'
import { chiSquareTest } from '../../../src/compute/experiment/chi-square-test.ts'
import { fisherExactTest } from '../../../src/compute/experiment/fisher-exact-test.ts'
import { probabilityBetter } from '../../../src/compute/experiment/probability-better.ts'
import { sampleRatioTest } from '../../../src/compute/experiment/sample-ratio-test.ts'
import { twoProportionTest } from '../../../src/compute/experiment/two-proportion-test.ts'
import { seededRandom } from '../../../src/lib/random.ts'

/** Retention after seven days of the Cookie Cats test: gate at level 30 and at level 40. */
const GATE_30 = { hits: 8502, n: 44_700 }
const GATE_40 = { hits: 8279, n: 45_489 }

describe('two shares', () => {
  test('of Cookie Cats differ as published', () => {
    const { z, pValue, interval } = twoProportionTest(GATE_30, GATE_40)
    expect(z).toBeCloseTo(-3.1643589127, 9)
    expect(pValue).toBeCloseTo(0.00155425, 8)
    expect(interval[0]).toBeCloseTo(-0.01328155, 8)
    expect(interval[1]).toBeCloseTo(-0.00312104, 8)
    expect(probabilityBetter(GATE_30, GATE_40)).toBeCloseTo(0.000777339, 9)
    expect(sampleRatioTest([44_700, 45_489]).pValue).toBeCloseTo(0.00860799, 8)
  })

  test('the square of z is the chi-square of the table', () => {
    const { z } = twoProportionTest({ hits: 30, n: 100 }, { hits: 45, n: 110 })
    expect(
      chiSquareTest([
        [30, 70],
        [45, 65],
      ]).statistic,
    ).toBeCloseTo(z * z, 10)
  })

  test('the lady tasting tea, by hand: 17 of 70 tables are as rare or rarer, both sides', () => {
    expect(fisherExactTest({ hits: 3, n: 4 }, { hits: 1, n: 4 })).toBeCloseTo(34 / 70, 10)
  })

  test('Fisher agrees with counting every table of margins up to eight', () => {
    const choose = (n: number, k: number): number => (k < 0 || k > n ? 0 : k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k)
    for (let a = 0; a <= 5; a += 1) {
      for (let b = 0; b <= 8; b += 1) {
        const chances = Array.from({ length: a + b + 1 }, (_, x) => choose(5, x) * choose(8, a + b - x))
        const seen = chances[a] ?? 0
        const all = chances.reduce((sum, one) => sum + one, 0)
        const expected = chances.filter((one) => one > 0 && one <= seen).reduce((sum, one) => sum + one, 0) / all
        expect(fisherExactTest({ hits: a, n: 5 }, { hits: b, n: 8 })).toBeCloseTo(expected, 9)
      }
    }
  })

  test('the probability of being better is what drawing from both posteriors gives', () => {
    // Beta(h + 1, m + 1) as an order statistic of uniforms.
    const random = seededRandom('better')
    const draw = (hits: number, n: number): number =>
      Array.from({ length: n + 1 }, () => random()).toSorted((a, b) => a - b)[hits] ?? 0
    let better = 0
    for (let i = 0; i < 20_000; i += 1) if (draw(9, 20) > draw(5, 20)) better += 1
    expect(probabilityBetter({ hits: 5, n: 20 }, { hits: 9, n: 20 })).toBeCloseTo(better / 20_000, 2)
  })

  test('equal groups differ by nothing', () => {
    expect(twoProportionTest({ hits: 0, n: 10 }, { hits: 0, n: 10 })).toMatchObject({ z: 0, pValue: 1, lift: null })
    expect(probabilityBetter({ hits: 7, n: 31 }, { hits: 7, n: 31 })).toBeCloseTo(0.5, 10)
  })

  test('counts that are none are refused', () => {
    expect(() => twoProportionTest({ hits: 3, n: 2 }, { hits: 0, n: 1 })).toThrow(/3 of 2 is no share/)
    expect(() => twoProportionTest({ hits: 0, n: 0 }, { hits: 0, n: 1 })).toThrow(/0 of 0/)
    expect(() => probabilityBetter({ hits: -1, n: 2 }, { hits: 0, n: 1 })).toThrow(/-1 of 2/)
    expect(() => fisherExactTest({ hits: 3, n: 2 }, { hits: 0, n: 1 })).toThrow(/no share/)
    expect(() => chiSquareTest([[1, 2]])).toThrow(/two groups/)
  })
})

describe('sample ratio', () => {
  test('takes the nearest plan of multiples of five per cent where none is named', () => {
    expect(sampleRatioTest([905, 95]).expected).toEqual([0.9, 0.1].map((share) => expect.closeTo(share, 10)))
    expect(sampleRatioTest([2004, 1950, 2046]).expected.map((share) => share.toFixed(3))).toEqual([
      '0.333',
      '0.333',
      '0.333',
    ])
  })

  test('holds against a plan that is named, of any scale', () => {
    expect(sampleRatioTest([500, 500], [9, 1]).pValue).toBeLessThan(1e-10)
    expect(sampleRatioTest([900, 100], [9, 1]).pValue).toBe(1)
  })

  test('one group, nobody, or too many shares are refused', () => {
    expect(() => sampleRatioTest([5])).toThrow(/two groups/)
    expect(() => sampleRatioTest([0, 0])).toThrow(/with people/)
    expect(() => sampleRatioTest([5, 5], [1, 1, 1])).toThrow(/3 expected shares do not fit 2 groups/)
  })
})
