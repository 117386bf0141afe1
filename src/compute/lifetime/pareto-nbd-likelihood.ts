import type { LogLikelihood } from './fit-positive-parameters.ts'
import { emptyPowerIntegral, integratePowers } from './integrate-powers.ts'
import type { WeightedHistories } from './purchase-histories.ts'
import { risingLogs } from './rising-logs.ts'

/**
 * Log-likelihood of Pareto/NBD as a function of (r, alpha, s, beta), with its gradient.
 *
 * Per customer, with x repeat purchases, the last at t_x, observed for T:
 * L = gamma(r + x) / gamma(r) alpha^r beta^s [ (alpha + T)^-(r + x) (beta + T)^-s + D ],
 * where the first term is "still there" and D, "left unseen since t_x", is the integral of
 * s (alpha + u)^-(r + x) (beta + u)^-(s + 1) over u from t_x to T (note 009, equation 12).
 *
 * @param histories - collapsed ones cost less; weights count customers
 * @returns a function that writes the gradient into its second argument
 * @example
 * paretoNbdLogLikelihood(cdnow)(Float64Array.of(0.553277, 10.577683, 0.60624, 11.668742), new Float64Array(4)) // => -9594.97618
 * @see Schmittlein, Morrison & Colombo (1987), Management Science 33(1), 1-24; Fader & Hardie (2005), note 009.
 * Time O(n) integrals of 4 to 10 nodes per evaluation.
 */
export function paretoNbdLogLikelihood({ frequency, recency, age, weight }: WeightedHistories): LogLikelihood {
  const n = frequency.length
  const largest = frequency.reduce((most, x) => Math.max(most, x), 0)
  const left = emptyPowerIntegral()
  return ([r = 1, alpha = 1, s = 1, beta = 1], gradient) => {
    const purchases = risingLogs(r, largest)
    const constant = r * Math.log(alpha) + s * Math.log(beta)
    const logShape = Math.log(s)
    const [logAlpha, logBeta] = [Math.log(alpha), Math.log(beta)]
    let sum = 0
    let [byR, byAlpha, byS, byBeta] = [0, 0, 0, 0]
    for (let i = 0; i < n; i += 1) {
      const x = frequency[i] ?? 0
      const last = recency[i] ?? 0
      const observed = age[i] ?? 0
      const count = weight[i] ?? 0
      integratePowers({ alpha, alphaPower: r + x, beta, betaPower: s + 1, from: last, to: observed }, left)
      const logGone = left.log + logShape
      const endAlpha = Math.log(alpha + observed)
      const endBeta = Math.log(beta + observed)
      const logThere = -(r + x) * endAlpha - s * endBeta
      const gone = observed > last ? 1 / (1 + Math.exp(logThere - logGone)) : 0
      const there = 1 - gone
      const logBoth = gone > 0.5 ? logGone - Math.log(gone) : logThere - Math.log(there)
      sum += count * ((purchases.logs[x] ?? 0) + constant + logBoth)
      // Derivatives of a log of a sum: those of the parts, each with its share. An empty departure has none of its own.
      byR += count * ((purchases.slopes[x] ?? 0) + logAlpha - there * endAlpha)
      byAlpha += count * (r / alpha - ((r + x) * there) / (alpha + observed))
      byS += count * (logBeta - there * endBeta)
      byBeta += count * (s / beta - (s * there) / (beta + observed))
      if (gone > 0) {
        byR -= count * gone * left.meanLogAlpha
        byAlpha -= count * gone * (r + x) * left.meanInverseAlpha
        byS -= count * gone * (left.meanLogBeta - 1 / s)
        byBeta -= count * gone * (s + 1) * left.meanInverseBeta
      }
    }
    gradient[0] = byR
    gradient[1] = byAlpha
    gradient[2] = byS
    gradient[3] = byBeta
    return sum
  }
}
