import { describe, expect, test } from 'vitest'
import { rateGap } from '../../../src/compute/fairness/rate-gap.ts'
import { differenceOfShares } from '../../../src/compute/stats/difference-of-shares.ts'
import { seededRandom } from '../../../src/lib/random.ts'

describe('rateGap', () => {
  test('of two groups is Newcombe’s interval and the log interval of the ratio', () => {
    const gap = rateGap([
      { name: 'a', hits: 480, n: 1000 },
      { name: 'b', hits: 300, n: 1000 },
    ])
    expect(gap).toMatchObject({ highest: 'a', lowest: 'b', verdict: 'below_four_fifths' })
    const [low, high] = differenceOfShares(480, 1000, 300, 1000).interval
    expect(gap?.interval[0]).toBeCloseTo(low, 8)
    expect(gap?.interval[1]).toBeCloseTo(high, 8)
    expect(gap?.ratio).toBeCloseTo(0.625, 12)
    // By hand: log(300.5 / 480.5) -+ 1.96 sqrt(1/300.5 - 1/1000.5 + 1/480.5 - 1/1000.5)
    expect(gap?.ratioInterval[0]).toBeCloseTo(0.5578, 3)
    expect(gap?.ratioInterval[1]).toBeCloseTo(0.7012, 3)
  })

  test('says neither where the groups are too small to tell', () => {
    const gap = rateGap([
      { name: 'a', hits: 24, n: 50 },
      { name: 'b', hits: 15, n: 50 },
    ])
    expect(gap?.verdict).toBe('not_clear')
  })

  test('keeps the rule for equal shares of large groups, and stands shares of none', () => {
    const equal = [1, 2, 3].map((name) => ({ name: `g${name}`, hits: 4000, n: 10_000 }))
    expect(rateGap(equal)?.verdict).toBe('within_four_fifths')
    expect(
      rateGap([
        { name: 'a', hits: 0, n: 100 },
        { name: 'b', hits: 0, n: 100 },
      ]),
    ).toMatchObject({ gap: 0, ratio: 1 })
    expect(rateGap([{ name: 'a', hits: 1, n: 2 }])).toBeNull()
    expect(rateGap([])).toBeNull()
  })

  test('calls equal groups unequal less than one time in twenty, though the widest pair is picked', () => {
    const random = seededRandom('fair')
    const draw = (n: number): number =>
      Array.from({ length: n }, () => Number(random() < 0.3)).reduce((a, b) => a + b, 0)
    let alarms = 0
    for (let shop = 0; shop < 300; shop++) {
      const groups = Array.from({ length: 7 }, (_, i) => ({ name: `g${i}`, hits: draw(200), n: 200 }))
      const [low = 0] = rateGap(groups)?.interval ?? []
      if (low > 0) alarms++
    }
    expect(alarms / 300).toBeLessThan(0.05)
  })
})
