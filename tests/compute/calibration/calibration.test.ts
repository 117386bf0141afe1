import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fitIsotonic, isotonicProbabilities } from '../../../src/compute/calibration/fit-isotonic.ts'
import { fitPlatt, plattLogOdds } from '../../../src/compute/calibration/fit-platt.ts'
import { sigmoid } from '../../../src/compute/linear/sigmoid.ts'
import { seededRandom } from '../../../src/lib/random.ts'

const outcomes = fc.array(fc.constantFrom(0, 1), { minLength: 1, maxLength: 9 })

/** The min-max formula for isotonic regression. */
const minMax = (labels: readonly number[]): number[] =>
  labels.map((_, i) => {
    let best = Number.NEGATIVE_INFINITY
    for (let from = 0; from <= i; from += 1) {
      let least = Number.POSITIVE_INFINITY
      for (let to = i; to < labels.length; to += 1) {
        const part = labels.slice(from, to + 1)
        least = Math.min(least, part.reduce((sum, label) => sum + label, 0) / part.length)
      }
      best = Math.max(best, least)
    }
    return best
  })

describe('isotonic regression', () => {
  test('pools neighbours that fall', () => {
    expect(fitIsotonic(Float64Array.of(1, 2, 3), [0, 1, 0]).probabilities).toEqual([0, 0.5, 0.5])
  })
  test('equals the min-max formula', () => {
    fc.assert(
      fc.property(outcomes, (labels) => {
        const scores = Float64Array.from(labels, (_, i) => i)
        const found = isotonicProbabilities(fitIsotonic(scores, labels), scores)
        minMax(labels).forEach((expected, i) => expect(found[i]).toBeCloseTo(expected, 12))
      }),
    )
  })
  test('keeps the sum of outcomes and never falls, with ties and in any order of rows', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ score: fc.integer({ min: 0, max: 5 }), label: fc.constantFrom(0, 1) }), {
          minLength: 1,
          maxLength: 30,
        }),
        (rows) => {
          const scores = Float64Array.from(rows, ({ score }) => score)
          const labels = rows.map(({ label }) => label)
          const curve = fitIsotonic(scores, labels)
          const found = isotonicProbabilities(curve, scores)
          expect(Array.from(found).reduce((sum, p) => sum + p, 0)).toBeCloseTo(
            labels.reduce<number>((sum, label) => sum + label, 0),
            9,
          )
          curve.probabilities.forEach((p, i) => expect(p).toBeGreaterThanOrEqual(curve.probabilities[i - 1] ?? 0))
        },
      ),
    )
  })
  test('a weight of three is three rows', () => {
    const weighted = fitIsotonic(Float64Array.of(1, 2), [1, 0], Float64Array.of(3, 1))
    expect(weighted.probabilities).toEqual([0.75, 0.75])
  })
})

describe('Platt scaling', () => {
  test('finds the curve that outcomes came from', () => {
    const random = seededRandom('platt')
    const scores = Float64Array.from({ length: 20_000 }, () => 6 * random() - 3)
    const labels = Array.from(scores, (score) => (random() < sigmoid(0.8 * score - 0.4) ? 1 : 0))
    const { slope, intercept } = fitPlatt(scores, labels)
    expect(slope).toBeCloseTo(0.8, 1)
    expect(intercept).toBeCloseTo(-0.4, 1)
  })
  test('stands where the smoothed log loss is flat', () => {
    const scores = Float64Array.of(-2, -1, 0, 1, 2)
    const labels = [0, 0, 1, 0, 1]
    const { slope, intercept } = fitPlatt(scores, labels)
    const loss = (a: number, b: number): number =>
      scores.reduce((sum, score, i) => {
        const target = labels[i] === 1 ? 3 / 4 : 1 / 5
        const p = sigmoid(a * score + b)
        return sum - target * Math.log(p) - (1 - target) * Math.log(1 - p)
      }, 0)
    const h = 1e-5
    expect((loss(slope + h, intercept) - loss(slope - h, intercept)) / (2 * h)).toBeCloseTo(0, 6)
    expect((loss(slope, intercept + h) - loss(slope, intercept - h)) / (2 * h)).toBeCloseTo(0, 6)
  })
  test('is never certain, even when scores separate the classes', () => {
    const scaling = fitPlatt(Float64Array.of(0, 1), [0, 1])
    for (const logOdds of plattLogOdds(scaling, Float64Array.of(0, 1))) expect(Math.abs(logOdds)).toBeLessThan(3)
  })
})
