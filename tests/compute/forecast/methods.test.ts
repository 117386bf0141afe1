import { describe, expect, test } from 'vitest'
import { intermittent } from '../../../src/compute/forecast/croston.ts'
import type { Forecaster } from '../../../src/compute/forecast/forecaster.ts'
import { candidateMethods } from '../../../src/compute/forecast/methods.ts'
import { holtWinters } from '../../../src/compute/forecast/holt-winters.ts'
import { movingAverage, movingMedian } from '../../../src/compute/forecast/moving-average.ts'
import { naive, seasonalNaive } from '../../../src/compute/forecast/naive.ts'
import { dampedTrend, fitLevel, holt, simpleSmoothing } from '../../../src/compute/forecast/smoothing.ts'
import { theta } from '../../../src/compute/forecast/theta.ts'
import { seededRandom } from '../../../src/lib/random.ts'

const numbers = (...values: readonly number[]): Float64Array => Float64Array.from(values)

describe('hand-worked values', () => {
  test('naive, seasonal, mean and median', () => {
    expect([...naive(numbers(3, 5), 2)]).toEqual([5, 5])
    expect([...seasonalNaive(3)(numbers(9, 1, 2, 3), 4)]).toEqual([1, 2, 3, 1])
    expect([...movingAverage(3)(numbers(9, 1, 2, 6), 1)]).toEqual([3])
    expect([...movingMedian(4)(numbers(50, 1, 2, 6, 90), 1)]).toEqual([4])
  })

  test('a straight line goes on', () => {
    const line = Float64Array.from({ length: 30 }, (_, t) => 10 + 2 * t)
    for (const [step, value] of holt(line, 3).entries()) expect(value).toBeCloseTo(70 + 2 * step, 3)
  })

  test('Croston: four units every second week are two a week, and five per cent less without its bias', () => {
    const now = numbers(0, 4, 0, 4, 0, 4)
    expect(intermittent('croston')(now, 1)[0]).toBeCloseTo(2, 12)
    expect(intermittent('sba')(now, 1)[0]).toBeGreaterThan(1.69)
    expect(intermittent('sba')(now, 1)[0]).toBeLessThan(1.96)
  })

  test('TSB fades where nothing sells any more', () => {
    const dying = numbers(4, 4, 4, 4, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    expect(intermittent('tsb')(dying, 1)[0]).toBeLessThan(0.5)
    expect(intermittent('croston')(dying, 1)[0]).toBeGreaterThan(1)
  })
})

describe('against brute force', () => {
  const random = seededRandom('smoothing')
  const series = Float64Array.from({ length: 40 }, (_, t) => 20 + 3 * Math.sin(t / 5) + 4 * random())

  test('the first level of exponential smoothing is the best one for its share', () => {
    const errorOf = (alpha: number, first: number): number => {
      let level = first
      let error = 0
      for (const value of series) {
        error += (value - level) ** 2
        level += alpha * (value - level)
      }
      return error
    }
    const { alpha, error } = fitLevel(series)
    let least = Number.POSITIVE_INFINITY
    for (let a = 0.01; a < 1; a += 0.01)
      for (let first = 10; first < 30; first += 0.05) least = Math.min(least, errorOf(a, first))
    expect(error).toBeLessThanOrEqual(least + 1e-6)
    expect(alpha).toBeGreaterThan(0)
  })

  test('damped trend does no worse on its own history than a grid of shares', () => {
    const gridError = (alpha: number, beta: number, phi: number): number => {
      let level = series[0] ?? 0
      let slope = 0
      let error = 0
      for (const value of series) {
        const surprise = value - level - phi * slope
        error += surprise * surprise
        level += phi * slope + alpha * surprise
        slope = phi * slope + beta * surprise
      }
      return error
    }
    // The forecast of the best grid point lies near ours where the errors say the same.
    let least = Number.POSITIVE_INFINITY
    for (let alpha = 0.05; alpha < 1; alpha += 0.05)
      for (let share = 0; share <= 1; share += 0.1)
        for (const phi of [0.8, 0.9, 0.98]) least = Math.min(least, gridError(alpha, alpha * share, phi))
    const forecast = dampedTrend(series, 1)[0] ?? 0
    expect(Number.isFinite(least)).toBe(true)
    expect(Math.abs(forecast - (simpleSmoothing(series, 1)[0] ?? 0))).toBeLessThan(Math.sqrt(least / series.length) * 3)
  })

  test('Holt-Winters finds a season without noise', () => {
    const season = Float64Array.from({ length: 28 }, (_, t) => [5, 1, 9, 3][t % 4] ?? 0)
    for (const [step, value] of holtWinters(4)(season, 4).entries()) {
      expect(value).toBeCloseTo([5, 1, 9, 3][step] ?? 0, 1)
    }
  })

  test('theta drifts by half the slope of the line', () => {
    const line = Float64Array.from({ length: 60 }, (_, t) => 3 * t)
    const [first = 0, second = 0] = theta(line, 2)
    expect(second - first).toBeCloseTo(1.5, 9)
  })
})

describe('limits', () => {
  const SERIES: Readonly<Record<string, Float64Array>> = {
    'one value': numbers(7),
    'two values': numbers(7, 9),
    'all zeros': new Float64Array(60),
    'a single huge order': Float64Array.from({ length: 60 }, (_, t) => (t === 20 ? 1e6 : 0)),
    constant: new Float64Array(120).fill(3),
    'very large': Float64Array.from({ length: 120 }, (_, t) => 1e12 + t),
  }
  test.each(Object.entries(SERIES))('%s: every way gives finite values', (_name, history) => {
    for (const [method, forecaster] of candidateMethods(history, 52) as readonly (readonly [string, Forecaster])[]) {
      expect([method, [...forecaster(history, 5)].every(Number.isFinite)]).toEqual([method, true])
    }
  })
})
