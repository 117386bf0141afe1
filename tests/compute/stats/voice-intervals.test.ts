import { describe, expect, test } from 'vitest'
import { differenceOfShares } from '../../../src/compute/stats/difference-of-shares.ts'
import { meanInterval } from '../../../src/compute/stats/mean-interval.ts'
import { netPromoter } from '../../../src/compute/stats/net-promoter.ts'
import { seededRandom } from '../../../src/lib/random.ts'

describe('differenceOfShares', () => {
  test('gives the intervals of Newcombe’s examples', () => {
    const [low, high] = differenceOfShares(56, 70, 48, 80).interval
    expect([low.toFixed(4), high.toFixed(4)]).toEqual(['0.0524', '0.3339'])
    const [least, most] = differenceOfShares(9, 10, 3, 10).interval
    expect([least.toFixed(4), most.toFixed(4)]).toEqual(['0.1705', '0.8090'])
  })

  test('stays inside -1..1 and turns with its sides', () => {
    const one = differenceOfShares(10, 10, 0, 20)
    expect(one.interval[1]).toBeLessThanOrEqual(1)
    const other = differenceOfShares(0, 20, 10, 10)
    expect(other.interval[0]).toBeCloseTo(-one.interval[1], 12)
  })

  test('refuses a share of nothing', () => {
    expect(() => differenceOfShares(0, 0, 1, 2)).toThrow(/no share/)
  })
})

describe('netPromoter', () => {
  test('counts 9 and 10 for, 0 to 6 against', () => {
    expect(netPromoter([10, 9, 8, 7, 6, 0])).toMatchObject({ promoters: 2, passives: 2, detractors: 2, score: 0, n: 6 })
    expect(netPromoter([])).toBeNull()
  })

  test('covers the true score in 95 of 100 samples, give or take', () => {
    const random = seededRandom('nps')
    let covered = 0
    for (let sample = 0; sample < 2000; sample++) {
      const answers = Array.from({ length: 120 }, () => {
        const draw = random()
        return draw < 0.5 ? 10 : draw < 0.7 ? 3 : 8
      })
      const [low, high] = netPromoter(answers)?.interval ?? [1, -1]
      if (low <= 0.3 && high >= 0.3) covered++
    }
    expect(covered / 2000).toBeGreaterThan(0.935)
    expect(covered / 2000).toBeLessThan(0.97)
  })

  test('is not certain of a few equal answers', () => {
    const one = netPromoter([10])
    expect(one?.score).toBe(1)
    expect(one?.interval[0]).toBeLessThan(0.5)
  })
})

describe('meanInterval', () => {
  test('is worked by hand, stays on the scale, and has no width to tell from one value', () => {
    const { mean, interval } = meanInterval([4, 5, 3, 4], [1, 5]) ?? { mean: 0, interval: null }
    expect(mean).toBe(4)
    expect(interval?.[0]).toBeCloseTo(4 - 1.959963984540054 * Math.sqrt(2 / 3 / 4), 12)
    expect(meanInterval([5, 5, 1], [1, 5])?.interval?.[1]).toBe(5)
    expect(meanInterval([4], [1, 5])).toEqual({ mean: 4, interval: null, n: 1 })
    expect(meanInterval([], [1, 5])).toBeNull()
  })
})
