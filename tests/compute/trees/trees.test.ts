import { describe, expect, test } from 'vitest'
import { rocAuc } from '../../../src/compute/evaluation/roc-auc.ts'
import { sigmoid } from '../../../src/compute/linear/sigmoid.ts'
import { tableFromRows } from '../../../src/compute/stats/column-table.ts'
import { binColumns } from '../../../src/compute/trees/bin-columns.ts'
import { treeScores } from '../../../src/compute/trees/decision-tree.ts'
import { boostingLogOdds, fitBoosting } from '../../../src/compute/trees/fit-boosting.ts'
import { fitCart } from '../../../src/compute/trees/fit-cart.ts'
import { fitForest, forestScores } from '../../../src/compute/trees/fit-forest.ts'
import { growTree } from '../../../src/compute/trees/grow-tree.ts'
import { seededRandom } from '../../../src/lib/random.ts'

/** Two moons' worth of trouble for a line: class 1 where exactly one of two coordinates is large, with a tenth flipped. */
function exclusiveOr(n: number, seed: string) {
  const random = seededRandom(seed)
  const rows = Array.from({ length: n }, () => [random(), random(), random()])
  const labels = rows.map(([a = 0, b = 0]) => ((a > 0.5 ? 1 : 0) + (b > 0.5 ? 1 : 0) + (random() < 0.1 ? 1 : 0)) % 2)
  return { table: tableFromRows(['a', 'b', 'noise'], rows), labels }
}

describe('a classification tree', () => {
  test('splits halfway between the classes and says their shares', () => {
    const tree = fitCart(tableFromRows(['x'], [[1], [2], [3], [4]]), [0, 0, 1, 1])
    expect(tree.feature).toEqual([0, -1, -1])
    expect(tree.threshold[0]).toBe(2.5)
    expect(tree.value).toEqual([0.5, 0, 1])
    expect(tree.cover).toEqual([4, 2, 2])
  })
  test('takes the split with the least Gini impurity, tried one by one', () => {
    const random = seededRandom('gini')
    const rows = Array.from({ length: 40 }, () => [Math.round(random() * 9), Math.round(random() * 9)])
    const labels = rows.map(([a = 0]) => (random() < 0.2 + 0.06 * a ? 1 : 0))
    const impurity = (part: readonly number[]): number => {
      const p = part.reduce((sum, label) => sum + label, 0) / part.length
      return part.length * 2 * p * (1 - p)
    }
    let least = Number.POSITIVE_INFINITY
    let best = { feature: -1, threshold: -1 }
    for (const feature of [0, 1]) {
      const values = [...new Set(rows.map((row) => row[feature] ?? 0))].sort((a, b) => a - b)
      values.slice(1).forEach((value, i) => {
        const threshold = (value + (values[i] ?? 0)) / 2
        const left = labels.filter((_, row) => (rows[row]?.[feature] ?? 0) <= threshold)
        const right = labels.filter((_, row) => (rows[row]?.[feature] ?? 0) > threshold)
        const cost = impurity(left) + impurity(right)
        if (cost < least - 1e-12) {
          least = cost
          best = { feature, threshold }
        }
      })
    }
    const tree = fitCart(tableFromRows(['a', 'b'], rows), labels, { maximumDepth: 1 })
    expect({ feature: tree.feature[0], threshold: tree.threshold[0] }).toEqual(best)
  })
  test('keeps leaves as heavy as asked, and one class is one leaf', () => {
    const { table, labels } = exclusiveOr(200, 'leaves')
    const tree = fitCart(table, labels, { maximumDepth: 8, minimumLeafWeight: 15 })
    tree.cover.forEach((cover, node) => tree.feature[node] === -1 && expect(cover).toBeGreaterThanOrEqual(15))
    expect(
      fitCart(
        table,
        labels.map(() => 1),
      ).feature,
    ).toEqual([-1])
  })
})

describe('growing on histograms', () => {
  test('gives the exact tree when there are bins enough for every value', () => {
    const { table, labels } = exclusiveOr(150, 'exact')
    const exact = fitCart(table, labels, { maximumDepth: 4, minimumLeafWeight: 5 })
    const rows = Uint32Array.from({ length: table.rows }, (_, row) => row)
    const weights = new Float64Array(table.rows).fill(1)
    const grown = growTree(binColumns(table), rows, Float64Array.from(labels), weights, {
      maximumDepth: 4,
      minimumLeafWeight: 5,
      l2: 0,
      minimumGain: 0,
    })
    expect(Array.from(treeScores(grown, table))).toEqual(Array.from(treeScores(exact, table)))
  })
  test('bins keep order and hold about equal counts', () => {
    const random = seededRandom('bins')
    const table = tableFromRows(
      ['x'],
      Array.from({ length: 5000 }, () => [random() ** 3]),
    )
    const { bins, cuts } = binColumns(table, 16)
    const counts = Array.from({ length: 16 }, (_, bin) => bins[0]?.filter((one) => one === bin).length ?? 0)
    expect(cuts[0]).toHaveLength(15)
    expect(Math.min(...counts)).toBeGreaterThan(250)
    expect(Math.max(...counts)).toBeLessThan(375)
  })
  test('a column of one value is one bin, and what is not finite is refused', () => {
    expect(binColumns(tableFromRows(['x'], [[3], [3]])).cuts[0]).toHaveLength(0)
    expect(() => binColumns(tableFromRows(['x'], [[Number.POSITIVE_INFINITY]]))).toThrow('Infinity')
  })
})

describe('forest and boosting', () => {
  const train = exclusiveOr(2000, 'train')
  const test_ = exclusiveOr(1000, 'test')
  test('learn what no line can, on rows that they never saw', () => {
    const forest = fitForest(train.table, train.labels, { seed: 'kith', trees: 40, columnsPerSplit: 2 })
    expect(rocAuc(test_.labels, forestScores(forest, test_.table))).toBeGreaterThan(0.87)
    const boosting = fitBoosting(train.table, train.labels, { seed: 'kith', rounds: 80 })
    expect(rocAuc(test_.labels, boostingLogOdds(boosting, test_.table))).toBeGreaterThan(0.87)
  })
  test('the same seed gives the same bytes, another seed another model', () => {
    const fit = (seed: string): string =>
      JSON.stringify([
        fitForest(train.table, train.labels, { seed, trees: 5 }),
        fitBoosting(train.table, train.labels, { seed, rounds: 5 }),
      ])
    expect(fit('a')).toBe(fit('a'))
    expect(fit('a')).not.toBe(fit('b'))
  })
  test('one boosting round on one leaf is the Newton step of the log loss', () => {
    const table = tableFromRows(['x'], [[0], [0], [0], [1], [1], [1]])
    const labels = [0, 0, 1, 1, 1, 1]
    const model = fitBoosting(table, labels, {
      seed: 's',
      rounds: 1,
      learningRate: 1,
      rowShare: 1,
      l2: 0,
      minimumLeafWeight: 0,
    })
    const p = sigmoid(model.base)
    const step = (target: number): number => target / (3 * p * (1 - p))
    const [left = 0, , , right = 0] = boostingLogOdds(model, table)
    expect(left).toBeCloseTo(model.base + step(1 - 3 * p), 9)
    expect(right).toBeCloseTo(model.base + step(3 - 3 * p), 9)
  })
  test('the training loss never rises when every row is seen with small steps', () => {
    const model = fitBoosting(train.table, train.labels, { seed: 's', rounds: 30, rowShare: 1 })
    const lossAfter = (rounds: number): number =>
      boostingLogOdds(model, train.table, rounds).reduce(
        (sum, score, row) => sum - Math.log(train.labels[row] === 1 ? sigmoid(score) : 1 - sigmoid(score)),
        0,
      )
    const losses = [0, 5, 10, 20, 30].map(lossAfter)
    losses.slice(1).forEach((loss, i) => expect(loss).toBeLessThan(losses[i] ?? 0))
  })
})
