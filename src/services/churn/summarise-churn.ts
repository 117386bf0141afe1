import type { ChurnParameters } from './churn-parameters.ts'
import { RISK_TIERS, tierOf, type RiskTier } from './churn-parameters.ts'
import type { LoadedChurn } from './load-churn-scores.ts'

export interface ChurnTotals {
  readonly customers: number
  /** Customers by tier. */
  readonly tiers: Readonly<Record<RiskTier, number>>
  readonly expected_leavers: number
  readonly expected_leavers_interval: readonly [number, number]
  readonly value_at_stake_minor: number
  /** Middle 80 %: chance of each customer, and how far off the model's level was when it was tested. */
  readonly interval: readonly [number, number]
  /** Of the customers in the high tier. */
  readonly high_value_at_stake_minor: number
  readonly top_customer: { readonly customer_id: string; readonly share: number } | null
}

/** z of the middle 80 %. */
const Z = 1.2815515655446004

/** Sums over the customers at `rows`. */
export function summariseChurn(
  { features, positions, probability, valueIfStaysMinor }: LoadedChurn,
  parameters: ChurnParameters,
  rows: Int32Array,
): ChurnTotals {
  const tiers: Record<RiskTier, number> = { high: 0, medium: 0, low: 0 }
  let leavers = 0
  let variance = 0
  let stake = 0
  let stakeVariance = 0
  let whole = 0
  let high = 0
  let topRow = -1
  let most = 0
  for (const row of rows) {
    const chance = probability[row] as number
    const value = valueIfStaysMinor[row] as number
    const tier = tierOf(parameters, chance)
    tiers[tier] += 1
    leavers += chance
    variance += chance * (1 - chance)
    stake += chance * value
    stakeVariance += chance * (1 - chance) * value * value
    whole += value
    if (tier === RISK_TIERS[0]) high += chance * value
    if (chance * value > most) {
      most = chance * value
      topRow = row
    }
  }
  const level = Math.abs(parameters.levelError)
  const half = (own: number, all: number): number => Z * Math.sqrt(own + (level * all) ** 2)
  const around = (middle: number, spread: number, top: number): readonly [number, number] => [
    Math.max(0, middle - spread),
    Math.min(top, middle + spread),
  ]
  const [low, up] = around(stake, half(stakeVariance, whole), whole)
  return {
    customers: rows.length,
    tiers,
    expected_leavers: leavers,
    expected_leavers_interval: around(leavers, half(variance, rows.length), rows.length),
    value_at_stake_minor: Math.round(stake),
    interval: [Math.round(low), Math.round(up)],
    high_value_at_stake_minor: Math.round(high),
    top_customer:
      topRow < 0 || stake === 0
        ? null
        : { customer_id: features.customerIds[positions[topRow] as number] ?? '', share: most / stake },
  }
}
