import { describe, expect, test } from 'vitest'
import { adjustPValues } from '../../../src/compute/experiment/adjust-p-values.ts'
import { alwaysValidInterval } from '../../../src/compute/experiment/always-valid-interval.ts'
import { cupedDifference } from '../../../src/compute/experiment/cuped-difference.ts'
import { mannWhitneyTest } from '../../../src/compute/experiment/mann-whitney-test.ts'
import { sampleSizeOfMeans, sampleSizeOfShares } from '../../../src/compute/experiment/sample-size.ts'
import { twoProportionTest } from '../../../src/compute/experiment/two-proportion-test.ts'
import { welchTest } from '../../../src/compute/experiment/welch-test.ts'
import { normalQuantile } from '../../../src/compute/stats/normal-quantile.ts'
import { seededRandom } from '../../../src/lib/random.ts'

/** Student's sleep data: hours gained under two drugs. */
const DRUG_1 = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2]
const DRUG_2 = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]

const normals = (seed: string, n: number): number[] => {
  const random = seededRandom(seed)
  return Array.from({ length: n }, () => normalQuantile(1e-9 + random() * (1 - 2e-9)))
}

describe('welchTest', () => {
  test('of the sleep data is what R gives: t = 1.8608, df = 17.776, p = .07939', () => {
    const { t, degrees, pValue, interval } = welchTest(DRUG_1, DRUG_2)
    expect(t).toBeCloseTo(1.8608, 4)
    expect(degrees).toBeCloseTo(17.776, 3)
    expect(pValue).toBeCloseTo(0.07939, 5)
    expect(interval[0]).toBeCloseTo(-0.2054832, 6)
    expect(interval[1]).toBeCloseTo(3.3654832, 6)
  })

  test('one value has no scatter', () => {
    expect(() => welchTest([1], [1, 2])).toThrow(/at least 2/)
  })
})

describe('mannWhitneyTest', () => {
  test('counts the pairs in which the other is larger, equal ones half', () => {
    const a = [3, 1, 4, 1, 5, 9, 2, 6]
    const b = [2, 7, 1, 8, 2, 8]
    let u = 0
    for (const x of a) for (const y of b) u += y > x ? 1 : y === x ? 0.5 : 0
    expect(mannWhitneyTest(a, b).u).toBe(u)
  })

  test('of the sleep data is what R gives: W = 25.5, p = .06933', () => {
    const { u, pValue } = mannWhitneyTest(DRUG_1, DRUG_2)
    expect(100 - u).toBe(25.5)
    expect(pValue).toBeCloseTo(0.06933, 5)
  })

  test('nothing but zeros is no difference', () => {
    expect(mannWhitneyTest([0, 0], [0, 0, 0])).toMatchObject({ z: 0, pValue: 1, share: 0.5 })
  })
})

describe('cupedDifference', () => {
  test('finds the planted effect with the scatter that the past does not explain', () => {
    const make = (seed: string, effect: number) => {
      const before = Float64Array.from(normals(`${seed}/x`, 4000))
      const noise = normals(`${seed}/e`, 4000)
      return { before, after: before.map((x, i) => 3 * x + (noise[i] ?? 0) + effect) }
    }
    const result = cupedDifference(make('a', 0), make('b', 0.2))
    expect(result.theta).toBeCloseTo(3, 1)
    expect(result.varianceReduction).toBeCloseTo(0.9, 2)
    expect(result.interval[0]).toBeLessThan(0.2)
    expect(result.interval[1]).toBeGreaterThan(0.2)
    const plain = welchTest(make('a', 0).after, make('b', 0.2).after)
    expect(result.standardError).toBeLessThan(plain.standardError * 0.35)
  })

  test('a past without scatter changes nothing; lengths must fit', () => {
    const flat = (after: number[]) => ({ after: Float64Array.from(after), before: new Float64Array(after.length) })
    expect(cupedDifference(flat([1, 2, 3]), flat([2, 3, 4])).difference).toBe(1)
    expect(() => cupedDifference({ after: new Float64Array(3), before: new Float64Array(2) }, flat([1, 2]))).toThrow(
      /3 values after do not fit 2/,
    )
  })
})

describe('alwaysValidInterval', () => {
  test('holds the truth at every look in at least 95 % of experiments without an effect, where the plain one does not', () => {
    let misses = 0
    let plainMisses = 0
    for (let run = 0; run < 300; run += 1) {
      const values = normals(`look/${run}`, 2000)
      let sum = 0
      let missed = false
      let plainMissed = false
      for (const [i, value] of values.entries()) {
        sum += value
        const n = i + 1
        if (n < 50 || n % 50 !== 0) continue
        const [low, high] = alwaysValidInterval(sum / n, 1 / Math.sqrt(n), 0.1)
        missed ||= low > 0 || high < 0
        plainMissed ||= Math.abs(sum / n) > 1.96 / Math.sqrt(n)
      }
      misses += Number(missed)
      plainMisses += Number(plainMissed)
    }
    expect(misses).toBeLessThanOrEqual(15)
    expect(plainMisses).toBeGreaterThan(60)
  })

  test('needs a positive error', () => {
    expect(() => alwaysValidInterval(0, 0, 1)).toThrow(/positive/)
  })
})

describe('adjustPValues', () => {
  test('by hand', () => {
    expect(adjustPValues([0.01, 0.04, 0.03], 'holm')).toEqual([0.03, 0.06, 0.06].map((p) => expect.closeTo(p, 12)))
    expect(adjustPValues([0.01, 0.04, 0.03], 'benjamini_hochberg')).toEqual(
      [0.03, 0.04, 0.04].map((p) => expect.closeTo(p, 12)),
    )
    expect(adjustPValues([], 'holm')).toEqual([])
  })

  test('never makes anything smaller, nor changes the order', () => {
    const random = seededRandom('p')
    const values = Array.from({ length: 30 }, () => random())
    for (const method of ['holm', 'benjamini_hochberg'] as const) {
      const adjusted = adjustPValues(values, method)
      for (const [i, p] of values.entries()) {
        expect(adjusted[i]).toBeGreaterThanOrEqual(p)
        for (const [j, q] of values.entries()) if (p < q) expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j] ?? 0)
      }
    }
  })
})

describe('sample size', () => {
  test('of shares is the textbook one: 10 % to 12 % needs 3,841 per group', () => {
    expect(sampleSizeOfShares(0.1, 0.02, { power: 0.8 })).toBe(3841)
    expect(sampleSizeOfMeans(10, 2, { power: 0.8 })).toBe(393)
  })

  test('finds the effect about as often as it promises', () => {
    const random = seededRandom('power')
    const n = sampleSizeOfShares(0.3, 0.1, { power: 0.8 })
    const hits = (share: number): number =>
      Array.from({ length: n }, () => Number(random() < share)).reduce((a, b) => a + b)
    let found = 0
    for (let run = 0; run < 600; run += 1) {
      if (twoProportionTest({ hits: hits(0.3), n }, { hits: hits(0.4), n }).pValue < 0.05) found += 1
    }
    expect(found / 600).toBeGreaterThan(0.76)
    expect(found / 600).toBeLessThan(0.85)
  })

  test('a change that leads out of 0..1, or is none, is refused', () => {
    expect(() => sampleSizeOfShares(0.9, 0.2, { power: 0.8 })).toThrow(/cannot change by 0.2/)
    expect(() => sampleSizeOfShares(0.1, 0, { power: 0.8 })).toThrow(/cannot change/)
    expect(() => sampleSizeOfShares(0.1, 0.02, { power: 1 })).toThrow(/power 1/)
    expect(() => sampleSizeOfMeans(0, 1, { power: 0.8 })).toThrow(/no sample size/)
  })
})
