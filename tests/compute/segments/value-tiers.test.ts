import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { VALUE_TIERS, valueTiers } from '../../../src/compute/segments/value-tiers.ts'

const tiersOf = (net: readonly number[], buyers: readonly number[] = net.map(() => 1)) =>
  [...valueTiers(Float64Array.from(net), Uint8Array.from(buyers))].map((code) => VALUE_TIERS[code] ?? null)

describe('valueTiers', () => {
  test('takes the fewest customers for half, the next up to 80 %, the rest', () => {
    expect(tiersOf([25, 60, 5, 10])).toEqual(['medium', 'high', 'low', 'low'])
    // 30 + 30 reach 50 of 100 exactly with the second; 20 more reach 80 exactly.
    expect(tiersOf([30, 20, 20, 20, 10])).toEqual(['high', 'high', 'medium', 'medium', 'low'])
  })

  test('makes everyone low when returns exceed sales', () => {
    expect(tiersOf([5, -10])).toEqual(['low', 'low'])
  })

  test('gives no tier to whoever never bought', () => {
    expect(tiersOf([10, -3, 0], [1, 0, 0])).toEqual(['high', null, null])
  })

  test('holds the fewest customers that bring half, against every subset of a small shop', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -20, max: 100 }), { minLength: 1, maxLength: 8 }), (net) => {
        const total = net.reduce((sum, value) => sum + value, 0)
        fc.pre(total > 0)
        let fewest = net.length
        for (let subset = 0; subset < 1 << net.length; subset++) {
          const chosen = net.filter((_, i) => (subset & (1 << i)) !== 0)
          if (chosen.reduce((sum, value) => sum + value, 0) * 2 >= total) fewest = Math.min(fewest, chosen.length)
        }
        const tiers = tiersOf(net)
        expect(tiers.filter((tier) => tier === 'high')).toHaveLength(fewest)
        for (const [i, value] of net.entries()) if (value <= 0) expect(tiers[i]).toBe('low')
      }),
    )
  })
})
