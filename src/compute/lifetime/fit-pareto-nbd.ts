import { fitPositiveParameters } from './fit-positive-parameters.ts'
import { paretoNbdLogLikelihood } from './pareto-nbd-likelihood.ts'
import type { ParetoNbdParameters } from './pareto-nbd-parameters.ts'
import { checkHistories, collapseHistories, repeatPurchases, type PurchaseHistories } from './purchase-histories.ts'
import { scaleTimes } from './scale-times.ts'

export interface ParetoNbdFit {
  readonly parameters: ParetoNbdParameters
  readonly logLikelihood: number
  /** False when the data do not hold the parameters in place, as without any repeat purchase. */
  readonly converged: boolean
  readonly customers: number
}

/**
 * Fits Pareto/NBD by maximum likelihood.
 *
 * Assumes that each customer buys at a steady rate while there and may leave at any moment, unseen; season, campaigns and
 * replenishment cycles are not in the model, so hold a fit against a later period before it ranks anybody.
 *
 * @param histories - n customers, times in one unit
 * @returns alpha and beta in that unit
 * @throws {InvalidInputError} naming the first value out of range
 * @example fitParetoNbd(cdnowSample).parameters // => { r: 0.553277, alpha: 10.577683, s: 0.60624, beta: 11.668742 } in weeks
 * @see Schmittlein, Morrison & Colombo (1987), Management Science 33(1), 1-24; Fader & Hardie (2005), note 009.
 * Time O(n) to collapse, then O(distinct histories) for each of some 40 evaluations.
 */
export function fitParetoNbd(histories: PurchaseHistories): ParetoNbdFit {
  checkHistories(histories)
  const { scaled, unit } = scaleTimes(collapseHistories(histories))
  const fit = fitPositiveParameters(paretoNbdLogLikelihood(scaled), [0.5, 0.3, 0.5, 0.3])
  const [r = 1, alpha = 1, s = 1, beta = 1] = fit.parameters
  const repeats = repeatPurchases(scaled)
  return {
    parameters: { r, alpha: alpha * unit, s, beta: beta * unit },
    // A density of x purchase times: measured in longer units it is larger by the unit for each purchase.
    logLikelihood: fit.logLikelihood - repeats * Math.log(unit),
    // Where nobody came back the likelihood is a plain without a top.
    converged: fit.converged && repeats > 0,
    customers: histories.frequency.length,
  }
}
