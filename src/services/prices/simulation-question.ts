import type { Ranged } from '../../compute/pricing/simulate-change.ts'

/** No argument names a person: a price is the same for everyone. */
export interface SimulatePriceInput {
  readonly product_id?: string | undefined
  /** Several products at once, moved by the same change. */
  readonly product_ids?: readonly string[] | undefined
  /** Or all products of a category or kind that sold lately. */
  readonly category?: string | undefined
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

/** A product of a set. Money in major units. */
export interface SetProduct {
  readonly product_id: string
  readonly price_now: number
  readonly price_new: number
  /** Units expected at the present price, and at the new one. */
  readonly units_now: number
  readonly units: number
  readonly elasticity: number
  readonly standard_error: number
  /** category: its own price varied too little to tell. */
  readonly elasticity_of: 'product' | 'category'
  readonly outside_tried: boolean
}

export interface LeftOutProduct {
  readonly product_id: string
  /** no_elasticity: neither its own price nor those of its category varied enough. */
  readonly reason: 'no_price' | 'no_recent_sales' | 'no_elasticity'
}

/** Money in major units. Of one product, or of a set: then `products` lists it and figures of one product are null. */
export interface SimulatePriceData {
  readonly product_id: string | null
  readonly category: string | null
  readonly products: readonly SetProduct[]
  readonly left_out: readonly LeftOutProduct[]
  readonly weeks: number
  readonly price_now: number | null
  readonly price_new: number | null
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
  readonly tried: readonly [number, number] | null
  readonly outside_tried: boolean
  readonly revenue_best: readonly [number, number] | null
  readonly margin_best: readonly [number, number] | null
}
