import type { ColumnProfile } from '../../compute/evaluation/population-stability.ts'
import type { CandidateName } from './churn-candidates.ts'
import type { ChurnSetup } from './churn-features.ts'
import type { ChurnScorer } from './churn-scorer.ts'
import type { Learnt } from './churn-source.ts'
import type { ProductFigures } from './product-figures.ts'
import type { MoneyPrior } from './value-if-stays.ts'

export const RISK_TIERS = ['high', 'medium', 'low'] as const
export type RiskTier = (typeof RISK_TIERS)[number]

/** A threshold with what it gave on the out-of-time cut-off. */
export interface TierThreshold {
  readonly threshold: number
  readonly precision: number | null
  readonly recall: number | null
}

/** Everything that scoring needs, as plain data. */
export interface ChurnParameters {
  readonly setup: ChurnSetup
  /** As of the day on which the model was trained. */
  readonly products: ProductFigures
  readonly candidate: CandidateName
  readonly scorer: ChurnScorer
  readonly tiers: { readonly high: TierThreshold; readonly medium: TierThreshold }
  readonly money: MoneyPrior
  /** Features as they were in training, for the drift check. */
  readonly profiles: Readonly<Record<string, ColumnProfile>>
  /** Observed minus predicted share of leavers on the out-of-time cut-off: how far off the level may be. */
  readonly levelError: number
}

export const learntOf = ({ setup, products }: Pick<ChurnParameters, 'setup' | 'products'>): Learnt => ({
  withEvents: setup.withEvents,
  products,
})

export const tierOf = ({ tiers }: Pick<ChurnParameters, 'tiers'>, probability: number): RiskTier => {
  if (probability >= tiers.high.threshold) return 'high'
  return probability >= tiers.medium.threshold ? 'medium' : 'low'
}
