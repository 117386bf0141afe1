import { describe, expect, test } from 'vitest'
import { applyScaling, fitScaling, signedLog } from '../../../src/compute/linear/feature-scaling.ts'
import { balancedWeights, fitLogistic, logisticLogOdds } from '../../../src/compute/linear/fit-logistic.ts'
import { logit, sigmoid } from '../../../src/compute/linear/sigmoid.ts'
import { tableFromRows } from '../../../src/compute/stats/column-table.ts'
import { seededRandom } from '../../../src/lib/random.ts'

/** Rows from known coefficients. */
function simulate(n: number, intercept: number, coefficients: readonly number[]) {
  const random = seededRandom('logistic')
  const rows = Array.from({ length: n }, () => coefficients.map(() => 4 * random() - 2))
  const labels = rows.map((row) =>
    random() < sigmoid(row.reduce((sum, value, i) => sum + value * (coefficients[i] ?? 0), intercept)) ? 1 : 0,
  )
  return {
    table: tableFromRows(
      coefficients.map((_, i) => `x${i}`),
      rows,
    ),
    labels,
    rows,
  }
}

/** Penalised log loss written out. */
const loss = (rows: readonly (readonly number[])[], labels: readonly number[], point: readonly number[], l2: number) =>
  rows.reduce((sum, row, i) => {
    const score = row.reduce((total, value, j) => total + value * (point[j + 1] ?? 0), point[0] ?? 0)
    return sum - Math.log(labels[i] === 1 ? sigmoid(score) : 1 - sigmoid(score))
  }, 0) +
  (l2 / 2) * point.slice(1).reduce((sum, value) => sum + value * value, 0)

describe('logistic regression', () => {
  test('a two-by-two table gives log odds and the standard errors of the textbook', () => {
    // 30 of 40 with x = 1 and 20 of 60 with x = 0.
    const rows = [...Array.from({ length: 40 }, () => [1]), ...Array.from({ length: 60 }, () => [0])]
    const labels = [
      ...Array.from({ length: 40 }, (_, i) => (i < 30 ? 1 : 0)),
      ...Array.from({ length: 60 }, (_, i) => (i < 20 ? 1 : 0)),
    ]
    const model = fitLogistic(tableFromRows(['x'], rows), labels, { l2: 0 })
    expect(model.intercept).toBeCloseTo(Math.log(20 / 40), 8)
    expect(model.coefficients[0]).toBeCloseTo(Math.log(30 / 10 / (20 / 40)), 8)
    expect(model.standardErrors[0]).toBeCloseTo(Math.sqrt(1 / 30 + 1 / 10 + 1 / 20 + 1 / 40), 6)
    expect(model.interceptError).toBeCloseTo(Math.sqrt(1 / 20 + 1 / 40), 6)
  })
  test('no step in any direction makes the penalised loss smaller', () => {
    const { table, labels, rows } = simulate(300, 0.3, [1, -2, 0])
    const model = fitLogistic(table, labels, { l2: 2 })
    const point = [model.intercept, ...model.coefficients]
    const least = loss(rows, labels, point, 2)
    point.forEach((_, i) => {
      const slope =
        (loss(rows, labels, point.with(i, (point[i] ?? 0) + 1e-5), 2) -
          loss(rows, labels, point.with(i, (point[i] ?? 0) - 1e-5), 2)) /
        2e-5
      expect(Math.abs(slope)).toBeLessThan(1e-4)
      expect(loss(rows, labels, point.with(i, (point[i] ?? 0) + 0.05), 2)).toBeGreaterThan(least)
    })
  })
  test('standard errors are those of the curvature measured by differences', () => {
    const { table, labels, rows } = simulate(200, 0, [1])
    const model = fitLogistic(table, labels, { l2: 1 })
    const at = (a: number, b: number): number =>
      loss(rows, labels, [model.intercept + a, (model.coefficients[0] ?? 0) + b], 1)
    const h = 1e-3
    const aa = (at(h, 0) - 2 * at(0, 0) + at(-h, 0)) / h ** 2
    const bb = (at(0, h) - 2 * at(0, 0) + at(0, -h)) / h ** 2
    const ab = (at(h, h) - at(h, -h) - at(-h, h) + at(-h, -h)) / (4 * h ** 2)
    const determinant = aa * bb - ab * ab
    expect(model.standardErrors[0]).toBeCloseTo(Math.sqrt(aa / determinant), 4)
    expect(model.interceptError).toBeCloseTo(Math.sqrt(bb / determinant), 4)
  })
  test('finds the coefficients that the rows came from', () => {
    const { table, labels } = simulate(20_000, -0.5, [1.2, -0.7])
    const { intercept, coefficients, standardErrors } = fitLogistic(table, labels, { l2: 0 })
    expect(Math.abs(intercept + 0.5)).toBeLessThan(0.06)
    coefficients.forEach((value, i) =>
      expect(Math.abs(value - ([1.2, -0.7][i] ?? 0))).toBeLessThan(4 * (standardErrors[i] ?? 0)),
    )
  })
  test('a row of weight two counts as two rows', () => {
    const rows = [[0], [1], [2], [3]]
    const labels = [0, 1, 0, 1]
    const twice = fitLogistic(tableFromRows(['x'], [...rows, [2]]), [...labels, 0])
    const weighted = fitLogistic(tableFromRows(['x'], rows), labels, { weights: Float64Array.of(1, 1, 2, 1) })
    expect(weighted.coefficients[0]).toBeCloseTo(twice.coefficients[0] ?? 0, 8)
    expect(Array.from(balancedWeights([1, 0, 0, 0]))).toEqual([2, 2 / 3, 2 / 3, 2 / 3])
  })
  test('perfect separation stays finite by the penalty, and one class alone gives its share', () => {
    const separated = fitLogistic(tableFromRows(['x'], [[0], [1], [2], [3]]), [0, 0, 1, 1], { l2: 1 })
    expect(Number.isFinite(separated.coefficients[0])).toBe(true)
    const alone = fitLogistic(tableFromRows(['x'], [[0], [1]]), [0, 0], { l2: 1 })
    expect(sigmoid(alone.intercept)).toBeLessThan(0.01)
  })
  test('what is not finite or no label is refused by name', () => {
    expect(() => fitLogistic(tableFromRows(['x'], [[Number.NaN]]), [1])).toThrow("column 'x' holds NaN in row 0")
    expect(() => fitLogistic(tableFromRows(['x'], [[1]]), [2])).toThrow('label 2 in row 0')
    expect(() =>
      logisticLogOdds({ features: ['y'], intercept: 0, coefficients: [1] }, tableFromRows(['x'], [[1]])),
    ).toThrow("no column 'y'")
  })
})

describe('scaling', () => {
  test('gives z-scores of signed logs and leaves constants out', () => {
    const table = tableFromRows(
      ['money', 'same'],
      [
        [-10, 5],
        [0, 5],
        [1000, 5],
      ],
    )
    const scaling = fitScaling(table, () => true)
    expect(scaling.map(({ name }) => name)).toEqual(['money'])
    const [column = new Float64Array()] = applyScaling(scaling, table).columns
    expect(column.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 12)
    expect(column.reduce((sum, value) => sum + value * value, 0) / 3).toBeCloseTo(1, 12)
    expect(signedLog(-1)).toBe(-Math.log(2))
  })
  test('log-odds and probability undo each other', () => {
    for (const p of [0.001, 0.5, 0.999]) expect(sigmoid(logit(p))).toBeCloseTo(p, 12)
    expect(sigmoid(-800)).toBe(0)
    expect(sigmoid(800)).toBe(1)
  })
})
