import type { TimeZone } from '../../../lib/time-zone.ts'

/**
 * What can be counted without dividing: every metric is one of these or a quotient of two. Sums are exact integers
 * (money in minor units); `customers` and the like are distinct within a group, so groups of them need not add up.
 */
export const BASE_MEASURES = [
  'orders',
  'gross_minor',
  'units',
  'coupon_orders',
  'cost_minor',
  'costed_gross_minor',
  'anonymous_orders',
  'named_gross_minor',
  'returns_minor',
  'returned_units',
  'named_returns_minor',
  'returned_units_by_order',
  'customers',
  'repeat_customers',
  'new_customers',
  'active_customers',
  'sessions',
  'visitors',
  'paid_sessions',
  'bounced_sessions',
  'dwell_seconds',
  'delivered',
  'opened',
  'clicked',
] as const
export type BaseMeasure = (typeof BASE_MEASURES)[number]

/** Columns that facts carry themselves; which family of facts has which is decided in `attribute-columns.ts`. */
export const ATTRIBUTES = [
  'country',
  'region',
  'city',
  'channel',
  'device',
  'source',
  'campaign',
  'status',
  'coupon',
  'product_id',
  'category',
  'brand',
  'price_band',
  'customer_id',
  'customer_country',
  'customer_region',
  'customer_city',
  'customer_source',
  'customer_channel',
  'gender',
  'age_band',
  'language',
] as const
export type Attribute = (typeof ATTRIBUTES)[number]

/** Attributes of a sold thing: they make a question about lines instead of orders. */
export const PRODUCT_ATTRIBUTES: readonly Attribute[] = ['product_id', 'category', 'brand', 'price_band']

export type PlanDimension =
  | { readonly kind: 'attribute'; readonly name: string; readonly attribute: Attribute }
  /** ISO weekday, '1' = Monday. */
  | { readonly kind: 'weekday'; readonly name: string }
  /** Local hour of the day, '00' .. '23'. */
  | { readonly kind: 'hour'; readonly name: string }
  /** A value per customer that was computed outside (a life-cycle stage): pairs of customer and group. */
  | { readonly kind: 'customer_group'; readonly name: string; readonly pairs: readonly (readonly [string, string])[] }

export interface PlanFilter {
  readonly attribute: Attribute
  /** `any` keeps rows whose value is one of `values`, `none` those with another value or none, `missing` those with none. */
  readonly match: 'any' | 'none' | 'contains' | 'missing'
  readonly values: readonly string[]
}

/** A half-open range of local days with its instants, UTC ms. */
export interface Bucket {
  readonly fromDay: number
  readonly toDay: number
  readonly from: number
  readonly to: number
}

/** A metric question without words or SQL: what to count, over which days, for whom, split how. */
export interface MetricPlan {
  readonly measures: readonly BaseMeasure[]
  readonly dimensions: readonly PlanDimension[]
  /** Ordered and disjoint. Rows are split by bucket; a question without a time split has one. */
  readonly buckets: readonly Bucket[]
  /** Facts count when their instant is < this (UTC ms). */
  readonly until: number
  readonly filters: readonly PlanFilter[]
  /** Only facts of these customers; null = of everyone and of nobody named. */
  readonly customers: readonly string[] | null
  /** When not empty: one row for everything outside these groups, each given by the values of all dimensions. */
  readonly excludedGroups: readonly (readonly string[])[]
  /** True for the rows of a customer-level question: orders that name nobody are left out. */
  readonly namedOnly: boolean
  readonly zone: TimeZone
}

export interface MetricRow {
  readonly bucket: number
  /** One value per dimension; '' where the fact lacks it. */
  readonly groups: readonly string[]
  readonly values: Readonly<Partial<Record<BaseMeasure, number>>>
}

/** Where figures were read from. */
export type MetricMethod =
  | 'daily rollups'
  | 'orders cancelled after as-of'
  | 'orders index'
  | 'returns index'
  | 'purchases of each customer'
  | 'returns joined to orders'
  | 'first orders'
  | 'orders and sessions'
  | 'sessions index'
  | 'campaign contacts'

export interface MetricAnswer {
  readonly rows: readonly MetricRow[]
  /** The statements that ran, with their parameters where these are short. */
  readonly sql: readonly string[]
  readonly methods: readonly MetricMethod[]
}

export interface LeftOutCounts {
  readonly cancelled: number
  readonly test: number
  readonly zero: number
  readonly negative: number
  readonly other: number
}

/** The one seam through which metric questions reach a database. */
export interface AnalyticsEngine {
  /** Groups with facts only; a group without any is absent. */
  measure(plan: MetricPlan): MetricAnswer
  /** Orders dated in these days that figures leave out, as of `until`. */
  countLeftOut(window: Bucket, until: number): LeftOutCounts
  /** Valid orders of the plan that name nobody. */
  countAnonymous(plan: MetricPlan): number
  /** Whether any order of the shop carries this attribute itself. */
  ordersCarry(attribute: Attribute): boolean
  /** Whether any customer has this `customer_...` attribute. */
  customersCarry(attribute: Attribute): boolean
}
