import type { Filter } from '../../lib/filters.ts'

export const INVENTORY_ORDERS = ['stock_out', 'reorder', 'ageing', 'tied_capital'] as const
export type InventoryOrder = (typeof INVENTORY_ORDERS)[number]

export interface PlanInventoryInput {
  /** On product_id, category, brand or price_band. */
  readonly filters?: readonly Filter[] | undefined
  /** Only stock that came in at least so many days ago. */
  readonly ageing_days?: number | undefined
  readonly order?: InventoryOrder | undefined
  /** Share of cycles that should pass without running out; 0.95 unless given. */
  readonly service_level?: number | undefined
  /** Days from an order to its arrival; 14 unless given. */
  readonly lead_days?: number | undefined
  readonly limit?: number | undefined
}

export interface PlannedProduct {
  readonly product_id: string
  readonly on_hand: number
  readonly units_per_week: number
  /** Null when a year of expected sales does not use it up, or nothing sells. */
  readonly stock_out_on: string | null
  readonly reorder_point: number
  readonly safety_stock: number
  readonly reorder_now: boolean
  readonly order_units: number
  /** In stock, of the same category, nearest to it; for products that are out or run out before new ones can arrive. */
  readonly substitute: string | null
}

export interface AgedProduct {
  readonly product_id: string
  /** Age of the oldest unit on hand. */
  readonly days: number
  readonly mean_days: number
  /** Units on hand, of the age asked for. */
  readonly units: number
  readonly tied_minor: number
  /** cost, or price where no cost is known. */
  readonly valued_at: 'cost' | 'price' | 'nothing'
}

export interface PlanInventoryData {
  readonly counted_products: number
  readonly products: readonly PlannedProduct[]
  readonly ageing: readonly AgedProduct[]
  readonly totals: {
    readonly on_hand: number
    readonly out_now: number
    readonly runs_out_in_lead_time: number
    readonly reorder_now: number
    readonly aged_products: number
    readonly aged_units: number
    readonly tied_minor: number
    readonly valued_at_price: number
  }
  readonly lead_days: number
  readonly service_level: number
  readonly ageing_days: number | null
}
