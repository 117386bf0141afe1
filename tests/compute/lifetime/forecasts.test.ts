import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { forecastBgNbd } from '../../../src/compute/lifetime/bg-nbd-forecast.ts'
import { discountedPurchases } from '../../../src/compute/lifetime/discounted-purchases.ts'
import { forecastPurchases } from '../../../src/compute/lifetime/forecast-purchases.ts'
import { expectedOrderValues } from '../../../src/compute/lifetime/gamma-gamma.ts'
import { emptyPowerIntegral, integratePowers } from '../../../src/compute/lifetime/integrate-powers.ts'
import { nextPurchaseTimes } from '../../../src/compute/lifetime/next-purchase-times.ts'
import { spendQuantile, spendVariance } from '../../../src/compute/lifetime/spend-interval.ts'
import { simulateBuyers } from '../../support/simulate-buyers.ts'

/** The parameters of the papers' own data, in weeks. */
const CDNOW = { r: 0.553277, alpha: 10.577683, s: 0.60624, beta: 11.668742 }
const STORY = { r: 1.2, alpha: 60, s: 0.7, beta: 200, p: 4, q: 3.5, v: 250, ages: [100, 700], horizon: 365 } as const
const N = 20_000
const buyers = simulateBuyers(N, STORY, 'forecasts')
const forecast = forecastPurchases(buyers, STORY, STORY.horizon)
const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, value) => total + value, 0)
const one = (frequency: number, recency: number, age: number) => ({
  frequency: Float64Array.of(frequency),
  recency: Float64Array.of(recency),
  age: Float64Array.of(age),
})

describe('integratePowers', () => {
  test('equals a fine midpoint sum for any powers and limits', () => {
    const into = emptyPowerIntegral()
    const scale = fc.double({ min: 0.05, max: 500, noNaN: true })
    const power = fc.double({ min: 0, max: 60, noNaN: true })
    fc.assert(
      fc.property(
        scale,
        power,
        scale,
        power,
        fc.double({ min: 0, max: 300, noNaN: true }),
        scale,
        (a, p, b, q, from, span) => {
          integratePowers({ alpha: a, alphaPower: p, beta: b, betaPower: q, from, to: from + span }, into)
          // In the same logarithmic variable as a sum of 20,000 steps, relative to the value at the start.
          const base = Math.min(a, b) + from
          const step = Math.log1p(span / base) / 20_000
          let total = 0
          for (let i = 0; i < 20_000; i += 1) {
            const u = from + base * Math.expm1((i + 0.5) * step)
            const fall = p * Math.log((a + u) / (a + from)) + q * Math.log((b + u) / (b + from))
            total += Math.exp(-fall) * (u - from + base) * step
          }
          const expected = Math.log(total) - p * Math.log(a + from) - q * Math.log(b + from)
          expect(Math.abs(into.log - expected)).toBeLessThan(1e-4)
        },
      ),
      { numRuns: 60 },
    )
  })

  test('is empty between equal limits', () => {
    const into = emptyPowerIntegral()
    integratePowers({ alpha: 1, alphaPower: 2, beta: 1, betaPower: 1, from: 3, to: 3 }, into)
    expect(into.log).toBe(Number.NEGATIVE_INFINITY)
  })
})

describe('forecastPurchases', () => {
  test('gives the worked customer of the papers: two repeat purchases, the last at 30.43 of 38.86 weeks', () => {
    const { alive, expected } = forecastPurchases(one(2, 30.43, 38.86), CDNOW, 39)
    expect(alive[0]).toBeCloseTo(0.8691, 4)
    expect(expected[0]).toBeCloseTo(1.4551, 4)
  })

  test('is right about simulated customers: who is alive, how many purchases come, how they spread', () => {
    expect(sum(forecast.alive) / sum(buyers.alive)).toBeCloseTo(1, 1)
    expect(sum(forecast.expected) / sum(buyers.purchases)).toBeCloseTo(1, 1)
    expect(sum(forecast.any) / buyers.purchases.filter((count) => count > 0).length).toBeCloseTo(1, 1)
    const squares = buyers.purchases.map((count, i) => (count - (forecast.expected[i] ?? 0)) ** 2)
    expect(Math.abs(sum(squares) / sum(forecast.variance) - 1)).toBeLessThan(0.06)
  })

  test('is right in each tenth of customers by P(alive)', () => {
    const order = Array.from(forecast.alive, (_, i) => i).toSorted(
      (a, b) => (forecast.alive[a] ?? 0) - (forecast.alive[b] ?? 0),
    )
    for (let tenth = 0; tenth < 10; tenth += 1) {
      const group = order.slice((tenth * N) / 10, ((tenth + 1) * N) / 10)
      const predicted = sum(group.map((i) => forecast.alive[i] ?? 0)) / group.length
      const actual = sum(group.map((i) => buyers.alive[i] ?? 0)) / group.length
      expect(Math.abs(predicted - actual)).toBeLessThan(0.04)
    }
  })

  test('is sure of a customer who bought this moment and loses faith in silence', () => {
    const at = (age: number) => forecastPurchases(one(3, 30, age), CDNOW, 10).alive[0] ?? 0
    expect(at(30)).toBe(1)
    expect(at(31)).toBeGreaterThan(at(60))
    expect(at(60)).toBeGreaterThan(at(600))
    expect(at(1e7)).toBeLessThan(1e-4)
  })

  test('stays within its limits for any history and any parameters', () => {
    const positive = fc.double({ min: 1e-3, max: 1e3, noNaN: true })
    fc.assert(
      fc.property(
        fc.record({ r: positive, alpha: positive, s: positive, beta: positive }),
        fc.nat(2000),
        fc.double({ min: 0, max: 1, noNaN: true }),
        positive,
        positive,
        (parameters, x, share, age, horizon) => {
          const { alive, expected, variance, any } = forecastPurchases(
            one(x, x === 0 ? 0 : share * age, age),
            parameters,
            horizon,
          )
          const [p = -1, mean = -1, chance = -1] = [alive[0], expected[0], any[0]]
          expect(p).toBeGreaterThanOrEqual(0)
          expect(p).toBeLessThanOrEqual(1)
          expect(mean).toBeGreaterThanOrEqual(0)
          expect(mean).toBeLessThanOrEqual(((horizon * (parameters.r + x)) / (parameters.alpha + age)) * (1 + 1e-9))
          expect(chance).toBeGreaterThanOrEqual(0)
          expect(chance).toBeLessThanOrEqual(Math.min(p, mean) * (1 + 1e-6))
          expect(variance[0]).toBeGreaterThanOrEqual(-1e-9)
        },
      ),
    )
  })
})

describe('discountedPurchases', () => {
  test('without a discount is the expected purchases, with one less', () => {
    const terms = { months: 12, monthLength: STORY.horizon / 12, discount: 0 }
    const plain = discountedPurchases(buyers, forecast.alive, STORY, terms)
    const discounted = discountedPurchases(buyers, forecast.alive, STORY, { ...terms, discount: 0.01 })
    for (const i of [0, 1, 2, 3]) {
      expect(plain[i]).toBeCloseTo(forecast.expected[i] ?? 0, 9)
      // Twelve months at one per cent: between the first month's and the last month's discount.
      expect(discounted[i]).toBeLessThan((plain[i] ?? 0) / 1.01)
      expect(discounted[i]).toBeGreaterThan((plain[i] ?? 0) / 1.01 ** 12)
    }
  })
})

describe('nextPurchaseTimes', () => {
  test('holds the waits of simulated customers: half come before the median, eight of ten in the interval', () => {
    const far = simulateBuyers(6000, { ...STORY, horizon: 100_000 }, 'waits')
    let [came, before, inside] = [0, 0, 0]
    for (let i = 0; i < 6000; i += 1) {
      const wait = far.wait[i] ?? Number.POSITIVE_INFINITY
      if (wait === Number.POSITIVE_INFINITY) continue
      const history = { frequency: far.frequency[i] ?? 0, age: far.age[i] ?? 0 }
      const [low = 0, median = 0, high = 0] = nextPurchaseTimes(history, STORY, [0.1, 0.5, 0.9])
      came += 1
      if (wait < median) before += 1
      if (wait >= low && wait <= high) inside += 1
    }
    expect(came).toBeGreaterThan(2000)
    expect(Math.abs(before / came - 0.5)).toBeLessThan(0.03)
    expect(Math.abs(inside / came - 0.8)).toBeLessThan(0.03)
  })

  test('approaches the plain rate of a customer with very many purchases', () => {
    const [median = 0] = nextPurchaseTimes({ frequency: 10_000, age: 10_000 }, CDNOW, [0.5])
    expect(median).toBeCloseTo(Math.log(2), 1)
  })

  test('refuses a probability that has no quantile', () => {
    expect(() => nextPurchaseTimes({ frequency: 1, age: 9 }, CDNOW, [0])).toThrow(/between 0 and 1/)
  })
})

describe('expectedOrderValues', () => {
  test('gives the worked value: two orders of 22.35 become 24.65, no order the mean of all', () => {
    const fitted = { p: 6.249573, q: 3.744225, v: 15.44352 }
    const { expected } = expectedOrderValues(
      { orders: Float64Array.of(2, 0), mean: Float64Array.of(22.345, 0) },
      fitted,
    )
    expect(expected[0]).toBeCloseTo(24.654, 3)
    expect(expected[1]).toBeCloseTo((6.249573 * 15.44352) / 2.744225, 9)
  })

  test('lies between the own mean and the mean of all', () => {
    const fitted = { p: 2, q: 3, v: 100 }
    const everyone = 100
    for (const own of [10, 99, 101, 5000]) {
      const { expected } = expectedOrderValues({ orders: Float64Array.of(4), mean: Float64Array.of(own) }, fitted)
      expect(expected[0]).toBeGreaterThan(Math.min(own, everyone))
      expect(expected[0]).toBeLessThan(Math.max(own, everyone))
    }
  })
})

describe('spendQuantile', () => {
  const values = expectedOrderValues(buyers, STORY)
  const moments = (i: number) => ({
    orders: forecast.expected[i] ?? 0,
    ordersVariance: forecast.variance[i] ?? 0,
    any: forecast.any[i] ?? 0,
    orderValue: values.expected[i] ?? 0,
    squaredOrderValue: values.squaredMean[i] ?? 0,
    orderShape: STORY.p,
  })

  test('leaves about a tenth of simulated customers above the upper limit and at most a tenth below the lower one', () => {
    let [below, above] = [0, 0]
    for (let i = 0; i < N; i += 1) {
      const spend = buyers.spend[i] ?? 0
      if (spend < spendQuantile(moments(i), 0.1)) below += 1
      if (spend > spendQuantile(moments(i), 0.9)) above += 1
    }
    expect(above / N).toBeGreaterThan(0.07)
    expect(above / N).toBeLessThan(0.12)
    expect(below / N).toBeLessThan(0.1)
  })

  test('has the variance of what the simulated customers spend', () => {
    let [squares, variance] = [0, 0]
    for (let i = 0; i < N; i += 1) {
      const { orders, orderValue } = moments(i)
      squares += ((buyers.spend[i] ?? 0) - orders * orderValue) ** 2
      variance += spendVariance(moments(i))
    }
    expect(Math.abs(squares / variance - 1)).toBeLessThan(0.2)
  })

  test('is nothing for a customer who will hardly buy', () => {
    expect(spendQuantile({ ...moments(0), any: 0.05 }, 0.9)).toBe(0)
    expect(spendQuantile({ ...moments(0), orders: 0, any: 0 }, 0.99)).toBe(0)
  })
})

describe('forecastBgNbd', () => {
  test('gives the worked customer of the paper', () => {
    const fitted = { r: 0.242595, alpha: 4.413602, a: 0.792922, b: 2.425907 }
    const { alive, expected } = forecastBgNbd(one(2, 30.43, 38.86), fitted, 39)
    expect(alive[0]).toBeCloseTo(0.7266, 4)
    expect(expected[0]).toBeCloseTo(1.226, 3)
    expect(forecastBgNbd(one(0, 0, 5000), fitted, 39).alive[0]).toBe(1)
  })

  test('passes through a = 1 without a jump', () => {
    const at = (a: number) => forecastBgNbd(one(3, 10, 20), { r: 1, alpha: 10, a, b: 2 }, 30).expected[0] ?? 0
    expect(at(1)).toBeCloseTo((at(0.999) + at(1.001)) / 2, 4)
  })
})
