import { InvalidInputError } from '../../lib/errors.ts'
import { digamma } from '../stats/digamma.ts'
import { logGamma } from '../stats/log-gamma.ts'
import { fitPositiveParameters, type LogLikelihood } from './fit-positive-parameters.ts'

/** Gamma-Gamma: order values of a customer ~ gamma(p, nu); nu ~ gamma(q, v) over customers. */
export interface GammaGammaParameters {
  readonly p: number
  readonly q: number
  /** In the unit of the values. */
  readonly v: number
}

/** Columns of equal length n. */
export interface OrderValues {
  /** Orders that the mean is of, whole and positive. */
  readonly orders: Float64Array
  /** Mean value of those orders, positive, in one unit of money. */
  readonly mean: Float64Array
}

export interface GammaGammaFit {
  readonly parameters: GammaGammaParameters
  readonly logLikelihood: number
  /** False when the data do not hold the parameters in place, as when every order has the same value. */
  readonly converged: boolean
  readonly customers: number
}

/**
 * Log-likelihood of the customers' mean order values as a function of (p, q, v), with its gradient.
 *
 * @see Fader & Hardie (2013), The Gamma-Gamma Model of Monetary Value, brucehardie.com/notes/025, equation 1a.
 * Time O(n) per evaluation.
 */
export function gammaGammaLogLikelihood({ orders, mean }: OrderValues): LogLikelihood {
  return ([p = 1, q = 1, v = 1], gradient) => {
    const [logGammaOfQ, digammaOfQ] = [logGamma(q), digamma(q)]
    const logV = Math.log(v)
    let sum = 0
    let byP = 0
    let byQ = 0
    let byV = 0
    for (let i = 0; i < orders.length; i += 1) {
      const n = orders[i] ?? 0
      const z = mean[i] ?? 0
      const both = p * n + q
      const total = v + n * z
      const logTotal = Math.log(total)
      const logPart = Math.log(n * z)
      sum += logGamma(both) - logGamma(p * n) - logGammaOfQ + q * logV + p * n * logPart - both * logTotal - Math.log(z)
      const psi = digamma(both)
      byP += n * (psi - digamma(p * n) + logPart - logTotal)
      byQ += psi - digammaOfQ + logV - logTotal
      byV += q / v - both / total
    }
    gradient[0] = byP
    gradient[1] = byQ
    gradient[2] = byV
    return sum
  }
}

/**
 * Fits Gamma-Gamma by maximum likelihood.
 *
 * Assumes that what a customer spends on an order has nothing to do with how often the customer orders: look at the
 * correlation of the two first.
 *
 * @param values - customers with orders; n may differ between them
 * @returns v in the unit of the values
 * @throws {InvalidInputError} naming the first value out of range
 * @example fitGammaGamma(cdnowRepeatBuyers).parameters // => { p: 6.249573, q: 3.744225, v: 15.44352 } in dollars
 * @see Fader & Hardie (2013), The Gamma-Gamma Model of Monetary Value, brucehardie.com/notes/025: 6.25, 3.74, 15.44.
 * Time O(n) for each of some 40 evaluations.
 */
export function fitGammaGamma(values: OrderValues): GammaGammaFit {
  const { orders, mean } = values
  let total = 0
  for (let i = 0; i < orders.length; i += 1) {
    const [count = 0, value = 0] = [orders[i], mean[i]]
    if (!(count >= 1)) throw new InvalidInputError(`orders of customer ${i} are ${count}; they must be at least 1`)
    if (!(value > 0 && value < Number.POSITIVE_INFINITY)) {
      throw new InvalidInputError(`mean order value of customer ${i} is ${value}; it must be positive`)
    }
    total += value
  }
  // Values in units of their mean, so that the search starts near the answer in any currency.
  const unit = orders.length === 0 ? 1 : total / orders.length
  const scaled = { orders, mean: mean.map((value) => value / unit) }
  const fit = fitPositiveParameters(gammaGammaLogLikelihood(scaled), [4, 4, 1])
  const [p = 1, q = 1, v = 1] = fit.parameters
  return {
    parameters: { p, q, v: v * unit },
    logLikelihood: fit.logLikelihood - orders.length * Math.log(unit),
    converged: fit.converged,
    customers: orders.length,
  }
}

/** Mean and mean square of what a customer spends on an order to come. */
export interface OrderValueForecast {
  readonly expected: Float64Array
  /** Expected square of the customer's own mean order value, for the spread of a sum of orders. */
  readonly squaredMean: Float64Array
}

/**
 * Expected value of an order to come, given a customer's orders so far: between the customer's own mean and everybody's,
 * nearer to the own one the more orders there are.
 *
 * @param values - customers with n >= 0 orders; the mean of none is not looked at
 * @returns arrays in the order of the customers; without a mean of the population (q <= 1) the own mean stands alone
 * @example expectedOrderValues({ orders: Float64Array.of(2), mean: Float64Array.of(22.35) }, cdnow).expected // => [24.66]
 * @see Fader & Hardie (2013), note 025, equation 5.
 * Time O(n).
 */
export function expectedOrderValues(
  { orders, mean }: OrderValues,
  parameters: GammaGammaParameters,
): OrderValueForecast {
  const { p, q, v } = parameters
  const expected = new Float64Array(orders.length)
  const squaredMean = new Float64Array(orders.length)
  for (let i = 0; i < orders.length; i += 1) {
    const n = orders[i] ?? 0
    const total = v + (n === 0 ? 0 : n * (mean[i] ?? 0))
    const shape = q + p * n
    // A population without a mean (or, below, a variance) would make one of infinity: hold the tail where both exist.
    const value = (p * total) / Math.max(shape - 1, 0.1)
    expected[i] = value
    squaredMean[i] = value * value * (1 + 1 / Math.max(shape - 2, 0.1))
  }
  return { expected, squaredMean }
}
