import { describe, expect, test } from 'vitest'
import { linearContributions } from '../../../src/compute/importance/linear-contributions.ts'
import { permutationImportance } from '../../../src/compute/importance/permutation-importance.ts'
import { treeContributions } from '../../../src/compute/importance/tree-contributions.ts'
import { tableFromRows } from '../../../src/compute/stats/column-table.ts'
import type { DecisionTree } from '../../../src/compute/trees/decision-tree.ts'
import { boostingLogOdds, fitBoosting } from '../../../src/compute/trees/fit-boosting.ts'
import { rocAuc } from '../../../src/compute/evaluation/roc-auc.ts'
import { seededRandom } from '../../../src/lib/random.ts'

/** What a tree says when only some features are known; the others average over training rows by cover. */
function expectation(tree: DecisionTree, row: readonly number[], known: ReadonlySet<number>, node = 0): number {
  const feature = tree.feature[node] ?? -1
  if (feature < 0) return tree.value[node] ?? 0
  const left = tree.left[node] ?? 0
  const right = tree.right[node] ?? 0
  if (known.has(feature)) {
    return expectation(tree, row, known, (row[feature] ?? 0) <= (tree.threshold[node] ?? 0) ? left : right)
  }
  const [ofLeft = 0, ofRight = 0] = [tree.cover[left], tree.cover[right]]
  return (
    (ofLeft * expectation(tree, row, known, left) + ofRight * expectation(tree, row, known, right)) / (ofLeft + ofRight)
  )
}

const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1))

/** Shapley values by their definition: every subset of the other features. */
function bruteForce(trees: readonly DecisionTree[], row: readonly number[]): number[] {
  const features = row.map((_, i) => i)
  const value = (known: ReadonlySet<number>): number =>
    trees.reduce((sum, tree) => sum + expectation(tree, row, known), 0)
  return features.map((feature) => {
    const others = features.filter((one) => one !== feature)
    let total = 0
    for (let mask = 0; mask < 1 << others.length; mask += 1) {
      const known = new Set(others.filter((_, i) => (mask >> i) & 1))
      const weight = (factorial(known.size) * factorial(features.length - known.size - 1)) / factorial(features.length)
      total += weight * (value(new Set([...known, feature])) - value(known))
    }
    return total
  })
}

describe('contributions to the score of trees', () => {
  const random = seededRandom('shap')
  const rows = Array.from({ length: 400 }, () => Array.from({ length: 5 }, () => Math.round(random() * 20)))
  const labels = rows.map(([a = 0, b = 0, c = 0]) => (random() < (a > 10 && b > 5 ? 0.9 : 0.2 + c / 60) ? 1 : 0))
  const table = tableFromRows(['a', 'b', 'c', 'd', 'e'], rows)
  // Deep enough for a feature to come twice on one way down.
  const model = fitBoosting(table, labels, { seed: 's', rounds: 12, maximumDepth: 5, minimumLeafWeight: 1 })

  test('equal Shapley values counted over every subset of features', () => {
    for (const row of rows.slice(0, 25)) {
      const { values } = treeContributions(model.trees, row)
      bruteForce(model.trees, row).forEach((expected, i) => expect(values[i]).toBeCloseTo(expected, 9))
    }
  })
  test('add up to the score of every row', () => {
    const scores = boostingLogOdds(model, table)
    rows.forEach((row, i) => {
      const { base, values } = treeContributions(model.trees, row)
      expect(
        Math.abs(model.base + base + values.reduce((sum, value) => sum + value, 0) - (scores[i] ?? 0)),
      ).toBeLessThan(1e-9)
    })
  })
  test('give a feature that no tree asks for exactly nothing', () => {
    const [tree] = fitBoosting(table, labels, { seed: 's', rounds: 1, maximumDepth: 1 }).trees
    if (tree === undefined) throw new Error('no tree')
    const { values } = treeContributions([tree], rows[0] ?? [])
    values.forEach((value, i) => expect(value !== 0).toBe(i === tree.feature[0]))
  })
})

describe('contributions to a linear score', () => {
  const model = { features: ['x', 'y'], intercept: 1, coefficients: [2, -3] }
  test('are coefficient times distance from the mean, on the score of the mean', () => {
    const { base, values } = linearContributions(model, [3, 1], [1, 2])
    expect(base).toBe(1 + 2 - 6)
    expect(Array.from(values)).toEqual([4, 3])
    expect(base + 4 + 3).toBe(1 + 2 * 3 - 3 * 1)
  })
  test('need a value and a mean for each feature', () => {
    expect(() => linearContributions(model, [1], [1, 2])).toThrow('1 values and 2 means for 2 features')
  })
})

describe('permutation importance', () => {
  test('ranks what matters first and gives an unused column nothing', () => {
    const random = seededRandom('importance')
    const rows = Array.from({ length: 500 }, () => [random(), random(), random()])
    const labels = rows.map(([a = 0, b = 0]) => (a + 0.3 * b > 0.65 ? 1 : 0))
    const quality = (table: { columns: readonly Float64Array[] }): number =>
      rocAuc(
        labels,
        Float64Array.from(labels, (_, i) => (table.columns[0]?.[i] ?? 0) + 0.3 * (table.columns[1]?.[i] ?? 0)),
      ) ?? 0
    const found = permutationImportance(tableFromRows(['a', 'b', 'c'], rows), quality, { seed: 's', repeats: 3 })
    expect(found.map(({ feature }) => feature)).toEqual(['a', 'b', 'c'])
    expect(found[2]?.importance).toBe(0)
  })
})
