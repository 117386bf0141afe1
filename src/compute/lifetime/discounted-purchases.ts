import type { ParetoNbdParameters } from './pareto-nbd-parameters.ts'
import type { PurchaseHistories } from './purchase-histories.ts'
import { expectedTimeLeft } from './expected-time-left.ts'

export interface DiscountTerms {
  /** Months ahead, at least 1. */
  readonly months: number
  /** Length of a month in the unit of the parameters. */
  readonly monthLength: number
  /** Per month: 0.01 is one per cent. */
  readonly discount: number
}

/**
 * Expected purchases of the months to come, each month's brought back to today: what multiplies an order's value into a
 * customer lifetime value.
 *
 * @param histories - n customers
 * @param alive - P(alive) of each, as `forecastPurchases` gives it
 * @returns array of length n; with no discount, the expected purchases themselves
 * @example
 * discountedPurchases(oneCustomer, Float64Array.of(0.8691), cdnowInWeeks, { months: 9, monthLength: 39 / 9, discount: 0.01 })
 * // => [1.3855]
 * @see Fader, Hardie & Lee (2005), RFM and CLV, Journal of Marketing Research 42, 415-430.
 * Time O(n x months).
 */
export function discountedPurchases(
  { frequency, age }: PurchaseHistories,
  alive: Float64Array,
  { r, alpha, s, beta }: ParetoNbdParameters,
  { months, monthLength, discount }: DiscountTerms,
): Float64Array {
  const discounted = new Float64Array(frequency.length)
  for (let i = 0; i < frequency.length; i += 1) {
    const observed = age[i] ?? 0
    const rate = ((alive[i] ?? 0) * (r + (frequency[i] ?? 0))) / (alpha + observed)
    let before = 0
    let sum = 0
    for (let month = 1; month <= months; month += 1) {
      const time = expectedTimeLeft(s, beta + observed, month * monthLength)
      sum += (time - before) * (1 + discount) ** -month
      before = time
    }
    discounted[i] = rate * sum
  }
  return discounted
}
