import { describe, expect, test } from 'vitest'
import { fitLogTrend, yearlyWaves } from '../../../src/compute/trends/fit-log-trend.ts'
import { seasonalGrowth } from '../../../src/compute/trends/seasonal-growth.ts'
import { seededRandom, type Random } from '../../../src/lib/random.ts'

/** A Poisson draw by multiplying uniforms. */
function poisson(mean: number, random: Random): number {
  const limit = Math.exp(-mean)
  let product = random()
  let count = 0
  while (product > limit) {
    product *= random()
    count += 1
  }
  return count
}

describe('fitLogTrend', () => {
  test('an exact exponential gives its rate', () => {
    const trend = fitLogTrend([100, 110, 121, 133.1], [0, 1, 2, 3])
    expect(trend?.slope).toBeCloseTo(Math.log(1.1), 9)
    expect(trend?.dispersion).toBe(1)
  })

  test('agrees with R: glm(counts ~ t, family = quasipoisson)', () => {
    // counts 18 17 15 20 10 20 25 13 12, t = 1..9: worked with the normal equations at the optimum below.
    const counts = [18, 17, 15, 20, 10, 20, 25, 13, 12]
    const times = [1, 2, 3, 4, 5, 6, 7, 8, 9]
    const trend = fitLogTrend(counts, times)
    // The score is zero at the optimum: fitted means sum to the counts, and so do they times t.
    const slope = trend?.slope ?? 0
    const weights = times.map((t) => Math.exp(slope * t))
    const level = counts.reduce((a, b) => a + b) / weights.reduce((a, b) => a + b)
    const fitted = weights.map((weight) => level * weight)
    const moment = (values: readonly number[]): number =>
      values.reduce((sum, value, i) => sum + value * (times[i] ?? 0), 0)
    expect(moment(fitted)).toBeCloseTo(moment(counts), 6)
    const pearson = counts.reduce((sum, count, i) => sum + (count - (fitted[i] ?? 1)) ** 2 / (fitted[i] ?? 1), 0)
    expect(trend?.dispersion).toBeCloseTo(Math.max(1, pearson / 7), 6)
  })

  test('its interval holds the truth about as often as it says', () => {
    const random = seededRandom('coverage')
    const times = Array.from({ length: 60 }, (_, i) => i / 52)
    let held = 0
    for (let round = 0; round < 300; round++) {
      const trend = fitLogTrend(
        times.map((t) => poisson(20 * Math.exp(0.2 * t), random)),
        times,
      )
      if (trend !== null && Math.abs(trend.slope - 0.2) < 1.96 * trend.error) held += 1
    }
    expect(held / 300).toBeGreaterThan(0.9)
  })

  test('nothing counted, too few rows: no trend; zeros and huge counts: one', () => {
    expect(fitLogTrend([0, 0, 0, 0], [0, 1, 2, 3])).toBeNull()
    expect(fitLogTrend([1, 2], [0, 1])).toBeNull()
    expect(fitLogTrend([0, 0, 1, 0, 3, 2], [0, 1, 2, 3, 4, 5])?.slope).toBeGreaterThan(0)
    expect(fitLogTrend([1e12, 2e12, 4e12], [0, 1, 2])?.slope).toBeCloseTo(Math.LN2, 6)
  })
})

describe('seasonalGrowth', () => {
  const weeks = Array.from({ length: 130 }, (_, week) => week)
  const [wave = new Float64Array()] = yearlyWaves(weeks.map((week) => week / (365.25 / 7)))
  const counts = weeks.map((week) => 200 * Math.exp((0.1 * week) / (365.25 / 7) + 0.8 * (wave[week] ?? 0)))
  const all = { from: 0, to: 130 }

  test('takes a strong season out, which otherwise would pass for a trend', () => {
    const adjusted = seasonalGrowth(counts, all)
    expect(adjusted?.rate).toBeCloseTo(Math.expm1(0.1), 6)
    expect(adjusted?.seasonallyAdjusted).toBe(true)
    const half = { from: 104, to: 130 }
    expect(seasonalGrowth(counts, half)?.rate).toBeCloseTo(Math.expm1(0.1), 6)
    expect(seasonalGrowth(counts, half, { deseasonalise: false })?.rate).toBeLessThan(-0.5)
  })

  test('of a share is the growth beyond the whole', () => {
    const totals = weeks.map((week) => 1000 * Math.exp((0.3 * week) / (365.25 / 7)))
    expect(seasonalGrowth(counts, all, { totals })?.rate).toBeCloseTo(Math.expm1(-0.2), 6)
  })

  test('a year of data has no season to take out, seven weeks no trend', () => {
    expect(seasonalGrowth(counts.slice(0, 60), { from: 0, to: 60 })?.seasonallyAdjusted).toBe(false)
    expect(seasonalGrowth(counts, { from: 0, to: 7 })).toBeNull()
    expect(
      seasonalGrowth(
        weeks.map(() => 0),
        all,
      ),
    ).toBeNull()
  })
})
