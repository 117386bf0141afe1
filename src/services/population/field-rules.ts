import { LIFECYCLE_STAGES } from '../../compute/segments/lifecycle-stages.ts'
import { RFM_SEGMENTS } from '../../compute/segments/rfm-segments.ts'
import { VALUE_TIERS } from '../../compute/segments/value-tiers.ts'
import { ACTIVITY_LEVELS } from '../../features/load-customer-activity.ts'
import type { FilterField, FilterOperator } from '../../lib/filters.ts'

/** How a field's values compare: words, numbers, money in major units, or calendar days. */
export type FieldKind = 'word' | 'number' | 'money' | 'day'

export interface FieldRule {
  readonly kind: FieldKind
  /** Made of orders, reviews or events, so that a period may narrow it. */
  readonly takesPeriod: boolean
  /** The only values that exist; left out where the shop's own words count. */
  readonly values?: readonly string[]
}

const OPERATORS: Readonly<Record<FieldKind, readonly FilterOperator[]>> = {
  word: ['eq', 'ne', 'in', 'not_in', 'contains', 'is_empty'],
  number: ['eq', 'ne', 'in', 'not_in', 'gt', 'gte', 'lt', 'lte', 'between', 'is_empty'],
  money: ['eq', 'ne', 'in', 'not_in', 'gt', 'gte', 'lt', 'lte', 'between', 'is_empty'],
  day: ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'between', 'is_empty'],
}

const word = (takesPeriod = false): FieldRule => ({ kind: 'word', takesPeriod })
const label = (values: readonly string[]): FieldRule => ({ kind: 'word', takesPeriod: false, values })

export const CONSENT_KINDS = ['email', 'sms', 'profiling', 'marketing'] as const

/** What each filter field compares with, for every field that describes a customer. */
export const FIELD_RULES: Readonly<Record<FilterField, FieldRule>> = {
  customer_id: word(),
  segment: word(),
  lifecycle: label([...LIFECYCLE_STAGES, 'active', 'won_back']),
  value_tier: label(VALUE_TIERS),
  rfm_segment: label(RFM_SEGMENTS),
  region: word(true),
  city: word(true),
  country: word(true),
  gender: word(),
  age_band: word(),
  member_level: word(),
  source: word(true),
  channel: word(true),
  device: word(true),
  interest: word(),
  tag: word(),
  consent: label(CONSENT_KINDS),
  product_id: word(true),
  category: word(true),
  brand: word(true),
  price_band: word(true),
  campaign: word(true),
  status: word(true),
  rating: { kind: 'number', takesPeriod: true },
  sentiment: { kind: 'number', takesPeriod: true },
  topic: word(true),
  language: word(),
  orders: { kind: 'number', takesPeriod: true },
  net_revenue: { kind: 'money', takesPeriod: true },
  gross_revenue: { kind: 'money', takesPeriod: true },
  recency_days: { kind: 'number', takesPeriod: false },
  first_order_at: { kind: 'day', takesPeriod: false },
  last_order_at: { kind: 'day', takesPeriod: false },
  days_since_order: { kind: 'number', takesPeriod: false },
  churn_probability: { kind: 'number', takesPeriod: false },
  probability_alive: { kind: 'number', takesPeriod: false },
  expected_value: { kind: 'money', takesPeriod: false },
  risk_score: { kind: 'number', takesPeriod: false },
  activity: label(ACTIVITY_LEVELS),
}

export const operatorsOf = (kind: FieldKind): readonly FilterOperator[] => OPERATORS[kind]
