import { describe, expect, test } from 'vitest'
import { chooseForecaster } from '../../../src/compute/forecast/choose-forecaster.ts'
import { errorBands } from '../../../src/compute/forecast/error-bands.ts'
import { eventLifts, eventMultipliers } from '../../../src/compute/forecast/event-lifts.ts'
import { forecastSeries } from '../../../src/compute/forecast/forecast-series.ts'
import { runOutDay } from '../../../src/compute/forecast/run-out.ts'
import { tameSpike } from '../../../src/compute/forecast/tame-spike.ts'
import { seededRandom } from '../../../src/lib/random.ts'

const noisy = (length: number, mean: (t: number) => number, seed = 'series'): Float64Array => {
  const random = seededRandom(seed)
  return Float64Array.from({ length }, (_, t) => Math.max(0, mean(t) * (0.7 + 0.6 * random())))
}

describe('the choice', () => {
  test('takes Holt on a clean climb and the season where there is one', () => {
    const climb = Float64Array.from({ length: 40 }, (_, t) => 5 + t)
    expect(['holt', 'damped_trend']).toContain(chooseForecaster(climb, { horizon: 4, season: null }).method)
    const season = Float64Array.from({ length: 60 }, (_, t) => 10 + 8 * Math.sin((t * Math.PI) / 6))
    expect(['seasonal_naive', 'holt_winters', 'trend_and_season']).toContain(
      chooseForecaster(season, { horizon: 6, season: 12 }).method,
    )
  })

  test('keeps the robust average on chance alone', () => {
    const random = seededRandom('lumps')
    const lumps = Float64Array.from({ length: 60 }, () => Math.floor(random() * 6) * Math.floor(random() * 4))
    expect(chooseForecaster(lumps, { horizon: 4, season: 52 }).method).toBe('robust_average')
  })
})

describe('bands', () => {
  test('hold what they say, measured on values that made none of them', () => {
    let inside = 0
    let all = 0
    for (let seed = 0; seed < 60; seed += 1) {
      const series = noisy(108, (t) => 40 + 8 * Math.sin(t / 9), `band ${seed}`)
      const { low, high } = forecastSeries(series.subarray(0, 104), { horizon: 4, season: null })
      for (let step = 0; step < 4; step += 1) {
        const value = series[104 + step] ?? 0
        if (value >= (low[step] ?? 0) && value <= (high[step] ?? 0)) inside += 1
        all += 1
      }
    }
    // 240 values, standard error 2.6 points: 80 % within three of them.
    expect(inside / all).toBeGreaterThan(0.72)
    expect(inside / all).toBeLessThan(0.88)
  })

  test('are quantiles of earlier errors between square roots', () => {
    const foreseen = new Float64Array(9).fill(100)
    const came = Float64Array.of(64, 81, 100, 121, 144, 100, 100, 81, 121)
    const { low, high, coverage, tested } = errorBands(Float64Array.of(100), { steps: 1, foreseen, came }, 0.8)
    expect(low[0]).toBeCloseTo(64, 9)
    expect(high[0]).toBeCloseTo(144, 9)
    expect(tested).toBe(9)
    expect(coverage).toBeCloseTo(7 / 9, 9)
  })

  test('hold the path and never go below nothing', () => {
    const rare = Float64Array.from({ length: 80 }, (_, t) => (t % 7 === 0 ? 3 : 0))
    const { path, low, high, running } = forecastSeries(rare, { horizon: 8, season: 52 })
    for (const [step, value] of path.entries()) {
      expect(low[step]).toBeGreaterThanOrEqual(0)
      expect(low[step]).toBeLessThanOrEqual(value)
      expect(high[step]).toBeGreaterThanOrEqual(value)
    }
    expect([...running.path]).toEqual([...running.path].toSorted((a, b) => a - b))
  })
})

describe('known events', () => {
  const shares = Float64Array.from({ length: 64 }, (_, t) => (t === 12 || t === 40 || t === 62 ? 1 : 0))
  const sale = { name: 'sale', shares }
  const sold = noisy(60, (t) => 100 * (1 + 0.5 * (shares[t] ?? 0)))

  test('give back a planted lift within two standard errors', () => {
    const [lift] = eventLifts(sold, [sale])
    expect(Math.abs((lift?.lift ?? 0) - 0.5)).toBeLessThan(2 * (lift?.standardError ?? 0))
  })

  test('lean on what is known elsewhere where the series saw little', () => {
    const [own] = eventLifts(sold, [sale])
    const [leaning] = eventLifts(sold, [sale], { prior: new Map([['sale', 3]]), priorSteps: 2 })
    expect(leaning?.lift).toBeGreaterThan(own?.lift ?? 0)
    expect(leaning?.lift).toBeLessThan(3)
  })

  test('lift the forecast of the step that they take, and no other', () => {
    const multipliers = eventMultipliers(64, [sale], eventLifts(sold, [sale]))
    const { path } = forecastSeries(sold, { horizon: 4, season: null, multipliers })
    expect((path[2] ?? 0) / (path[1] ?? 1)).toBeGreaterThan(1.3)
    expect((path[3] ?? 0) / (path[1] ?? 1)).toBeLessThan(1.1)
  })
})

describe('spikes and running out', () => {
  test('one huge value comes down to the next, two are a pattern', () => {
    expect(tameSpike(Float64Array.of(2, 3, 90, 2))).toEqual({ values: Float64Array.of(2, 3, 3, 2), position: 2 })
    expect(tameSpike(Float64Array.of(2, 3, 90, 80)).position).toBeNull()
    expect(tameSpike(new Float64Array(4)).position).toBeNull()
  })

  test('the day on which a stock is used up', () => {
    const sums = Float64Array.of(7, 14, 28)
    expect([runOutDay(sums, 7, 7), runOutDay(sums, 7, 8), runOutDay(sums, 7, 16), runOutDay(sums, 7, 29)]).toEqual([
      6,
      7,
      14,
      null,
    ])
    expect(runOutDay(sums, 7, 0)).toBe(0)
  })
})
