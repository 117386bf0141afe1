import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exposureGini } from '../../../src/compute/recommend/exposure-gini.ts'
import { rankingMetricNames, rankingMetrics } from '../../../src/compute/recommend/ranking-metrics.ts'
import { bootstrapMean } from '../../../src/compute/stats/bootstrap-mean.ts'
import { seededRandom } from '../../../src/lib/random.ts'

describe('ranking metrics', () => {
  it('are those worked by hand: hits on places 2 and 4 of 4, three items relevant', () => {
    const found = rankingMetrics([9, 1, 8, 2], new Set([1, 2, 3]), 4)
    const ideal = 1 + 1 / Math.log2(3) + 1 / 2
    expect(found.ndcg).toBeCloseTo((1 / Math.log2(3) + 1 / Math.log2(5)) / ideal, 12)
    expect(found.map).toBeCloseTo((1 / 2 + 2 / 4) / 3, 12)
    expect(found.map_min).toBeCloseTo((1 / 2 + 2 / 4) / 3, 12)
    expect(found.precision).toBe(0.5)
    expect(found.recall).toBeCloseTo(2 / 3, 12)
    expect(found.hit_rate).toBe(1)
    expect(found.mrr).toBe(0.5)
  })

  it('divide MAP by k when more is relevant than fits, if asked for min', () => {
    const found = rankingMetrics([1, 2], new Set([1, 2, 3, 4]), 2)
    expect(found.map).toBe(0.5)
    expect(found.map_min).toBe(1)
    expect(found.ndcg).toBe(1)
  })

  it('stay in [0, 1], and an empty list misses everything', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(30), { maxLength: 20 }),
        fc.uniqueArray(fc.nat(30), { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 1, max: 25 }),
        (list, relevant, k) => {
          const found = rankingMetrics(list, new Set(relevant), k)
          for (const name of rankingMetricNames) {
            expect(found[name]).toBeGreaterThanOrEqual(0)
            expect(found[name]).toBeLessThanOrEqual(1 + 1e-12)
          }
          const none = rankingMetrics([], new Set(relevant), k)
          expect(rankingMetricNames.every((name) => none[name] === 0)).toBe(true)
        },
      ),
    )
  })
})

describe('Gini of exposure', () => {
  it('is nought for equal shares and (n - 1) / n when one item gets everything', () => {
    expect(exposureGini(Float64Array.of(3, 3, 3))).toBeCloseTo(0, 12)
    expect(exposureGini(Float64Array.of(0, 0, 4))).toBeCloseTo(2 / 3, 12)
    expect(exposureGini(new Float64Array(5))).toBe(0)
  })

  it('is half the mean absolute difference over the mean', () => {
    const counts = [1, 4, 0, 7, 2]
    const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length
    const gaps = counts.flatMap((a) => counts.map((b) => Math.abs(a - b)))
    const expected = gaps.reduce((sum, gap) => sum + gap, 0) / counts.length ** 2 / (2 * mean)
    expect(exposureGini(Float64Array.from(counts))).toBeCloseTo(expected, 12)
  })
})

describe('bootstrap of a mean', () => {
  it('covers the true mean in about nineteen of twenty samples', () => {
    const random = seededRandom('samples')
    let covered = 0
    for (let sample = 0; sample < 200; sample++) {
      const { low, high } = bootstrapMean(Float64Array.from({ length: 60 }, random), random, { draws: 300 })
      if (low <= 0.5 && high >= 0.5) covered += 1
    }
    expect(covered).toBeGreaterThan(178)
    expect(covered).toBeLessThan(200)
  })

  it('gives the same interval for the same seed and no width for equal values', () => {
    const values = [1, 2, 3, 4]
    expect(bootstrapMean(values, seededRandom('a'))).toEqual(bootstrapMean(values, seededRandom('a')))
    expect(bootstrapMean([2, 2, 2], seededRandom('a'))).toEqual({ mean: 2, low: 2, high: 2 })
  })
})
