import { describe, expect, test } from 'vitest'
import { averagePath, fitIsolationForest, scoreIsolation } from '../../../src/compute/anomaly/isolation-forest.ts'
import { rocAuc } from '../../../src/compute/evaluation/roc-auc.ts'
import { seededRandom } from '../../../src/lib/random.ts'

const random = seededRandom('cloud')
const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
const cloud = (n: number): Float64Array => Float64Array.from({ length: n }, normal)

describe('averagePath', () => {
  test('is what Liu, Ting and Zhou give', () => {
    // c(256) = 2 (ln 255 + 0.5772156649) - 2 * 255 / 256
    expect(averagePath(256)).toBeCloseTo(10.244_770_920_1, 9)
    expect([averagePath(0), averagePath(1), averagePath(2)]).toEqual([0, 0, 1])
  })
})

describe('an isolation forest', () => {
  test('sets apart the points that were put far away', () => {
    const columns = [Float64Array.of(...cloud(1000), 7, -8, 9), Float64Array.of(...cloud(1000), 7, 8, -9)]
    const forest = fitIsolationForest(columns, { random: seededRandom('a') })
    const scores = scoreIsolation(forest, columns)
    const labels = scores.map((_score, i) => (i >= 1000 ? 1 : 0))
    expect(rocAuc(labels, scores)).toBe(1)
    expect(Math.max(...scores)).toBeGreaterThan(0.7)
    expect(scores[0]).toBeLessThan(0.6)
  })

  test('gives equal rows the same score, half where all are equal', () => {
    const columns = [new Float64Array(50).fill(3)]
    const scores = scoreIsolation(fitIsolationForest(columns, { random: seededRandom('b') }), columns)
    expect(new Set(scores).size).toBe(1)
    expect(scores[0]).toBeCloseTo(0.5, 12)
  })

  test('is the same for the same seed, and another for another', () => {
    const columns = [cloud(500), cloud(500)]
    const grow = (seed: string) => scoreIsolation(fitIsolationForest(columns, { random: seededRandom(seed) }), columns)
    expect(grow('x')).toEqual(grow('x'))
    expect(grow('x')).not.toEqual(grow('y'))
  })

  test('needs rows, and as many features as it learnt', () => {
    expect(() => fitIsolationForest([], { random })).toThrow(/at least one row/)
    const forest = fitIsolationForest([cloud(10)], { random })
    expect(() => scoreIsolation(forest, [cloud(2), cloud(2)])).toThrow(/grown on 1 features, got 2/)
    expect(scoreIsolation(fitIsolationForest([Float64Array.of(1)], { random }), [Float64Array.of(1)])).toEqual(
      Float64Array.of(0.5),
    )
  })
})
