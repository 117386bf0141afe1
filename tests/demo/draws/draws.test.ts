import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { createDraws, cumulate } from '../../../src/demo/draws/draws.ts'
import { exp, ln, power } from '../../../src/demo/draws/exact-math.ts'

describe('logarithm and exponential from basic operations', () => {
  test('agree with the engine to the last digits', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), (x) => {
        const difference = ln(x) - Math.log(x)
        expect(difference * difference).toBeLessThanOrEqual((1e-15 * Math.max(1, Math.abs(Math.log(x)))) ** 2 * 16)
      }),
    )
    fc.assert(
      fc.property(fc.double({ min: -600, max: 600, noNaN: true }), (x) => {
        expect(Math.abs(exp(x) / Math.exp(x) - 1)).toBeLessThan(1e-13)
      }),
    )
  })

  test('have the bits that were computed once, whatever the engine', () => {
    expect(ln(2)).toBe(0.6931471805599453)
    expect(exp(1)).toBe(2.7182818284590455)
    expect(ln(1)).toBe(0)
    expect(exp(0)).toBe(1)
    expect(exp(-800)).toBe(0)
    expect(power(2, 10)).toBeCloseTo(1024, 9)
  })
})

describe('draws', () => {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
  const many = (draw: () => number): number[] => Array.from({ length: 40_000 }, draw)

  test('of one name repeat, of two names differ', () => {
    const sequence = (name: string) => Array.from({ length: 5 }, createDraws(name).uniform)
    expect(sequence('a')).toEqual(sequence('a'))
    expect(sequence('a')).not.toEqual(sequence('b'))
  })

  test('of a normal, an exponential, a gamma and a Poisson have their means and variances', () => {
    const draws = createDraws('moments')
    const variance = (values: readonly number[]): number =>
      mean(values.map((value) => value * value)) - mean(values) ** 2
    const normal = many(draws.normal)
    expect(mean(normal)).toBeCloseTo(0, 1)
    expect(variance(normal)).toBeCloseTo(1, 1)
    expect(mean(many(() => draws.exponential(3)))).toBeCloseTo(3, 0.5)
    for (const [shape, rate] of [
      [0.5, 2],
      [4, 0.5],
    ] as const) {
      const gamma = many(() => draws.gamma(shape, rate))
      expect(mean(gamma) / (shape / rate)).toBeCloseTo(1, 1)
      expect(variance(gamma) / (shape / rate ** 2)).toBeCloseTo(1, 0.5)
    }
    for (const expected of [0.4, 6, 80]) {
      const poisson = many(() => draws.poisson(expected))
      expect(mean(poisson) / expected).toBeCloseTo(1, 1)
      expect(variance(poisson) / expected).toBeCloseTo(1, 0.5)
    }
  })

  test('by weight follow the weights, and never take a weight of zero', () => {
    const draws = createDraws('weights')
    const sums = cumulate([1, 0, 3])
    const picks = many(() => draws.index(sums))
    expect(mean(picks.map((pick) => (pick === 2 ? 1 : 0)))).toBeCloseTo(0.75, 1)
    expect(picks).not.toContain(1)
  })

  test('from an empty list are refused', () => {
    expect(() => createDraws('none').pick([])).toThrow('empty list')
  })
})
