import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { amountMinor, microOf, minorOf } from '../../../src/importing/writing/exact-money.ts'

/** Half away from zero, by whole numbers only. */
const divided = (value: bigint, by: bigint): bigint => {
  const size = value < 0n ? -value : value
  const rounded = (size + by / 2n) / by
  return value < 0n ? -rounded : rounded
}

describe('money', () => {
  test('hand-worked: half a cent goes away from zero, and currencies have their own minor units', () => {
    expect(microOf('2.55')).toBe(2_550_000)
    expect(microOf('-0.0000005')).toBe(-1)
    expect(microOf('.5')).toBe(500_000)
    expect(minorOf('1.005', 'CNY')).toBe(101)
    expect(minorOf('1234.5', 'JPY')).toBe(1235)
    expect(minorOf('1.0005', 'KWD')).toBe(1001)
    expect(minorOf('98765432109876', 'VND')).toBe(98_765_432_109_876)
    expect(amountMinor(3, 1_005_000, 'CNY')).toBe(302)
    expect(amountMinor(80_995, 2_080_000, 'GBP')).toBe(16_846_960)
  })

  test('refuses what is no decimal or beyond the safe integers', () => {
    expect(microOf('1e5')).toBeNull()
    expect(microOf('')).toBeNull()
    expect(microOf('-')).toBeNull()
    expect(microOf('99999999999')).toBeNull()
    expect(amountMinor(9_000_000_000, 9_000_000_000_000_000, 'CNY')).toBeNull()
  })

  test('never drifts from whole-number arithmetic', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -100_000, max: 100_000 }),
        fc.integer({ min: -5_000_000_000, max: 5_000_000_000 }),
        fc.constantFrom('CNY', 'JPY', 'KWD'),
        (quantity, micro, currency) => {
          const scale = { CNY: 10_000n, JPY: 1_000_000n, KWD: 1000n }[currency] ?? 1n
          const exact = divided(BigInt(quantity) * BigInt(micro), scale)
          expect(BigInt(amountMinor(quantity, micro, currency) ?? Number.NaN)).toBe(exact)
        },
      ),
      { numRuns: 2000 },
    )
  })
})
