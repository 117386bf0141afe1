import { discountedPurchases } from '../../compute/lifetime/discounted-purchases.ts'
import { shiftOdds } from '../../compute/lifetime/fit-alive-shift.ts'
import { forecastPurchases } from '../../compute/lifetime/forecast-purchases.ts'
import { expectedOrderValues, type OrderValueForecast, type OrderValues } from '../../compute/lifetime/gamma-gamma.ts'
import { spendQuantile, spendVariance } from '../../compute/lifetime/spend-interval.ts'
import type { BuyerHistories } from './value-histories.ts'
import type { ValueParameters } from './value-parameters.ts'

/** What the model expects of each buyer, in the order of the histories. Money in minor units. */
export interface ValueForecast {
  readonly alive: Float64Array
  readonly any: Float64Array
  readonly orders: Float64Array
  /** Net revenue of the horizon, not discounted. */
  readonly netMinor: Float64Array
  /** Discounted, on the model's basis: gross margin or net revenue. */
  readonly valueMinor: Float64Array
  /** The middle 80 % of what one such customer will bring. */
  readonly lowMinor: Float64Array
  readonly highMinor: Float64Array
  readonly variance: Float64Array
}

export interface ValueTerms {
  readonly months: number
  /** Per month. */
  readonly discount: number
}

export const DAYS_PER_MONTH = 365 / 12
/** Monthly discount unless asked otherwise. */
export const DISCOUNT = 0.01
/** Purchase days that the shop's averages count for against a customer's own. */
const PRIOR_PURCHASES = 5
const [LOWER, UPPER] = [0.1, 0.9]

/** Value of each buyer over the months to come. */
export function forecastValue(
  parameters: ValueParameters,
  buyers: Omit<BuyerHistories, 'positions'>,
  { months, discount }: ValueTerms,
): ValueForecast {
  const { pareto, aliveShift, meanGrossMinor, netShare, marginShare } = parameters
  const n = buyers.frequency.length
  const purchases = forecastPurchases(buyers, pareto, months * DAYS_PER_MONTH)
  const { expected: orderValues, squaredMean } = valuesOfOrders(buyers.values, parameters)
  const alive = purchases.alive.map((probability) => shiftOdds(probability, aliveShift))
  const terms = { months, monthLength: DAYS_PER_MONTH, discount }
  const discounted = discountedPurchases(buyers, alive, pareto, terms)
  const column = () => new Float64Array(n)
  const forecast = {
    alive,
    any: column(),
    orders: column(),
    netMinor: column(),
    valueMinor: column(),
    lowMinor: column(),
    highMinor: column(),
    variance: column(),
  }
  for (let i = 0; i < n; i += 1) {
    const before = purchases.alive[i] ?? 0
    const moved = before > 0 ? (alive[i] ?? 0) / before : 0
    const orders = moved * (purchases.expected[i] ?? 0)
    const square = moved * ((purchases.variance[i] ?? 0) + (purchases.expected[i] ?? 0) ** 2)
    const moments = {
      orders,
      ordersVariance: square - orders * orders,
      any: Math.min(1, moved * (purchases.any[i] ?? 0)),
      orderValue: orderValues[i] ?? 0,
      squaredOrderValue: squaredMean[i] ?? 0,
      orderShape: parameters.gammaGamma?.p ?? Number.POSITIVE_INFINITY,
    }
    // What of an order's gross stays with the shop: the customer's own returns, mixed with everybody's.
    const gross = (buyers.grossMinor[i] ?? 0) + PRIOR_PURCHASES * meanGrossMinor
    const net = (buyers.netMinor[i] ?? 0) + PRIOR_PURCHASES * meanGrossMinor * netShare
    const kept = gross > 0 ? Math.max(0, net / gross) : 0
    const factor = orders > 0 ? kept * (marginShare ?? 1) * ((discounted[i] ?? 0) / orders) : 0
    forecast.any[i] = moments.any
    forecast.orders[i] = orders
    forecast.netMinor[i] = orders * moments.orderValue * kept
    forecast.valueMinor[i] = orders * moments.orderValue * factor
    forecast.lowMinor[i] = spendQuantile(moments, LOWER) * factor
    forecast.highMinor[i] = spendQuantile(moments, UPPER) * factor
    forecast.variance[i] = spendVariance(moments) * factor * factor
  }
  return forecast
}

/** By Gamma-Gamma; where its parameters do not hold, the own mean mixed with the shop's, as good as certain. */
function valuesOfOrders(values: OrderValues, { gammaGamma, meanGrossMinor }: ValueParameters): OrderValueForecast {
  if (gammaGamma !== null) return expectedOrderValues(values, gammaGamma)
  const expected = values.mean.map((mean, i) => {
    const orders = values.orders[i] ?? 0
    return (mean * orders + PRIOR_PURCHASES * meanGrossMinor) / (orders + PRIOR_PURCHASES)
  })
  return { expected, squaredMean: expected.map((value) => value * value) }
}
