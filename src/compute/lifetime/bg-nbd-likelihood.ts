import type { WeightedHistories } from './purchase-histories.ts'
import { risingLogs } from './rising-logs.ts'
import type { LogLikelihood } from './fit-positive-parameters.ts'

/** BG/NBD: purchase rates ~ gamma(r, alpha); after each repeat purchase a customer leaves with p ~ beta(a, b). */
export interface BgNbdParameters {
  readonly r: number
  /** In the histories' unit of time. */
  readonly alpha: number
  readonly a: number
  readonly b: number
}

/**
 * Log-likelihood of BG/NBD as a function of (r, alpha, a, b), with its gradient.
 *
 * Per customer, with x repeat purchases, the last at t_x, observed for T (equation 6 of the paper):
 * L = B(a, b + x) / B(a, b) x gamma(r + x) alpha^r / gamma(r)
 *     x [ (alpha + T)^-(r + x) + (x > 0) a / (b + x - 1) (alpha + t_x)^-(r + x) ].
 *
 * @param histories - collapsed ones cost less; weights count customers
 * @returns a function that adds the gradient into its second argument
 * @example
 * bgNbdLogLikelihood(cdnow)(Float64Array.of(0.242595, 4.413602, 0.792922, 2.425907), new Float64Array(4)) // => -9582.42921
 * @see Fader, Hardie & Lee (2005), "Counting Your Customers" the Easy Way, Marketing Science 24(2), 275-284.
 * Time O(n + largest x) per evaluation.
 */
export function bgNbdLogLikelihood({ frequency, recency, age, weight }: WeightedHistories): LogLikelihood {
  const n = frequency.length
  const largest = frequency.reduce((most, x) => Math.max(most, x), 0)
  return ([r = 1, alpha = 1, a = 1, b = 1], gradient) => {
    const purchases = risingLogs(r, largest)
    const stays = risingLogs(b, largest)
    const chances = risingLogs(a + b, largest)
    const logAlpha = Math.log(alpha)
    let sum = 0
    let [byR, byAlpha, byA, byB] = [0, 0, 0, 0]
    for (let i = 0; i < n; i += 1) {
      const x = frequency[i] ?? 0
      const last = recency[i] ?? 0
      const observed = age[i] ?? 0
      const count = weight[i] ?? 0
      const logEnd = Math.log(alpha + observed)
      // The two ways to end up silent: still there, weight 1 - gone; or gone right after the last purchase, weight gone.
      let logTwo = 0
      let gone = 0
      let logLast = logEnd
      if (x > 0) {
        logLast = Math.log(alpha + last)
        const logOdds = Math.log(a / (b + x - 1)) + (r + x) * (logEnd - logLast)
        gone = 1 / (1 + Math.exp(-logOdds))
        logTwo = logOdds > 0 ? logOdds + Math.log1p(Math.exp(-logOdds)) : Math.log1p(Math.exp(logOdds))
      }
      sum +=
        count *
        ((purchases.logs[x] ?? 0) +
          (stays.logs[x] ?? 0) -
          (chances.logs[x] ?? 0) +
          r * logAlpha -
          (r + x) * logEnd +
          logTwo)
      byR += count * ((purchases.slopes[x] ?? 0) + logAlpha - logEnd + gone * (logEnd - logLast))
      byAlpha +=
        count * (r / alpha - (r + x) * ((1 - gone) / (alpha + observed) + (gone === 0 ? 0 : gone / (alpha + last))))
      const chance = chances.slopes[x] ?? 0
      byA += count * (gone / a - chance)
      byB += count * ((stays.slopes[x] ?? 0) - chance - (gone === 0 ? 0 : gone / (b + x - 1)))
    }
    gradient[0] = byR
    gradient[1] = byAlpha
    gradient[2] = byA
    gradient[3] = byB
    return sum
  }
}
