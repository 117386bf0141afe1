import { expect, test } from 'vitest'
import { seededRandom } from '../../../src/lib/random.ts'
import { scoreDrift } from '../../../src/services/risk/score-drift.ts'
import type { ScoredPeriod } from '../../../src/services/risk/score-period.ts'

type Judged = Parameters<typeof scoreDrift>[0]
const random = seededRandom('drift')
const usualScores = Float64Array.from({ length: 5000 }, () => random() ** 4).toSorted()

/** The part of a scored period that drift looks at. */
const periodOf = (scores: Float64Array, learnt = false, all = usualScores): Judged => ({
  scored: { score: scores } as ScoredPeriod['scored'],
  rows: Array.from(scores.keys()),
  learnt: { learnt } as ScoredPeriod['learnt'],
  shop: { usualScores: all } as ScoredPeriod['shop'],
})

test('scores as usual have not drifted, scores of another shape have', () => {
  const alike = scoreDrift(periodOf(Float64Array.from({ length: 800 }, () => random() ** 4)))
  expect(alike).toMatchObject({ orders: 800, drifted: false })
  expect(alike?.stability_index).toBeLessThan(0.1)
  expect(scoreDrift(periodOf(Float64Array.from({ length: 800 }, () => random())))?.drifted).toBe(true)
})

test('fewer than a hundred orders, and a shop without any, tell nothing', () => {
  expect(scoreDrift(periodOf(new Float64Array(99)))).toBeNull()
  expect(scoreDrift(periodOf(new Float64Array(200), false, new Float64Array()))).toBeNull()
})

test('with weights learnt from reviews, the scores of all orders by the same weights are the measure', () => {
  const scores = Float64Array.from({ length: 800 }, () => random())
  expect(scoreDrift(periodOf(scores, true))?.stability_index).toBeCloseTo(0, 9)
})
