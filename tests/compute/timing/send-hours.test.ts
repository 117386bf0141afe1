import { describe, expect, test } from 'vitest'
import { countHours, judgeSendHours } from '../../../src/compute/timing/judge-send-hours.ts'
import { bestHours, populationShares, sendHours } from '../../../src/compute/timing/send-hours.ts'
import { seededRandom } from '../../../src/lib/random.ts'

const at = (...hours: readonly number[]): Float64Array => countHours(hours)

describe('sendHours', () => {
  const population = populationShares(at(9, 9, 9, 21))

  test('pulls few acts to the population, worked by hand', () => {
    const [nine] = [sendHours(at(21, 21), population)[9]]
    // (0 own + 20 x (3 + 1/24) / 5) of 2 + 20.
    expect(nine?.rate).toBeCloseTo((20 * (3 + 1 / 24)) / 5 / 22, 12)
    expect(nine?.lift).toBeCloseTo((nine?.rate ?? 0) * 24, 12)
  })

  test('shares sum to 1, intervals hold them, and many own acts win', () => {
    const hours = sendHours(at(...Array.from({ length: 500 }, () => 6)), population)
    expect(hours.reduce((sum, { rate }) => sum + rate, 0)).toBeCloseTo(1, 12)
    for (const { rate, interval } of hours) {
      expect(interval[0]).toBeLessThanOrEqual(rate)
      expect(interval[1]).toBeGreaterThanOrEqual(rate)
    }
    expect(bestHours(hours)[0]?.hour).toBe(6)
  })

  test('without own acts the hours are the population’s, without any all are alike', () => {
    const own = sendHours(at(), population)
    own.forEach(({ rate, hour }) => expect(rate).toBeCloseTo(population[hour] ?? 0, 12))
    expect(populationShares(at())[3]).toBeCloseTo(1 / 24, 12)
    expect(() => populationShares([1, 2])).toThrow(/24 hours/)
  })
})

describe('judgeSendHours', () => {
  test('people of two habits are foretold by their own hours, not by one time for all', () => {
    const random = seededRandom('hours')
    const people = Array.from({ length: 300 }, (_, person) =>
      Array.from({ length: 30 }, () => ((person % 2 === 0 ? 8 : 20) + Math.floor(random() * 3)) % 24),
    )
    const scores = judgeSendHours(people)
    expect(scores).toMatchObject({ n: 300, top3: 1 })
    expect(scores?.populationTop3).toBeLessThan(0.7)
    expect(scores?.logLoss ?? 9).toBeLessThan(scores?.populationLogLoss ?? 0)
  })

  test('people of two acts are not asked', () => {
    expect(judgeSendHours([[1, 2], [3]])).toBeNull()
  })
})
