import { describe, expect, test } from 'vitest'
import { fitCountPanel } from '../../../src/compute/pricing/fit-count-panel.ts'
import { fitPanel } from '../../../src/compute/pricing/fit-panel.ts'
import { poolEstimates, shrinkEstimate } from '../../../src/compute/pricing/pool-estimates.ts'
import { seededRandom } from '../../../src/lib/random.ts'

const PRODUCTS = 20
const WEEKS = 40
const rows = Array.from({ length: PRODUCTS * WEEKS }, (_, row) => row)
const byProduct = { groupOf: Int32Array.from(rows, (row) => Math.floor(row / WEEKS)), groups: PRODUCTS }
const byWeek = { groupOf: Int32Array.from(rows, (row) => row % WEEKS), groups: WEEKS }

/** Knuth's way; fine for small means. */
function poisson(mean: number, random: () => number): number {
  let count = -1
  for (let product = 1; product > Math.exp(-mean); count += 1) product *= random()
  return count
}

function market(elasticity: number, seed: string) {
  const random = seededRandom(seed)
  const size = Array.from({ length: PRODUCTS }, () => 0.5 + 4 * random())
  const season = Array.from({ length: WEEKS }, (_, week) => 1 + 0.5 * Math.sin(week / 6))
  const ratio = Array.from({ length: PRODUCTS }, () => [1, 0.8 + 0.4 * random(), 0.8 + 0.4 * random()])
  const logPrice = Float64Array.from(rows, (row) =>
    Math.log(ratio[Math.floor(row / WEEKS)]?.[Math.floor((row % WEEKS) / 14)] ?? 1),
  )
  const units = Float64Array.from(rows, (row) =>
    poisson(
      (size[Math.floor(row / WEEKS)] ?? 1) * (season[row % WEEKS] ?? 1) * Math.exp(elasticity * (logPrice[row] ?? 0)),
      random,
    ),
  )
  return { logPrice, units }
}

describe('least squares with fixed effects', () => {
  test('hand-worked: two groups with slopes of exactly two', () => {
    const fit = fitPanel(
      Float64Array.of(1, 3, 5, 110, 112, 114.3),
      [Float64Array.of(0, 1, 2, 5, 6, 7)],
      [{ groupOf: Int32Array.of(0, 0, 0, 1, 1, 1), groups: 2 }],
    )
    expect(fit?.coefficients[0]).toBeCloseTo((4 + 4.3) / 4, 12)
    expect(fit?.degreesOfFreedom).toBe(3)
  })

  test('with two sets equals least squares on all dummies, solved by brute force', () => {
    const { logPrice, units } = market(-1.5, 'dummies')
    const y = units.map((value) => Math.log(1 + value))
    const fit = fitPanel(y, [logPrice], [byProduct, byWeek])
    // Gradient of the residual of the fit: nothing that moves within products and weeks is left in it.
    const residual = y.map((value, row) => value - (fit?.coefficients[0] ?? 0) * (logPrice[row] ?? 0))
    const mean = (of: (row: number) => boolean): number => {
      const own = rows.filter(of)
      return own.reduce((sum, row) => sum + (residual[row] ?? 0), 0) / own.length
    }
    const all = mean(() => true)
    // Balanced panel: the two-way mean is product + week - all.
    const left = rows.map(
      (row) =>
        (residual[row] ?? 0) -
        mean((other) => Math.floor(other / WEEKS) === Math.floor(row / WEEKS)) -
        mean((other) => other % WEEKS === row % WEEKS) +
        all,
    )
    const cross = left.reduce((sum, value, row) => sum + value * (logPrice[row] ?? 0), 0)
    expect(Math.abs(cross)).toBeLessThan(1e-5)
  })

  test('a price that never moved within its group tells nothing', () => {
    const constant = Float64Array.from(rows, (row) => Math.floor(row / WEEKS))
    expect(fitPanel(new Float64Array(rows.length).fill(1), [constant], [byProduct])).toBeNull()
  })
})

describe('counts with fixed effects', () => {
  test('95 % intervals hold a planted elasticity about 95 times in a hundred', () => {
    let held = 0
    for (let seed = 0; seed < 60; seed += 1) {
      const { logPrice, units } = market(-1.8, `market ${seed}`)
      const fit = fitCountPanel(units, [logPrice], [byProduct, byWeek])
      const [value = 0, error = 0] = [fit?.coefficients[0], fit?.standardErrors[0]]
      if (Math.abs(value + 1.8) <= 1.959964 * error) held += 1
    }
    // Binomial: 57 expected, 51 and more in 99.4 of 100 such tests; few clusters make intervals a little narrow.
    expect(held).toBeGreaterThanOrEqual(51)
  })

  test('without effects of weeks solves the score equations of Poisson regression', () => {
    const { logPrice, units } = market(-1, 'score')
    const fit = fitCountPanel(units, [logPrice], [byProduct])
    const beta = fit?.coefficients[0] ?? 0
    let score = 0
    for (let product = 0; product < PRODUCTS; product += 1) {
      const own = rows.slice(product * WEEKS, (product + 1) * WEEKS)
      const sold = own.reduce((sum, row) => sum + (units[row] ?? 0), 0)
      const scale = sold / own.reduce((sum, row) => sum + Math.exp(beta * (logPrice[row] ?? 0)), 0)
      for (const row of own) {
        score += ((units[row] ?? 0) - scale * Math.exp(beta * (logPrice[row] ?? 0))) * (logPrice[row] ?? 0)
      }
    }
    expect(Math.abs(score)).toBeLessThan(1e-3)
  })

  test('tells nothing where nothing sold or no price moved', () => {
    const { logPrice } = market(-1, 'nothing')
    expect(fitCountPanel(new Float64Array(rows.length), [logPrice], [byProduct, byWeek])).toBeNull()
    const { units } = market(-1, 'still')
    expect(fitCountPanel(units, [new Float64Array(rows.length)], [byProduct, byWeek])).toBeNull()
  })

  test('one product that something else moves stands out by its influence', () => {
    const { logPrice, units } = market(-1.5, 'odd')
    const odd = units.map((value, row) =>
      row >= 3 * WEEKS && row < 4 * WEEKS && (logPrice[row] ?? 0) > 0 ? 60 : value,
    )
    const fit = fitCountPanel(odd, [logPrice], [byProduct, byWeek])
    const squares = fit?.influences.map((value) => value * value) ?? new Float64Array()
    expect(squares.indexOf(Math.max(...squares))).toBe(3)
  })
})

describe('pooling', () => {
  test('hand-worked', () => {
    const pooled = poolEstimates([
      { value: -1, standardError: 0.1 },
      { value: -2, standardError: 0.1 },
    ])
    expect(pooled.mean.value).toBeCloseTo(-1.5, 12)
    // Half the squared distance less the variance of an estimate.
    expect(pooled.spread).toBeCloseTo(Math.sqrt(0.5 - 0.01), 12)
    expect(shrinkEstimate({ value: -3, standardError: 1 }, { value: -1, standardError: 0 }, 1).value).toBe(-2)
  })

  test('equal things have no spread, and what has no estimate takes its kind', () => {
    expect(
      poolEstimates([
        { value: -1, standardError: 0.3 },
        { value: -1.1, standardError: 0.3 },
      ]).spread,
    ).toBe(0)
    expect(shrinkEstimate(null, { value: -1.2, standardError: 0.3 }, 0.4)).toEqual({ value: -1.2, standardError: 0.5 })
  })
})
