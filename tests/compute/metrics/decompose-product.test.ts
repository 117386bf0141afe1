import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decomposeProduct } from '../../../src/compute/metrics/decompose-product.ts'

test('two factors share a change by the mean of the other: 10 x 5 to 12 x 6', () => {
  expect(decomposeProduct([10, 5], [12, 6])).toEqual([11, 11])
})

test('three factors follow the textbook weights of one third and one sixth', () => {
  const [a] = decomposeProduct([2, 3, 5], [4, 6, 7])
  expect(a).toBeCloseTo(2 * ((3 * 5 + 6 * 7) / 3 + (3 * 7 + 6 * 5) / 6), 12)
})

test('parts add up to the change, and a factor that did not change contributes nothing', () => {
  const factors = fc.array(
    fc.tuple(fc.double({ min: 0, max: 100, noNaN: true }), fc.double({ min: 0, max: 100, noNaN: true })),
    {
      minLength: 1,
      maxLength: 5,
    },
  )
  fc.assert(
    fc.property(factors, (pairs) => {
      const [before, after] = [pairs.map(([value]) => value), pairs.map(([, value]) => value)]
      const product = (values: readonly number[]): number => values.reduce((total, value) => total * value, 1)
      const parts = decomposeProduct(before, after)
      const change = product(after) - product(before)
      expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(change, Math.abs(change) > 1e6 ? -3 : 3)
      const still = pairs.findIndex(([from, to]) => from === to)
      if (still !== -1) expect(parts[still]).toBe(0)
    }),
  )
})
