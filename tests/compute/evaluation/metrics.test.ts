import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { averagePrecision } from '../../../src/compute/evaluation/average-precision.ts'
import { brierScore } from '../../../src/compute/evaluation/brier-score.ts'
import { calibrationError, reliabilityBins } from '../../../src/compute/evaluation/calibration-error.ts'
import { classificationCounts } from '../../../src/compute/evaluation/classification-counts.ts'
import { costThreshold } from '../../../src/compute/evaluation/cost-threshold.ts'
import { logLoss } from '../../../src/compute/evaluation/log-loss.ts'
import { populationStability, profileColumn } from '../../../src/compute/evaluation/population-stability.ts'
import { rocAuc } from '../../../src/compute/evaluation/roc-auc.ts'
import { scoreClassifier } from '../../../src/compute/evaluation/score-classifier.ts'
import { topShare } from '../../../src/compute/evaluation/top-share.ts'

/** Few distinct scores, so that ties are common. */
const cases = fc
  .array(fc.record({ label: fc.constantFrom(0, 1), score: fc.integer({ min: 0, max: 6 }).map((n) => n / 6) }), {
    minLength: 2,
    maxLength: 40,
  })
  .map((rows) => ({ labels: rows.map(({ label }) => label), scores: rows.map(({ score }) => score) }))

describe('area under the ROC curve', () => {
  test('is the share of pairs in the right order, ties half', () => {
    fc.assert(
      fc.property(cases, ({ labels, scores }) => {
        let right = 0
        let pairs = 0
        labels.forEach((a, i) =>
          labels.forEach((b, j) => {
            if (a !== 1 || b !== 0) return
            pairs += 1
            const [x = 0, y = 0] = [scores[i], scores[j]]
            right += x > y ? 1 : x === y ? 0.5 : 0
          }),
        )
        const area = rocAuc(labels, scores)
        if (pairs === 0) expect(area).toBeNull()
        else expect(area).toBeCloseTo(right / pairs, 12)
      }),
    )
  })
  test('does not change with the scale of scores, and turns over with their sign', () => {
    const labels = [0, 1, 1, 0, 1]
    const scores = [0.1, 0.4, 0.35, 0.8, 0.9]
    expect(rocAuc(labels, scores)).toBe(
      rocAuc(
        labels,
        scores.map((score) => Math.exp(3 * score)),
      ),
    )
    expect(
      rocAuc(
        labels,
        scores.map((score) => -score),
      ),
    ).toBeCloseTo(1 - (rocAuc(labels, scores) ?? 0), 12)
  })
})

describe('average precision', () => {
  test('gives the value of the textbook example', () => {
    expect(averagePrecision([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])).toBeCloseTo(0.8333333333333333, 12)
  })
  test('is the sum over thresholds of precision times gained recall', () => {
    fc.assert(
      fc.property(cases, ({ labels, scores }) => {
        const positives = labels.filter((label) => label === 1).length
        let before = 0
        let sum = 0
        for (const threshold of [...new Set(scores)].sort((a, b) => b - a)) {
          const called = labels.filter((_, i) => (scores[i] ?? 0) >= threshold)
          const found = called.filter((label) => label === 1).length
          sum += (found / called.length) * ((found - before) / positives)
          before = found
        }
        if (positives === 0) expect(averagePrecision(labels, scores)).toBeNull()
        else expect(averagePrecision(labels, scores)).toBeCloseTo(sum, 12)
      }),
    )
  })
})

describe('scores of probabilities', () => {
  test('by hand', () => {
    expect(brierScore([0, 1], [0.2, 0.9])).toBeCloseTo((0.04 + 0.01) / 2, 15)
    expect(logLoss([1, 0], [0.8, 0.4])).toBeCloseTo(-(Math.log(0.8) + Math.log(0.6)) / 2, 15)
    expect(logLoss([1], [0])).toBeLessThan(40)
  })
  test('the share of class 1 is the constant with the least Brier score and log loss', () => {
    const labels = [1, 0, 0, 1, 1]
    const at = (p: number): number[] => labels.map(() => p)
    for (const other of [0.3, 0.5, 0.59, 0.61, 0.9]) {
      expect(brierScore(labels, at(0.6))).toBeLessThan(brierScore(labels, at(other)) ?? 0)
      expect(logLoss(labels, at(0.6))).toBeLessThan(logLoss(labels, at(other)) ?? 0)
    }
  })
  test('calibration error of two bins by hand; bins differ by at most one row', () => {
    expect(calibrationError([0, 1], [0.2, 0.9], 2)).toBeCloseTo(0.15, 12)
    const probabilities = Array.from({ length: 23 }, (_, i) => i / 23)
    const sizes = reliabilityBins(
      probabilities.map((p) => (p > 0.5 ? 1 : 0)),
      probabilities,
    ).map(({ n }) => n)
    expect(sizes.reduce((sum, n) => sum + n, 0)).toBe(23)
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
  })
  test('a share of the best rows: precision and lift', () => {
    expect(topShare([1, 0, 0, 0], [0.9, 0.1, 0.2, 0.3], 0.25)).toEqual({ n: 1, precision: 1, lift: 4 })
    expect(topShare([], [], 0.1)).toBeNull()
  })
  test('one class alone leaves the ordering measures empty and the others standing', () => {
    const scores = scoreClassifier([0, 0], [0.1, 0.3])
    expect(scores.auc).toBeNull()
    expect(scores.average_precision).toBeNull()
    expect(scores.brier).toBeCloseTo(0.05, 12)
  })
})

describe('thresholds', () => {
  test('counts add up and F1 is the harmonic mean', () => {
    const counts = classificationCounts([1, 1, 0, 0, 1], [0.9, 0.2, 0.6, 0.1, 0.7], 0.5)
    expect(counts).toMatchObject({ truePositives: 2, falsePositives: 1, falseNegatives: 1, trueNegatives: 1 })
    expect(counts.f1).toBeCloseTo((2 * (2 / 3) * (2 / 3)) / (4 / 3), 12)
  })
  test('the least cost is found, whatever threshold a search tries', () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }), ({ labels, scores }, a, b) => {
        const costAt = (threshold: number): number => {
          const { falsePositives, falseNegatives } = classificationCounts(labels, scores, threshold)
          return (a * falsePositives + b * falseNegatives) / labels.length
        }
        const best = costThreshold(labels, scores, { falseAlarm: a, missed: b })
        expect(costAt(best.threshold)).toBeCloseTo(best.cost, 12)
        for (const threshold of [0, ...scores, 1.1]) expect(costAt(threshold)).toBeGreaterThanOrEqual(best.cost - 1e-12)
      }),
    )
  })
  test('costs of nothing are refused', () => {
    expect(() => costThreshold([1], [0.5], { falseAlarm: 0, missed: 1 })).toThrow('costs must be above 0')
  })
})

describe('drift', () => {
  const then = Float64Array.from({ length: 1000 }, (_, i) => i)
  test('the same rows have none, moved ones have much', () => {
    expect(populationStability(profileColumn(then), then)).toBeCloseTo(0, 12)
    expect(
      populationStability(
        profileColumn(then),
        then.map((value) => value + 400),
      ),
    ).toBeGreaterThan(0.25)
  })
  test('two bins by hand', () => {
    const profile = { cuts: [0.5], shares: [0.5, 0.5] }
    const expected = 0.25 * Math.log(0.75 / 0.5) - 0.25 * Math.log(0.25 / 0.5)
    expect(populationStability(profile, Float64Array.of(0, 0, 0, 1))).toBeCloseTo(expected, 12)
  })
})
