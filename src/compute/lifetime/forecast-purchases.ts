import { grownPower } from './expected-time-left.ts'
import { emptyPowerIntegral, integratePowers } from './integrate-powers.ts'
import type { ParetoNbdParameters } from './pareto-nbd-parameters.ts'
import { checkHistories, type PurchaseHistories } from './purchase-histories.ts'

/** What Pareto/NBD expects of each customer, in the order of the histories. */
export interface PurchaseForecast {
  /** P(alive): probability of being a customer still, 0..1. */
  readonly alive: Float64Array
  /** Expected purchases in (T, T + horizon]. */
  readonly expected: Float64Array
  /** Variance of that number of purchases. */
  readonly variance: Float64Array
  /** Probability of at least one purchase in (T, T + horizon]. */
  readonly any: Float64Array
}

/**
 * P(alive) and the purchases of a horizon to come, under Pareto/NBD.
 *
 * A probability of being alive is a statement about the model's story, seldom about one person: "0.3" means that of a
 * hundred customers with this history some thirty are still customers.
 *
 * @param histories - n customers, times in the unit of the parameters
 * @param horizon - how far ahead, in that unit; >= 0
 * @throws {InvalidInputError} naming the first value out of range
 * @example
 * forecastPurchases({ frequency: Float64Array.of(2), recency: Float64Array.of(30.43), age: Float64Array.of(38.86) }, cdnow, 39)
 * // => alive [0.8691], expected [1.4551]
 * @see Fader & Hardie (2005), note 009, equations 11 and 41; the second moment is derived the same way.
 * Time O(n), memory O(n).
 */
export function forecastPurchases(
  histories: PurchaseHistories,
  { r, alpha, s, beta }: ParetoNbdParameters,
  horizon: number,
): PurchaseForecast {
  checkHistories(histories)
  const n = histories.frequency.length
  const forecast = {
    alive: new Float64Array(n),
    expected: new Float64Array(n),
    variance: new Float64Array(n),
    any: new Float64Array(n),
  }
  const integral = emptyPowerIntegral()
  const logShape = Math.log(s)
  for (let i = 0; i < n; i += 1) {
    const shape = r + (histories.frequency[i] ?? 0)
    const from = histories.recency[i] ?? 0
    const observed = histories.age[i] ?? 0
    integratePowers({ alpha, alphaPower: shape, beta, betaPower: s + 1, from, to: observed }, integral)
    const logThere = -shape * Math.log(alpha + observed) - s * Math.log(beta + observed)
    const alive = 1 / (1 + Math.exp(integral.log + logShape - logThere))
    // Time still spent as a customer within the horizon, given that one is: first and second moment.
    const left = beta + observed
    const grown = Math.log1p(horizon / left)
    const first = left * grownPower(1 - s, grown)
    // The difference below loses its digits where the horizon is nothing beside beta + T: nobody leaves within it.
    const second =
      horizon / left < 1e-5
        ? horizon * horizon
        : 2 * left * left * (grownPower(2 - s, grown) - grownPower(1 - s, grown))
    const rate = shape / (alpha + observed)
    const mean = rate * first
    const square = mean + rate * ((shape + 1) / (alpha + observed)) * second
    // The next purchase comes at u if it is the first and the customer is still there.
    const powers = { alpha, alphaPower: shape + 1, beta, betaPower: s, from: observed, to: observed + horizon }
    integratePowers(powers, integral)
    const any = shape * Math.exp(integral.log - logThere)
    forecast.alive[i] = alive
    forecast.expected[i] = alive * mean
    forecast.variance[i] = alive * square - (alive * mean) ** 2
    forecast.any[i] = Math.min(1, alive * any)
  }
  return forecast
}
