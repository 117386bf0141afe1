import { describe, expect, test } from 'vitest'
import { bgNbdLogLikelihood } from '../../../src/compute/lifetime/bg-nbd-likelihood.ts'
import { fitBgNbd } from '../../../src/compute/lifetime/fit-bg-nbd.ts'
import { fitParetoNbd } from '../../../src/compute/lifetime/fit-pareto-nbd.ts'
import type { LogLikelihood } from '../../../src/compute/lifetime/fit-positive-parameters.ts'
import { fitGammaGamma, gammaGammaLogLikelihood } from '../../../src/compute/lifetime/gamma-gamma.ts'
import { paretoNbdLogLikelihood } from '../../../src/compute/lifetime/pareto-nbd-likelihood.ts'
import { collapseHistories } from '../../../src/compute/lifetime/purchase-histories.ts'
import { simulateBuyers } from '../../support/simulate-buyers.ts'

const STORY = { r: 1.2, alpha: 60, s: 0.7, beta: 200, p: 4, q: 3.5, v: 250, ages: [100, 700], horizon: 365 } as const
const buyers = simulateBuyers(4000, STORY, 'fits')

/** The slope by each parameter from two neighbouring values. */
function measuredSlopes(likelihood: LogLikelihood, at: readonly number[]): number[] {
  return at.map((value, i) => {
    const step = 1e-5 * value
    const valueAt = (moved: number) =>
      likelihood(
        Float64Array.from(at, (one, j) => (j === i ? moved : one)),
        new Float64Array(at.length),
      )
    return (valueAt(value + step) - valueAt(value - step)) / (2 * step)
  })
}

function expectSlopes(likelihood: LogLikelihood, at: readonly number[]): void {
  const gradient = new Float64Array(at.length)
  const value = likelihood(Float64Array.from(at), gradient)
  for (const [i, slope] of measuredSlopes(likelihood, at).entries()) {
    expect(Math.abs((gradient[i] ?? 0) - slope)).toBeLessThan(1e-5 * Math.max(Math.abs(slope), Math.abs(value) * 1e-3))
  }
}

describe('fitParetoNbd', () => {
  test('finds the parameters that the buyers were made with', () => {
    const { parameters, converged } = fitParetoNbd(buyers)
    expect(converged).toBe(true)
    expect(parameters.r).toBeCloseTo(STORY.r, 0)
    expect(parameters.r / parameters.alpha / (STORY.r / STORY.alpha)).toBeCloseTo(1, 1)
    expect(parameters.s / STORY.s).toBeGreaterThan(0.75)
    expect(parameters.s / STORY.s).toBeLessThan(1.3)
  })

  test('gives the same parameters in weeks as in days, and a likelihood that differs by the change of unit', () => {
    const days = fitParetoNbd(buyers)
    const inWeeks = (times: Float64Array) => times.map((time) => time / 7)
    const weeks = fitParetoNbd({ ...buyers, recency: inWeeks(buyers.recency), age: inWeeks(buyers.age) })
    expect(weeks.parameters.r).toBeCloseTo(days.parameters.r, 5)
    expect(weeks.parameters.alpha * 7).toBeCloseTo(days.parameters.alpha, 3)
    const repeats = buyers.frequency.reduce((sum, x) => sum + x, 0)
    expect(weeks.logLikelihood - days.logLikelihood).toBeCloseTo(repeats * Math.log(7), 3)
  })

  test('climbs by the true slopes, wherever it stands and whichever of alpha and beta is larger', () => {
    const likelihood = paretoNbdLogLikelihood(collapseHistories(simulateBuyers(60, STORY, 'slopes')))
    for (const at of [
      [1, 50, 0.5, 300],
      [3, 400, 2, 20],
      [0.1, 1, 0.05, 0.5],
    ]) {
      expectSlopes(likelihood, at)
    }
  })

  test('says that nothing held it where nobody ever came back', () => {
    const fit = fitParetoNbd({
      frequency: new Float64Array(50),
      recency: new Float64Array(50),
      age: new Float64Array(50).fill(90),
    })
    expect(fit.converged).toBe(false)
    expect(Object.values(fit.parameters).every((value) => Number.isFinite(value))).toBe(true)
  })

  test('survives a wholesaler with a purchase every day for ten years', () => {
    const [frequency, recency, age] = (['frequency', 'recency', 'age'] as const).map((key) =>
      Float64Array.of(...buyers[key].subarray(0, 500), { frequency: 3650, recency: 3650, age: 3650 }[key]),
    )
    if (frequency === undefined || recency === undefined || age === undefined) throw new Error('three columns')
    const { logLikelihood, parameters } = fitParetoNbd({ frequency, recency, age })
    expect(Number.isFinite(logLikelihood)).toBe(true)
    expect(parameters.r).toBeGreaterThan(0)
  })

  test('refuses a history that cannot be, naming the customer and the field', () => {
    const one = { frequency: Float64Array.of(1), recency: Float64Array.of(5), age: Float64Array.of(3) }
    expect(() => fitParetoNbd(one)).toThrow(/recency of customer 0 is 5; it must be between 0 and the age 3/)
    expect(() => fitParetoNbd({ ...one, frequency: Float64Array.of(0.5) })).toThrow(/frequency of customer 0/)
    expect(() => fitParetoNbd({ ...one, frequency: new Float64Array(1), age: Float64Array.of(9) })).toThrow(/recency/)
    expect(() => fitParetoNbd({ ...one, age: new Float64Array(2) })).toThrow(/differ in length/)
  })
})

describe('fitBgNbd', () => {
  test('climbs by the true slopes', () => {
    const likelihood = bgNbdLogLikelihood(collapseHistories(simulateBuyers(60, STORY, 'slopes')))
    expectSlopes(likelihood, [1, 50, 0.5, 3])
    expectSlopes(likelihood, [0.2, 4, 2, 0.3])
  })

  test('reaches a top: no neighbour is likelier', () => {
    const { parameters, logLikelihood } = fitBgNbd(buyers)
    const likelihood = bgNbdLogLikelihood(collapseHistories(buyers))
    const top = [parameters.r, parameters.alpha, parameters.a, parameters.b]
    for (let i = 0; i < 4; i += 1) {
      for (const factor of [0.98, 1.02]) {
        const beside = Float64Array.from(top, (value, j) => (i === j ? value * factor : value))
        expect(likelihood(beside, new Float64Array(4))).toBeLessThan(logLikelihood)
      }
    }
  })
})

describe('fitGammaGamma', () => {
  test('finds the parameters that the order values were made with, in any currency', () => {
    const fit = fitGammaGamma(buyers)
    expect(fit.converged).toBe(true)
    expect(fit.parameters.q / STORY.q).toBeGreaterThan(0.85)
    expect(fit.parameters.q / STORY.q).toBeLessThan(1.15)
    const yen = fitGammaGamma({ ...buyers, mean: buyers.mean.map((value) => value * 150) })
    expect(yen.parameters.q).toBeCloseTo(fit.parameters.q, 4)
    expect(yen.parameters.v / fit.parameters.v).toBeCloseTo(150, 2)
  })

  test('climbs by the true slopes', () => {
    expectSlopes(gammaGammaLogLikelihood(simulateBuyers(60, STORY, 'slopes')), [3, 2, 100])
  })

  test('says that nothing held it where every order has the same value', () => {
    const same = { orders: new Float64Array(40).fill(3), mean: new Float64Array(40).fill(25) }
    expect(fitGammaGamma(same).converged).toBe(false)
  })

  test('refuses a value that is not positive', () => {
    expect(() => fitGammaGamma({ orders: Float64Array.of(1), mean: Float64Array.of(0) })).toThrow(
      /mean order value of customer 0/,
    )
    expect(() => fitGammaGamma({ orders: Float64Array.of(0), mean: Float64Array.of(5) })).toThrow(/at least 1/)
  })
})
