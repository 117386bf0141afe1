import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decomposeRatio } from '../../../src/compute/metrics/decompose-ratio.ts'

const part = (
  numeratorBefore: number,
  denominatorBefore: number,
  numeratorAfter: number,
  denominatorAfter: number,
) => ({
  numeratorBefore,
  denominatorBefore,
  numeratorAfter,
  denominatorAfter,
})

test('more weight on the cheaper group is mix alone', () => {
  expect(decomposeRatio([part(10, 1, 10, 1), part(2, 1, 6, 3)])).toEqual([
    { mix: -1.25, rate: 0, contribution: -1.25 },
    { mix: -0.75, rate: 0, contribution: -0.75 },
  ])
})

test('equal weights and other ratios are rate alone', () => {
  const pieces = decomposeRatio([part(10, 1, 12, 1), part(2, 1, 2, 1)])
  expect(pieces.map((piece) => piece.rate)).toEqual([1, 0])
  expect(pieces.map((piece) => piece.mix)).toEqual([0, 0])
})

test('contributions add up to the change of the whole, also when a group is new, gone or has no denominator', () => {
  const count = fc.integer({ min: 0, max: 50 })
  fc.assert(
    fc.property(fc.array(fc.tuple(count, count, count, count), { minLength: 1, maxLength: 8 }), (rows) => {
      const parts = rows.map(([n0, d0, n1, d1]) => part(n0, d0, n1, d1))
      const sum = (key: keyof ReturnType<typeof part>): number => parts.reduce((total, one) => total + one[key], 0)
      if (sum('denominatorBefore') === 0 || sum('denominatorAfter') === 0) return
      const change = sum('numeratorAfter') / sum('denominatorAfter') - sum('numeratorBefore') / sum('denominatorBefore')
      const pieces = decomposeRatio(parts)
      expect(pieces.reduce((total, piece) => total + piece.contribution, 0)).toBeCloseTo(change, 9)
      for (const piece of pieces) expect(piece.mix + piece.rate).toBeCloseTo(piece.contribution, 9)
    }),
  )
})
