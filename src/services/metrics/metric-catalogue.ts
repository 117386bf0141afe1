import type { BaseMeasure } from '../../store/queries/metrics/metric-plan.ts'

export const METRIC_NAMES = [
  'net_revenue',
  'gross_revenue',
  'returns',
  'orders',
  'customers',
  'new_customers',
  'units',
  'aov',
  'arpu',
  'gross_margin',
  'repeat_rate',
  'active_customers',
  'coupon_redemption',
  'open_rate',
  'click_rate',
  'return_rate',
  'sessions',
  'visitors',
  'conversion_rate',
  'bounce_rate',
  'dwell_seconds',
] as const
export type MetricName = (typeof METRIC_NAMES)[number]

export type MeasureValues = Readonly<Partial<Record<BaseMeasure, number>>>

/** A whole number made of measures: an amount in minor units, or a count. */
export interface Quantity {
  readonly id: string
  readonly measures: readonly BaseMeasure[]
  readonly value: (values: MeasureValues) => number
  readonly unit: 'money' | 'customers' | 'orders' | 'units' | 'contacts' | 'visits' | 'visitors' | 'seconds'
  /** Distinct people are counted once however many groups they are in: groups need not add up to the total. */
  readonly additive: boolean
}

export type Metric =
  | { readonly kind: 'quantity'; readonly quantity: Quantity; readonly aboutCustomers: boolean }
  | {
      readonly kind: 'quotient'
      readonly numerator: Quantity
      readonly denominator: Quantity
      readonly unit: 'money' | 'ratio' | 'seconds'
      readonly aboutCustomers: boolean
    }

const plain = (measure: BaseMeasure, id: string, unit: Quantity['unit'], additive = true): Quantity => ({
  id,
  measures: [measure],
  value: (values) => values[measure] ?? 0,
  unit,
  additive,
})

export const QUANTITIES = {
  net_revenue: {
    id: 'net_revenue',
    measures: ['gross_minor', 'returns_minor'],
    value: (values) => (values.gross_minor ?? 0) - (values.returns_minor ?? 0),
    unit: 'money',
    additive: true,
  },
  /** Of orders and returns that name a customer: what a figure per customer may divide. */
  named_net_revenue: {
    id: 'named_net_revenue',
    measures: ['named_gross_minor', 'named_returns_minor'],
    value: (values) => (values.named_gross_minor ?? 0) - (values.named_returns_minor ?? 0),
    unit: 'money',
    additive: true,
  },
  gross_revenue: plain('gross_minor', 'gross_revenue', 'money'),
  returns: plain('returns_minor', 'returns', 'money'),
  orders: plain('orders', 'orders', 'orders'),
  units: plain('units', 'units', 'units'),
  customers: plain('customers', 'customers', 'customers', false),
  repeat_customers: plain('repeat_customers', 'repeat_customers', 'customers', false),
  new_customers: plain('new_customers', 'new_customers', 'customers'),
  active_customers: plain('active_customers', 'active_customers', 'customers', false),
  coupon_orders: plain('coupon_orders', 'coupon_orders', 'orders'),
  gross_profit: {
    id: 'gross_profit',
    measures: ['costed_gross_minor', 'cost_minor'],
    value: (values) => (values.costed_gross_minor ?? 0) - (values.cost_minor ?? 0),
    unit: 'money',
    additive: true,
  },
  costed_revenue: plain('costed_gross_minor', 'costed_revenue', 'money'),
  returned_units: plain('returned_units_by_order', 'returned_units', 'units'),
  delivered: plain('delivered', 'delivered', 'contacts'),
  opened: plain('opened', 'opened', 'contacts'),
  clicked: plain('clicked', 'clicked', 'contacts'),
  sessions: plain('sessions', 'sessions', 'visits'),
  visitors: plain('visitors', 'visitors', 'visitors', false),
  paid_sessions: plain('paid_sessions', 'paid_sessions', 'visits'),
  bounced_sessions: plain('bounced_sessions', 'bounced_sessions', 'visits'),
  dwell_total_seconds: plain('dwell_seconds', 'dwell_total_seconds', 'seconds'),
} as const satisfies Readonly<Record<string, Quantity>>

const quantity = (one: Quantity, aboutCustomers = false): Metric => ({
  kind: 'quantity',
  quantity: one,
  aboutCustomers,
})
const quotient = (
  numerator: Quantity,
  denominator: Quantity,
  unit: 'money' | 'ratio' | 'seconds',
  aboutCustomers = false,
): Metric => ({ kind: 'quotient', numerator, denominator, unit, aboutCustomers })

/** What each metric counts or divides; the words for it are in data/definitions. */
export const METRICS: Readonly<Record<MetricName, Metric>> = {
  net_revenue: quantity(QUANTITIES.net_revenue),
  gross_revenue: quantity(QUANTITIES.gross_revenue),
  returns: quantity(QUANTITIES.returns),
  orders: quantity(QUANTITIES.orders),
  units: quantity(QUANTITIES.units),
  customers: quantity(QUANTITIES.customers, true),
  new_customers: quantity(QUANTITIES.new_customers, true),
  active_customers: quantity(QUANTITIES.active_customers, true),
  aov: quotient(QUANTITIES.net_revenue, QUANTITIES.orders, 'money'),
  arpu: quotient(QUANTITIES.named_net_revenue, QUANTITIES.customers, 'money', true),
  gross_margin: quotient(QUANTITIES.gross_profit, QUANTITIES.costed_revenue, 'ratio'),
  repeat_rate: quotient(QUANTITIES.repeat_customers, QUANTITIES.customers, 'ratio', true),
  coupon_redemption: quotient(QUANTITIES.coupon_orders, QUANTITIES.orders, 'ratio'),
  open_rate: quotient(QUANTITIES.opened, QUANTITIES.delivered, 'ratio'),
  click_rate: quotient(QUANTITIES.clicked, QUANTITIES.delivered, 'ratio'),
  return_rate: quotient(QUANTITIES.returned_units, QUANTITIES.units, 'ratio'),
  sessions: quantity(QUANTITIES.sessions),
  visitors: quantity(QUANTITIES.visitors),
  conversion_rate: quotient(QUANTITIES.paid_sessions, QUANTITIES.sessions, 'ratio'),
  bounce_rate: quotient(QUANTITIES.bounced_sessions, QUANTITIES.sessions, 'ratio'),
  dwell_seconds: quotient(QUANTITIES.dwell_total_seconds, QUANTITIES.sessions, 'seconds'),
}

/** The quantities behind a metric: itself, or what is divided by what. */
export const quantitiesOf = (metric: MetricName): readonly Quantity[] => {
  const found = METRICS[metric]
  return found.kind === 'quantity' ? [found.quantity] : [found.numerator, found.denominator]
}

export const measuresOf = (metrics: readonly MetricName[]): BaseMeasure[] => [
  ...new Set(metrics.flatMap((metric) => quantitiesOf(metric).flatMap((one) => one.measures))),
]

/** The metric's value: minor units for money amounts, a plain number else; null where a quotient divides by nothing. */
export function metricValue(metric: MetricName, values: MeasureValues): number | null {
  const found = METRICS[metric]
  if (found.kind === 'quantity') return found.quantity.value(values)
  const denominator = found.denominator.value(values)
  return denominator === 0 ? null : found.numerator.value(values) / denominator
}

/** True when the metric is an amount of money, or money per something. */
export const isMoney = (metric: MetricName): boolean => {
  const found = METRICS[metric]
  return (found.kind === 'quantity' ? found.quantity.unit : found.unit) === 'money'
}
