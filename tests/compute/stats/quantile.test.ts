import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { quantile, quantileOfSorted } from '../../../src/compute/stats/quantile.ts'
import { selectQuantiles } from '../../../src/compute/stats/select-quantiles.ts'
import { seededRandom } from '../../../src/lib/random.ts'

describe('quantile', () => {
  test("matches R's quantile(type = 7) on 1..10", () => {
    const values = [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]
    expect([0, 0.2, 0.25, 0.5, 0.9, 1].map((p) => quantile(values, p))).toEqual([
      1,
      expect.closeTo(2.8, 12),
      3.25,
      5.5,
      expect.closeTo(9.1, 12),
      10,
    ])
  })

  test('gives the values of its examples', () => {
    expect(quantileOfSorted([1, 2, 4, 8], 0.5)).toBe(3)
    expect(quantile([8, 1, 4, 2], 0.25)).toBe(1.75)
  })

  test('leaves its input as it was', () => {
    const values = [3, 1, 2]
    quantile(values, 0.5)
    expect(values).toEqual([3, 1, 2])
  })

  test('is one of equal values exactly, whatever the weight', () => {
    expect(quantile([0.1, 0.1, 0.1], 0.3)).toBe(0.1)
  })

  test('refuses no values and a probability outside 0..1', () => {
    expect(() => quantile([], 0.5)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }))
    expect(() => quantile([1], 1.5)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }))
    expect(() => quantile([1], Number.NaN)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }))
  })
})

describe('selectQuantiles', () => {
  const probabilities = [0, 0.2, 0.4, 0.5, 0.6, 0.8, 1]
  const sortedWay = (values: Float64Array): number[] => probabilities.map((p) => quantile(values, p))

  test('equals sorting, for any values', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 }), (values) => {
        const array = Float64Array.from(values, (value) => value + 0)
        expect([...selectQuantiles(array, probabilities)]).toEqual(sortedWay(array))
      }),
    )
  })

  test.each([
    ['skewed money', (u: number) => Math.exp(12 * u) - 1],
    ['small whole numbers with ties', (u: number) => Math.floor(6 * u * u)],
    ['both signs', (u: number) => (u - 0.5) * 1e9],
    ['one value', () => 7],
    ['tiny and huge', (u: number) => 10 ** (600 * u - 300)],
  ])('equals sorting beyond the size at which it counts instead: %s', (_name, draw) => {
    const random = seededRandom('quantiles')
    const values = Float64Array.from({ length: 20_000 }, () => draw(random()))
    expect([...selectQuantiles(values, probabilities)]).toEqual(sortedWay(values))
  })

  test('reads only its own part of a shared buffer', () => {
    const block = Float64Array.from({ length: 30_000 }, (_, i) => i)
    expect([...selectQuantiles(block.subarray(10_000, 20_001), [0, 0.5, 1])]).toEqual([10_000, 15_000, 20_000])
  })

  test('refuses NaN, few or many', () => {
    for (const length of [3, 10_000]) {
      const values = new Float64Array(length)
      values[1] = Number.NaN
      expect(() => selectQuantiles(values, [0.5])).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }))
    }
    expect(() => selectQuantiles(new Float64Array(0), [0.5])).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT' }),
    )
  })
})
