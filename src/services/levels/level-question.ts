import type { Filter, PeriodInput } from '../../lib/filters.ts'

export const LEVEL_VIEWS = ['value', 'movement', 'rule', 'points'] as const
export type LevelView = (typeof LEVEL_VIEWS)[number]
export const LEVEL_BASES = ['net_revenue', 'orders'] as const
export type LevelBasis = (typeof LEVEL_BASES)[number]

/** A level with what it takes to hold it. */
export interface LevelThreshold {
  readonly level: string
  /** Money in major units, or orders. */
  readonly at_least: number
}

/** A rule holds for everyone: no argument names a person. */
export interface AnalyzeMemberLevelsInput {
  /** The last 365 days unless given. */
  readonly period?: PeriodInput | undefined
  readonly view?: LevelView | undefined
  /** For what the levels are worth and how they move; a rule takes none. */
  readonly filters?: readonly Filter[] | undefined
  readonly thresholds?: readonly LevelThreshold[] | undefined
  /** What the thresholds look at; net_revenue unless given. */
  readonly basis?: LevelBasis | undefined
  /** Months before as-of that a rule looks at; 12 unless given. */
  readonly months?: number | undefined
  readonly points_per_unit?: number | undefined
  /** Money that a point is worth, in major units. */
  readonly point_value?: number | undefined
  /** Share of the points that is used. */
  readonly redeemed_share?: number | undefined
}

type Range = readonly [number, number]

/** Customers of one level over the period. Money in minor units. */
export interface LevelRow {
  /** Null: no level of theirs is known. */
  readonly level: string | null
  readonly customers: number
  readonly share: number
  /** Of them, those with a valid order in the period. */
  readonly buyers: number
  readonly orders: number
  readonly net_minor: number
  readonly revenue_share: number | null
  /** Net revenue per customer of the level, buyers or not. */
  readonly per_customer_minor: number
  readonly per_customer_interval: Range | null
  /** Net revenue per order. */
  readonly average_order_minor: number | null
  /** Share of the buyers with two orders or more. */
  readonly repeat_rate: number | null
  readonly repeat_interval: Range | null
  /** Customers who held the level when the period began, and the share of them who ordered in it. */
  readonly held_before: number
  readonly retention: number | null
  readonly retention_interval: Range | null
  /** Share of revenue left after costs, over sales with a known cost. */
  readonly margin_rate: number | null
}

/** From one level to another between the ends of the period; null where no level was known. */
export interface LevelMove {
  readonly from: string | null
  readonly to: string | null
  readonly customers: number
}

export interface LevelMovement {
  readonly moves: readonly LevelMove[]
  readonly rose: number
  readonly fell: number
  readonly stayed: number
  /** Customers who came in the period. */
  readonly joined: number
  /** Customers of before whose level was not known at its start. */
  readonly unknown_before: number
}

export interface SimulatedLevel {
  /** Null: below every threshold. */
  readonly level: string | null
  readonly at_least: number | null
  readonly customers: number
  readonly share: number
  readonly net_minor: number
  readonly revenue_share: number | null
  /** Who holds the level now. */
  readonly now: number | null
}

export interface LevelSimulation {
  readonly basis: LevelBasis
  readonly months: number
  readonly levels: readonly SimulatedLevel[]
  /** Against the level held now, for those whose level the rule names. */
  readonly up: number
  readonly down: number
  readonly same: number
}

export interface PointsSimulation {
  readonly months: number
  readonly per_unit: number
  /** Major units. */
  readonly point_value: number
  /** Net revenue that earns points. */
  readonly spend_minor: number
  readonly customers: number
  readonly points: number
  /** Every point used. */
  readonly full_minor: number
  readonly redeemed_share: number | null
  readonly cost_minor: number | null
  /** Of the revenue that earns them, every point used, or the share named. */
  readonly revenue_share: number | null
  /** Of what is left of that revenue after costs; null where costs are not known. */
  readonly margin_share: number | null
  readonly by_share: readonly { readonly redeemed_share: number; readonly cost_minor: number }[]
}

export interface AnalyzeMemberLevelsData {
  readonly levels: readonly LevelRow[]
  readonly movement: LevelMovement
  readonly simulation: LevelSimulation | null
  readonly points: PointsSimulation | null
}
