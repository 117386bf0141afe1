/** The fields that a population can be filtered by, as interfaces name them. */
export const FILTER_FIELDS = [
  'customer_id',
  'segment',
  'lifecycle',
  'value_tier',
  'rfm_segment',
  'region',
  'city',
  'country',
  'gender',
  'age_band',
  'member_level',
  'source',
  'channel',
  'device',
  'interest',
  'tag',
  'consent',
  'product_id',
  'category',
  'brand',
  'price_band',
  'campaign',
  'status',
  'rating',
  'sentiment',
  'topic',
  'language',
  'orders',
  'net_revenue',
  'gross_revenue',
  'recency_days',
  'first_order_at',
  'last_order_at',
  'days_since_order',
  'churn_probability',
  'probability_alive',
  'expected_value',
  'risk_score',
  'activity',
] as const
export type FilterField = (typeof FILTER_FIELDS)[number]

export const FILTER_OPERATORS = [
  'eq',
  'ne',
  'in',
  'not_in',
  'gt',
  'gte',
  'lt',
  'lte',
  'between',
  'contains',
  'is_empty',
] as const
export type FilterOperator = (typeof FILTER_OPERATORS)[number]

export type FilterValue = string | number | boolean | readonly (string | number)[]

/** A period as a caller writes it: a name ('last_quarter', 'last_90_days') or half-open dates. */
export type PeriodInput = string | { readonly from: string; readonly to: string }

/** One condition; all conditions of a list must hold. Money in major units; `between` is inclusive. */
export interface Filter {
  readonly field: FilterField
  readonly op: FilterOperator
  /** Left out only for `is_empty`. */
  readonly value?: FilterValue | undefined
  /** For fields made of orders or events (orders, net_revenue, product_id, ...): only facts in this period. */
  readonly period?: PeriodInput | undefined
}
