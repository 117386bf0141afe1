import { describe, expect, test } from 'vitest'
import { filterFeatures } from '../../../src/compute/feature-selection/filter-features.ts'
import { fitLasso } from '../../../src/compute/feature-selection/fit-lasso.ts'
import { forwardSelection } from '../../../src/compute/feature-selection/forward-selection.ts'
import { sigmoid } from '../../../src/compute/linear/sigmoid.ts'
import { tableFromRows } from '../../../src/compute/stats/column-table.ts'
import { seededRandom } from '../../../src/lib/random.ts'

const random = seededRandom('selection')
const normal = (): number => Array.from({ length: 12 }, random).reduce((sum, u) => sum + u, -6)
const rows = Array.from({ length: 800 }, () => {
  const [a, b, noise] = [normal(), normal(), normal()]
  return [a, a + 0.01 * normal(), b, noise, 5]
})
const labels = rows.map(([a = 0, , b = 0]) => (random() < sigmoid(2 * a + b) ? 1 : 0))
const names = ['a', 'twin', 'b', 'noise', 'same']
const table = tableFromRows(names, rows)

describe('filter', () => {
  test('leaves out constants, what is weak, and what a stronger feature tells already', () => {
    const found = filterFeatures(table, labels, { minimumStrength: 0.56, mostCorrelation: 0.95 })
    const reason = Object.fromEntries(found.map((one) => [one.feature, one.reason]))
    expect(reason['same']).toBe('constant')
    expect(reason['noise']).toBe('weak')
    expect([reason['a'], reason['twin']].toSorted()).toEqual(expect.arrayContaining([null]))
    expect([reason['a'], reason['twin']].some((one) => one?.startsWith('like:'))).toBe(true)
    expect(reason['b']).toBeNull()
  })
  test('finds a column that knows the outcome, whichever way it points', () => {
    const leaking = tableFromRows(
      ['up', 'down', 'a'],
      rows.map(([a = 0], i) => [labels[i] ?? 0, -(labels[i] ?? 0), a]),
    )
    expect(filterFeatures(leaking, labels).map(({ reason }) => reason)).toEqual(['leaks', 'leaks', null])
  })
})

describe('wrapper', () => {
  test('adds what helps most, and stops when nothing helps', () => {
    const worth: Readonly<Record<string, number>> = { a: 3, b: 2, c: 0 }
    const steps = forwardSelection(['c', 'b', 'a'], (chosen) =>
      chosen.reduce((sum, name) => sum + (worth[name] ?? 0), 0),
    )
    expect(steps.map(({ added }) => added)).toEqual(['a', 'b'])
  })
})

describe('embedded', () => {
  test('sets what is dispensable to exactly nothing, and everything under a large penalty', () => {
    const some = fitLasso(table, labels, { l1: 0.04 })
    expect(some.selected).toContain('b')
    expect(some.selected).not.toContain('noise')
    expect(fitLasso(table, labels, { l1: 1 }).selected).toEqual([])
  })
  test('stands where the penalised loss has no way down', () => {
    const l1 = 0.02
    const model = fitLasso(
      tableFromRows(
        ['a', 'b', 'noise'],
        rows.map(([a = 0, , b = 0, n = 0]) => [a, b, n]),
      ),
      labels,
      { l1 },
    )
    const slope = (feature: number): number =>
      rows.reduce((sum, row, i) => {
        const used = [row[0] ?? 0, row[2] ?? 0, row[3] ?? 0]
        const score = used.reduce((total, value, j) => total + value * (model.coefficients[j] ?? 0), model.intercept)
        return sum + (used[feature] ?? 0) * ((labels[i] ?? 0) - sigmoid(score))
      }, 0) / rows.length
    model.coefficients.forEach((coefficient, i) => {
      if (coefficient === 0) expect(Math.abs(slope(i))).toBeLessThanOrEqual(l1 + 1e-6)
      else expect(slope(i)).toBeCloseTo(Math.sign(coefficient) * l1, 4)
    })
  })
})
