import type { Ranged } from '../../compute/pricing/simulate-change.ts'

/** No argument names a person: a price is the same for everyone. */
export interface SimulatePriceInput {
  readonly product_id?: string | undefined
  /** Of the price, as a ratio: -0.1 = ten per cent less. */
  readonly change?: number | undefined
  /** Or the new price, in major units. */
  readonly price?: number | undefined
  readonly weeks?: number | undefined
}

export interface Simulated {
  readonly now: number
  readonly value: number
  /** 80 % */
  readonly interval: readonly [number, number]
}

/** Money in major units. */
export interface SimulatePriceData {
  readonly product_id: string
  readonly weeks: number
  readonly price_now: number
  readonly price_new: number
  readonly change: number
  readonly unit_cost: number | null
  readonly elasticity: number | null
  readonly standard_error: number | null
  /** product: its own prices tell; category: its own never changed. */
  readonly elasticity_of: 'product' | 'category' | null
  readonly units: Simulated | null
  readonly revenue: Simulated | null
  readonly margin: Simulated | null
  readonly change_of: {
    readonly units: Ranged
    readonly revenue: Ranged
    readonly margin: Ranged | null
  } | null
  /** Lowest and highest price tried, by the product or at the ratios of its category. */
  readonly tried: readonly [number, number]
  readonly outside_tried: boolean
  readonly revenue_best: readonly [number, number] | null
  readonly margin_best: readonly [number, number] | null
}
