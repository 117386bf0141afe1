import { shareOfTop } from '../../compute/segments/share-of-top.ts'
import { VALUE_TIERS, valueTiers, type ValueTier } from '../../compute/segments/value-tiers.ts'
import type { LoadedForecast } from './load-value-forecast.ts'
import type { ValueParameters } from './value-parameters.ts'

export interface TierMove {
  /** Of the last 365 days' net revenue, and of the next 12 months' expected one. */
  readonly tier_now: ValueTier
  readonly tier_next: ValueTier
  readonly customers: number
}

export interface ValueTotals {
  readonly customers: number
  readonly expected_orders: number
  readonly expected_value_minor: number
  /** The middle 80 %. */
  readonly interval: readonly [number, number]
  readonly expected_net_revenue_minor: number
  /** Sum of the probabilities of being a customer still. */
  readonly expected_customers: number
}

export interface ValueSummary {
  readonly totals: ValueTotals
  readonly concentration: { readonly top_customers: number; readonly top_share: number | null }
  readonly tiers: readonly TierMove[]
  /** Tier codes of the next 12 months by row of the forecast. */
  readonly tierNext: Int8Array
  /** The one customer whose share of the expected value is largest. */
  readonly largest: { readonly row: number; readonly share: number } | null
}

const Z80 = 1.2815515655446004

/**
 * Sums over the chosen rows. The total's interval holds the customers' own chances, taken as independent, and the share by
 * which the hold-out's total was missed.
 */
export function summariseValue(
  { features, buyers, forecast }: LoadedForecast,
  { totalError }: Pick<ValueParameters, 'totalError'>,
  rows: Int32Array,
): ValueSummary {
  const sum = (column: Float64Array) => rows.reduce((total, row) => total + (column[row] ?? 0), 0)
  const value = sum(forecast.valueMinor)
  const deviation = Math.sqrt(sum(forecast.variance) + (totalError * value) ** 2)
  const values = Float64Array.from(rows, (row) => forecast.valueMinor[row] ?? 0)
  const top = shareOfTop(values, 0.1)
  const first = rows[values.indexOf(values.reduce((most, one) => Math.max(most, one), Number.NEGATIVE_INFINITY))]
  // The tiers of everybody, chosen or not: a tier is a place in the whole shop.
  const tierNext = valueTiers(forecast.netMinor, new Uint8Array(forecast.netMinor.length).fill(1))
  return {
    totals: {
      customers: rows.length,
      expected_orders: sum(forecast.orders),
      expected_value_minor: Math.round(value),
      interval: [Math.round(Math.max(0, value - Z80 * deviation)), Math.round(value + Z80 * deviation)],
      expected_net_revenue_minor: Math.round(sum(forecast.netMinor)),
      expected_customers: sum(forecast.alive),
    },
    concentration: {
      top_customers: top?.members ?? 0,
      top_share: top?.share ?? null,
    },
    tiers: movesOf(rows, (row) => features.valueTier.codes[buyers.positions[row] ?? -1] ?? -1, tierNext),
    tierNext,
    largest:
      first === undefined || !(value > 0) ? null : { row: first, share: (forecast.valueMinor[first] ?? 0) / value },
  }
}

function movesOf(rows: Int32Array, nowOf: (row: number) => number, next: Int8Array): TierMove[] {
  const counts = new Float64Array(VALUE_TIERS.length ** 2)
  for (const row of rows) {
    const cell = nowOf(row) * VALUE_TIERS.length + (next[row] ?? -1)
    if (cell >= 0) counts[cell] = (counts[cell] ?? 0) + 1
  }
  return VALUE_TIERS.flatMap((now, i) =>
    VALUE_TIERS.map((then, j) => ({
      tier_now: now,
      tier_next: then,
      customers: counts[i * VALUE_TIERS.length + j] ?? 0,
    })),
  )
}
