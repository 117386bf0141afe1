import { z } from 'zod'
import type { Filter } from '../../lib/filters.ts'
import type { AlertRuleRow } from '../../store/queries/alerts/alerts.ts'
import { filterArgs } from '../approvals/filter-args.ts'
import { METRIC_NAMES } from '../metrics/metric-catalogue.ts'

/** Figures that each customer has. */
export const CUSTOMER_METRICS = [
  'churn_probability',
  'probability_alive',
  'expected_value',
  'risk_score',
  'days_since_order',
] as const
export type CustomerMetric = (typeof CUSTOMER_METRICS)[number]

/** What customers do that a rule may watch: names of the event vocabulary, and orders and returns as events tell them. */
export const ALERT_EVENTS = [
  'order',
  'return',
  'checkout',
  'add_to_cart',
  'remove_from_cart',
  'product_view',
  'search',
  'signed_in',
  'favourite',
  'share',
  'rate',
  'not_interested',
] as const
export type AlertEvent = (typeof ALERT_EVENTS)[number]

/** Names under which events stand in the store, where the rule's word is another. */
const EVENT_NAMES: Readonly<Partial<Record<AlertEvent, string>>> = { order: 'pay', return: 'order_refunded' }

export const eventNameOf = (event: AlertEvent): string => EVENT_NAMES[event] ?? event

/** Complete periods that a figure of the shop is looked at for. */
export const ALERT_PERIODS = ['yesterday', 'last_week', 'last_month'] as const
export const ALERT_CHANNELS = ['web', 'email', 'slack'] as const
export const ALERT_OPERATORS = ['gt', 'gte', 'lt', 'lte'] as const

export const alertConditionArgs = z.strictObject({ op: z.enum(ALERT_OPERATORS), value: z.number() })

/** A rule as it is proposed and stored. */
export const alertRuleArgs = z.strictObject({
  name: z.string().min(1).max(200),
  metric: z.enum([...CUSTOMER_METRICS, ...METRIC_NAMES]).nullable(),
  event: z.enum(ALERT_EVENTS).nullable(),
  condition: alertConditionArgs.nullable(),
  filters: filterArgs,
  period: z.enum(ALERT_PERIODS).nullable(),
  channel: z.enum(ALERT_CHANNELS),
})
export type AlertRule = z.output<typeof alertRuleArgs>

export type AlertKind = 'customer_metric' | 'shop_metric' | 'event'

export const isCustomerMetric = (metric: string | null): metric is CustomerMetric =>
  CUSTOMER_METRICS.some((one) => one === metric)

export const alertKindOf = ({ metric }: Pick<AlertRule, 'metric'>): AlertKind =>
  metric === null ? 'event' : isCustomerMetric(metric) ? 'customer_metric' : 'shop_metric'

/** A stored rule, checked again: what can be watched may have changed since. Null when it can be no longer. */
export function storedRule(row: AlertRuleRow): AlertRule | null {
  const parsed = alertRuleArgs.safeParse(JSON.parse(row.rule))
  return parsed.success ? parsed.data : null
}

/** The whole condition on a customer: whom the rule is about, and the figure that passes the bound. */
export function customerConditions({ metric, condition, filters }: AlertRule): readonly Filter[] {
  if (!isCustomerMetric(metric) || condition === null) return filters
  return [...filters, { field: metric, ...condition }]
}
