import { describe, expect, test } from 'vitest'
import { rocAuc } from '../../../src/compute/evaluation/roc-auc.ts'
import { fitNetwork, networkLogOdds, networkLoss } from '../../../src/compute/networks/fit-network.ts'
import { tableFromRows } from '../../../src/compute/stats/column-table.ts'
import { seededRandom } from '../../../src/lib/random.ts'

const random = seededRandom('network-test')
const rows = Array.from({ length: 300 }, () => [2 * random() - 1, 2 * random() - 1])
const labels = rows.map(([a = 0, b = 0]) => (a * b > 0 ? 1 : 0))
const table = tableFromRows(['a', 'b'], rows)

describe('a network with one hidden layer', () => {
  test('its gradient is the one that differences measure', () => {
    const shape = { hidden: 3, l2: 0.1 }
    const weights = Float64Array.from(labels, (_, i) => 1 + (i % 3))
    const point = Float64Array.from({ length: 3 * 3 + 4 }, () => 2 * random() - 1)
    const gradient = new Float64Array(point.length)
    networkLoss(table, labels, weights, shape, point, gradient)
    point.forEach((value, i) => {
      const at = (shift: number): number =>
        networkLoss(table, labels, weights, shape, point.with(i, value + shift), new Float64Array(point.length))
      expect(gradient[i]).toBeCloseTo((at(1e-5) - at(-1e-5)) / 2e-5, 6)
    })
  })
  test('learns a product of signs, which no line can', () => {
    const model = fitNetwork(table, labels, { seed: 'kith', hidden: 6 })
    expect(rocAuc(labels, networkLogOdds(model, table))).toBeGreaterThan(0.97)
  })
  test('the same seed gives the same weights', () => {
    const fit = (seed: string) => fitNetwork(table, labels, { seed, hidden: 2, maximumIterations: 5 }).weights
    expect(fit('a')).toEqual(fit('a'))
    expect(fit('a')).not.toEqual(fit('b'))
  })
})
