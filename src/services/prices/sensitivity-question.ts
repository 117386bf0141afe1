import type { PeriodInput } from '../../lib/filters.ts'

export const SENSITIVITY_GROUPS = ['category', 'brand', 'price_band', 'product_id', 'value_tier'] as const
export type SensitivityGroup = (typeof SENSITIVITY_GROUPS)[number]

/** No argument names a person: prices are the same for everyone. */
export interface PriceSensitivityInput {
  readonly by?: SensitivityGroup | undefined
  readonly product_id?: string | undefined
  readonly category?: string | undefined
  readonly period?: PeriodInput | undefined
  readonly limit?: number | undefined
}

export interface Elasticity {
  readonly key: string
  /** Change of units in per cent for one per cent of price; null where nothing can be told. */
  readonly elasticity: number | null
  readonly standard_error: number | null
  /** 95 %. */
  readonly interval: readonly [number, number] | null
  /** Of first purchases alone: those who have a habit look at the price less. */
  readonly first_time: {
    readonly elasticity: number
    readonly standard_error: number
    readonly interval: readonly [number, number]
  } | null
  /** One product's own estimate, before it was drawn towards its category's. */
  readonly own: { readonly elasticity: number; readonly standard_error: number } | null
  readonly products: number
  /** Products whose price changed; of one product how often it did. */
  readonly price_changes: number
  readonly observations: number
  readonly left_out: readonly string[]
}

export interface CrossElasticity {
  readonly product_id: string
  readonly elasticity: number
  readonly standard_error: number
  readonly interval: readonly [number, number]
}

export interface PriceSensitivityData {
  readonly by: SensitivityGroup
  readonly elasticities: readonly Elasticity[]
  /** Of one product: what its sales do when the price of a near substitute moves by one per cent. */
  readonly cross: readonly CrossElasticity[]
  readonly price_source: 'list' | 'paid'
  readonly weeks: number
}
