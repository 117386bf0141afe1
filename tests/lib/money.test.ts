import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { minorDigits, toMajor, toMinor } from '../../src/lib/money.ts'

describe('money', () => {
  test.each([
    [12.34, 'CNY', 1234],
    [1.005, 'CNY', 101],
    [-1.005, 'CNY', -101],
    [0.29, 'USD', 29],
    [1234, 'JPY', 1234],
    [1.2345, 'KWD', 1235],
    [-0.001, 'CNY', 0],
  ])('%d %s is %d minor units', (major, currency, minor) => {
    expect(toMinor(major, currency)).toBe(minor)
  })

  test('there and back is the same amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.constantFrom('CNY', 'JPY', 'KWD'), (minor, currency) => {
        expect(toMinor(toMajor(minor, currency), currency)).toBe(minor)
      }),
    )
  })

  test.each([Number.NaN, Number.POSITIVE_INFINITY, 1e300])('%d is refused', (amount) => {
    expect(() => toMinor(amount, 'CNY')).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }))
  })

  test('most currencies have two digits', () => {
    expect([minorDigits('CNY'), minorDigits('JPY'), minorDigits('KWD')]).toEqual([2, 0, 3])
  })
})
