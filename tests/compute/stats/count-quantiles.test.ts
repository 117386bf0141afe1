import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countQuantiles, WIDEST_RANGE } from '../../../src/compute/stats/count-quantiles.ts'
import { quantile } from '../../../src/compute/stats/quantile.ts'

const PROBABILITIES = [0, 0.2, 0.25, 0.5, 0.8, 1]

test('agrees with quantiles of the sorted values', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -300, max: 900 }), { minLength: 1, maxLength: 60 }), (values) => {
      const counted = countQuantiles(Int32Array.from(values), PROBABILITIES)
      const expected = PROBABILITIES.map((probability) => quantile(Float64Array.from(values), probability))
      expect([...(counted ?? [])]).toEqual(expected)
    }),
  )
})

test('leaves values that lie far apart to others', () => {
  expect(countQuantiles(Int32Array.of(0, WIDEST_RANGE), [0.5])).toBeNull()
  expect(countQuantiles(Int32Array.of(0, WIDEST_RANGE - 1), [1])).toEqual(Float64Array.of(WIDEST_RANGE - 1))
})

test('refuses no values and impossible probabilities', () => {
  expect(() => countQuantiles(new Int32Array(0), [0.5])).toThrow(/no values/)
  expect(() => countQuantiles(Int32Array.of(1), [1.5])).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }))
})
