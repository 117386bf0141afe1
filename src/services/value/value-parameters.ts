import type { GammaGammaParameters } from '../../compute/lifetime/gamma-gamma.ts'
import type { ParetoNbdParameters } from '../../compute/lifetime/pareto-nbd-parameters.ts'

/** What a run of the value model keeps. Plain data; money in minor units, times in days. */
export interface ValueParameters {
  readonly pareto: ParetoNbdParameters
  /** By how much the log-odds of P(alive) are moved; 0 where less than a whole year could be held against. */
  readonly aliveShift: number
  /** Null where order values do not hold the parameters in place, as when all are equal. */
  readonly gammaGamma: GammaGammaParameters | null
  /** Gross of one purchase day, over all buyers. */
  readonly meanGrossMinor: number
  /** Net revenue over gross of the shop. */
  readonly netShare: number
  /** Share of net revenue that is left after the cost of goods; null where too few costs are known. */
  readonly marginShare: number | null
  /** Share of gross revenue whose costs are known. */
  readonly costedShare: number
  /** By how much the hold-out's revenue missed the expected one, as a share: the least that a total may be off. */
  readonly totalError: number
}

export type ValueBasis = 'gross_margin' | 'net_revenue'

/** What a customer's value is counted in. */
export const basisOf = ({ marginShare }: Pick<ValueParameters, 'marginShare'>): ValueBasis =>
  marginShare === null ? 'net_revenue' : 'gross_margin'
