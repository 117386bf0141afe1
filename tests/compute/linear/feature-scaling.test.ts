import { describe, expect, test } from 'vitest'
import { applyScaling, fitPlaceScaling } from '../../../src/compute/linear/feature-scaling.ts'
import { placeAmong } from '../../../src/compute/linear/place-among.ts'
import { tableFromRows } from '../../../src/compute/stats/column-table.ts'
import { seededRandom } from '../../../src/lib/random.ts'

describe('placeAmong', () => {
  test('is linear between knots, the middle of equal ones, and stays within 0 and 1', () => {
    expect(placeAmong([0, 0, 10, 20, 40], 15)).toBeCloseTo(0.625, 12)
    expect(placeAmong([0, 0, 10, 20, 40], 0)).toBe(0.125)
    expect(placeAmong([0, 0, 10, 20, 40], 40)).toBe(1)
    expect(placeAmong([0, 0, 10, 20, 40], -1)).toBe(0)
    expect(placeAmong([0, 0, 10, 20, 40], 1e9)).toBe(1)
    expect(placeAmong([5, 5, 5], 5)).toBe(0.5)
  })

  test('never falls while its value grows', () => {
    const random = seededRandom('places')
    const knots = Array.from({ length: 65 }, () => Math.floor(random() * 20)).sort((a, b) => a - b)
    const places = Array.from({ length: 500 }, (_, i) => placeAmong(knots, i / 20 - 2))
    for (const [i, place] of places.entries()) expect(place).toBeGreaterThanOrEqual(places[i - 1] ?? 0)
  })
})

describe('fitPlaceScaling', () => {
  const random = seededRandom('tail')
  const rows = Array.from({ length: 400 }, () => [Math.exp(4 * random()), 1])
  const table = tableFromRows(['money', 'same'], rows)
  const scaling = fitPlaceScaling(table)

  test('leaves out what never varies, and gives mean 0 and deviation 1 on the training rows', () => {
    expect(scaling.map(({ name }) => name)).toEqual(['money'])
    const [column] = applyScaling(scaling, table).columns
    const values = [...(column ?? [])]
    const mean = values.reduce((sum, value) => sum + value, 0) / 400
    const squares = values.reduce((sum, value) => sum + value ** 2, 0) / 400
    expect(mean).toBeCloseTo(0, 10)
    expect(squares).toBeCloseTo(1, 10)
  })

  test('reads nothing but the order: any growing map of the values gives the same, to the width of a knot', () => {
    const mapped = tableFromRows(
      ['money', 'same'],
      rows.map(([money = 0, same = 0]) => [money ** 3, same]),
    )
    const [plain] = applyScaling(scaling, table).columns
    const [cubed] = applyScaling(fitPlaceScaling(mapped), mapped).columns
    for (const [i, value] of (plain ?? new Float64Array()).entries()) {
      expect(Math.abs(value - (cubed?.[i] ?? 0))).toBeLessThan(0.06)
    }
  })

  test('is plain data that a stored model keeps', () => {
    const stored = JSON.parse(JSON.stringify(scaling)) as typeof scaling
    expect(applyScaling(stored, table)).toEqual(applyScaling(scaling, table))
  })
})
