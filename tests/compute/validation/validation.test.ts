import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { averageScores, stackScores } from '../../../src/compute/validation/combine-scores.ts'
import { gridOf, gridSearch } from '../../../src/compute/validation/grid-search.ts'
import { timeFolds } from '../../../src/compute/validation/time-folds.ts'
import { seededRandom } from '../../../src/lib/random.ts'

describe('folds by time', () => {
  test('learn only from cut-offs whose outcome is known at the test', () => {
    expect(timeFolds([0, 30, 60, 90], 60)).toEqual([
      { train: [0], test: 2 },
      { train: [0, 1], test: 3 },
    ])
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(400), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 120 }),
        (days, horizon) => {
          const cuts = days.toSorted((a, b) => a - b)
          for (const { train, test: judged } of timeFolds(cuts, horizon)) {
            expect(train.length).toBeGreaterThan(0)
            for (const at of train) expect((cuts[at] ?? 0) + horizon).toBeLessThanOrEqual(cuts[judged] ?? 0)
          }
        },
      ),
    )
    expect(() => timeFolds([3, 3], 1)).toThrow('ascend')
  })
})

describe('grid search', () => {
  test('tries every combination and keeps the best mean, the first of equals', () => {
    const grid = gridOf<{ a: number; b: number }>({ a: [1, 2], b: [3, 4] })
    expect(grid).toEqual([
      { a: 1, b: 3 },
      { a: 1, b: 4 },
      { a: 2, b: 3 },
      { a: 2, b: 4 },
    ])
    const ranked = gridSearch(grid, [0, 1], ({ a, b }, fold) => a * 10 + (fold === 0 ? b : -b))
    expect(ranked[0]?.settings).toEqual({ a: 2, b: 3 })
    expect(ranked[0]?.mean).toBe(20)
  })
})

describe('ensembles', () => {
  test('average log-odds row by row', () => {
    expect(Array.from(averageScores([Float64Array.of(1, 2), Float64Array.of(3, -2)]))).toEqual([2, 0])
  })
  test('stacking trusts the model that knows and not the one that guesses', () => {
    const random = seededRandom('stack')
    const labels = Array.from({ length: 600 }, () => (random() < 0.5 ? 1 : 0))
    const knows = Float64Array.from(labels, (label) => 2 * label - 1 + 2 * (random() - 0.5))
    const guesses = Float64Array.from(labels, () => 2 * (random() - 0.5))
    const { coefficients } = stackScores({ knows, guesses }, labels)
    expect(coefficients[0]).toBeGreaterThan(1)
    expect(Math.abs(coefficients[1] ?? 9)).toBeLessThan(0.6)
  })
})
