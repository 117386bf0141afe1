import { bgNbdLogLikelihood, type BgNbdParameters } from './bg-nbd-likelihood.ts'
import { fitPositiveParameters } from './fit-positive-parameters.ts'
import { checkHistories, collapseHistories, repeatPurchases, type PurchaseHistories } from './purchase-histories.ts'
import { scaleTimes } from './scale-times.ts'

export interface BgNbdFit {
  readonly parameters: BgNbdParameters
  readonly logLikelihood: number
  /** False when the data do not hold the parameters in place, as without any repeat purchase. */
  readonly converged: boolean
  readonly customers: number
}

/**
 * Fits BG/NBD by maximum likelihood.
 *
 * @param histories - n customers, times in one unit
 * @returns alpha in that unit
 * @throws {InvalidInputError} naming the first value out of range
 * @example fitBgNbd(cdnowSample).parameters // => { r: 0.242595, alpha: 4.413602, a: 0.792922, b: 2.425907 } in weeks
 * @see Fader, Hardie & Lee (2005), Marketing Science 24(2), 275-284: 0.243, 4.414, 0.793, 2.426.
 * Time O(n) to collapse, then O(distinct histories) for each of some 30 evaluations.
 */
export function fitBgNbd(histories: PurchaseHistories): BgNbdFit {
  checkHistories(histories)
  const { scaled, unit } = scaleTimes(collapseHistories(histories))
  const fit = fitPositiveParameters(bgNbdLogLikelihood(scaled), [0.5, 0.2, 1, 2])
  const [r = 1, alpha = 1, a = 1, b = 1] = fit.parameters
  const repeats = repeatPurchases(scaled)
  return {
    parameters: { r, alpha: alpha * unit, a, b },
    // A density of x purchase times: measured in longer units it is larger by the unit for each purchase.
    logLikelihood: fit.logLikelihood - repeats * Math.log(unit),
    // Where nobody came back the likelihood is a plain without a top.
    converged: fit.converged && repeats > 0,
    customers: histories.frequency.length,
  }
}
