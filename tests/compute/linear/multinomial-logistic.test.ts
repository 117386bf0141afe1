import { describe, expect, test } from 'vitest'
import { minimise } from '../../../src/compute/linear/minimise.ts'
import { fitMultinomialLogistic } from '../../../src/compute/linear/multinomial-logistic.ts'
import type { SparseVector } from '../../../src/compute/text/tf-idf.ts'
import { seededRandom } from '../../../src/lib/random.ts'

const vector = (...values: number[]): SparseVector => ({
  indices: Int32Array.from(values.keys()),
  values: Float64Array.from(values),
})

describe('minimising', () => {
  test('finds the minimum of the Rosenbrock valley', () => {
    const { point } = minimise(
      (x, gradient) => {
        const [a = 0, b = 0] = x
        gradient[0] = -2 * (1 - a) - 400 * a * (b - a * a)
        gradient[1] = 200 * (b - a * a)
        return (1 - a) ** 2 + 100 * (b - a * a) ** 2
      },
      Float64Array.of(-1.2, 1),
      { maximumIterations: 500, tolerance: 1e-8 },
    )
    expect(point[0]).toBeCloseTo(1, 6)
    expect(point[1]).toBeCloseTo(1, 6)
  })
})

describe('multinomial logistic regression', () => {
  test('without a penalty on intercepts, constant features give the shares of the classes', () => {
    const examples = ['a', 'a', 'a', 'b', 'c', 'c'].map((label) => ({ vector: vector(0), label }))
    const model = fitMultinomialLogistic(examples, 1, { l2: 1, maximumIterations: 200, tolerance: 1e-9 })
    const [a, b, c] = model.probabilities(vector(0))
    expect(a).toBeCloseTo(1 / 2, 5)
    expect(b).toBeCloseTo(1 / 6, 5)
    expect(c).toBeCloseTo(1 / 3, 5)
  })

  test('at the optimum the penalised gradient vanishes, measured by differences of the loss', () => {
    const random = seededRandom('logistic')
    const examples = Array.from({ length: 60 }, (_, row) => ({
      vector: vector(random() + (row % 3), random() - (row % 2)),
      label: ['x', 'y', 'z'][row % 3] ?? 'x',
    }))
    const l2 = 0.05
    const model = fitMultinomialLogistic(examples, 2, { l2, maximumIterations: 500, tolerance: 1e-9 })
    const loss = (weights: Float64Array): number => {
      let sum = 0
      for (const { vector: x, label } of examples) {
        const scores = model.classes.map((_, c) => {
          const of = (feature: number): number => weights[feature * 3 + c] ?? 0
          return of(0) * (x.values[0] ?? 0) + of(1) * (x.values[1] ?? 0) + of(2)
        })
        const all = Math.log(scores.reduce((total, score) => total + Math.exp(score), 0))
        sum += all - (scores[model.classes.indexOf(label)] ?? 0)
      }
      const squares = weights.subarray(0, 6).reduce((total, weight) => total + weight * weight, 0)
      return sum / examples.length + (l2 / 2) * squares
    }
    for (let index = 0; index < 9; index += 1) {
      const up = model.weights.slice()
      const down = model.weights.slice()
      up[index] = (up[index] ?? 0) + 1e-5
      down[index] = (down[index] ?? 0) - 1e-5
      expect(Math.abs((loss(up) - loss(down)) / 2e-5)).toBeLessThan(1e-5)
    }
  })

  test('a warm start ends at the same optimum', () => {
    const examples = [
      { vector: vector(1, 0), label: 'a' },
      { vector: vector(0, 1), label: 'b' },
      { vector: vector(1, 1), label: 'b' },
    ]
    const options = { l2: 0.1, maximumIterations: 300, tolerance: 1e-9 }
    const cold = fitMultinomialLogistic(examples, 2, options).probabilities(vector(1, 0))
    const warm = fitMultinomialLogistic(examples, 2, { ...options, warmUp: 5 }).probabilities(vector(1, 0))
    expect(warm[0]).toBeCloseTo(cold[0] ?? 0, 6)
  })

  test('no example is refused', () => {
    expect(() => fitMultinomialLogistic([], 1)).toThrow(/at least one example/)
  })
})
