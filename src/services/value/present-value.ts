import { asOfDate } from '../../lib/as-of.ts'
import { toMajor } from '../../lib/money.ts'
import type { Fact, Gate, ResultChart, ResultTable } from '../../lib/tool-result.ts'
import type { ServiceContext } from '../context.ts'
import type { ModelRun } from '../models/read-model.ts'
import type { ValuedCustomer } from './predict-value.ts'
import type { SecondOrderShare } from './second-orders.ts'
import type { ValueSummary } from './summarise-value.ts'
import type { ValueBasis, ValueParameters } from './value-parameters.ts'

interface Presented {
  readonly facts: readonly Fact[]
  readonly table: ResultTable | null
  readonly chart: ResultChart | null
  readonly suggestions: readonly string[]
}

/** Facts, table and picture of a prediction of value. */
export function presentValue(
  { shop, asOf, language }: Pick<ServiceContext, 'shop' | 'asOf' | 'language'>,
  {
    months,
    basis,
    customers,
    summary: { totals, concentration, tiers },
    again,
    run,
    only,
  }: {
    readonly months: number
    readonly basis: ValueBasis
    readonly customers: readonly ValuedCustomer[]
    readonly summary: ValueSummary
    readonly again: readonly SecondOrderShare[]
    readonly run: ModelRun<ValueParameters>
    readonly only: string | null
  },
): Presented {
  const { currency } = shop
  const money = (minor: number): number => toMajor(minor, currency)
  const interval = (limits: readonly [number, number]) => [money(limits[0]), money(limits[1])] as const
  const moved = (up: boolean): number =>
    tiers.reduce((sum, move) => {
      const rank = { high: 0, medium: 1, low: 2 }
      const rises = rank[move.tier_next] < rank[move.tier_now]
      const falls = rank[move.tier_next] > rank[move.tier_now]
      return sum + ((up ? rises : falls) ? move.customers : 0)
    }, 0)
  // Of one customer, the customer's own chances; of many, their sum and the model's own miss.
  // A sum of chances over many people reads as people.
  const whole = (count: number): number => (only === null ? Math.round(count) : count)
  const [low, high] = interval((only === null ? undefined : customers[0]?.interval) ?? totals.interval)
  const facts: Fact[] = [
    { id: 'as_of', label: 'As of', value: asOfDate(asOf), unit: 'date' },
    { id: 'months', label: 'Months ahead', value: months, unit: 'months' },
    {
      id: 'basis',
      label: 'Value counted in',
      value: basis === 'gross_margin' ? 'value_in_gross_margin' : basis,
      unit: 'label',
    },
    { id: 'customers_total', label: 'Customers with an order', value: totals.customers, unit: 'customers' },
    {
      id: 'expected_value',
      label: 'Expected value',
      value: money(totals.expected_value_minor),
      unit: currency,
      n: totals.customers,
      interval: [low, high],
    },
    { id: 'expected_value_low', label: 'Expected value, lower limit (80 %)', value: low, unit: currency },
    { id: 'expected_value_high', label: 'Expected value, upper limit (80 %)', value: high, unit: currency },
    {
      id: 'expected_net_revenue',
      label: 'Expected net revenue',
      value: money(totals.expected_net_revenue_minor),
      unit: currency,
      n: totals.customers,
    },
    { id: 'expected_orders', label: 'Expected purchase days', value: whole(totals.expected_orders), unit: 'orders' },
    {
      id: 'expected_customers',
      label: 'Still customers, expected',
      value: whole(totals.expected_customers),
      unit: 'customers',
    },
    ...(concentration.top_share === null
      ? []
      : [
          { id: 'top_customers', label: 'The top tenth', value: concentration.top_customers, unit: 'customers' },
          {
            id: 'top_share',
            label: 'Their share of the expected value',
            value: concentration.top_share,
            unit: 'ratio',
          },
        ]),
    { id: 'rising', label: 'Customers in a higher tier next year', value: moved(true), unit: 'customers' },
    { id: 'falling', label: 'Customers in a lower tier next year', value: moved(false), unit: 'customers' },
    ...(only === null ? again : []).map(({ days, share, interval: limits }) => ({
      id: `second_order_${days}`,
      label: `Back for a second order within ${days} days`,
      value: share,
      unit: 'ratio',
      n: totals.customers,
      interval: limits,
    })),
    ...(only === null ? [] : customerFacts(customers[0], only, currency)),
    ...(only === null && customers[0] !== undefined
      ? [{ id: 'first_customer', label: 'Most valuable', value: customers[0].customer_id, unit: 'id' }]
      : []),
    ...cardFacts(run),
  ]
  return {
    facts,
    table: valueTable(customers, totals.customers, currency),
    chart: customers.length > 1 ? { type: 'bar', x: 'customer_id', y: ['expected_value'] } : null,
    suggestions: suggestionsFor(only, language),
  }
}

function customerFacts(customer: ValuedCustomer | undefined, id: string, currency: string): Fact[] {
  const named: Fact = { id: 'customer_id', label: 'Customer', value: id, unit: 'id' }
  if (customer === undefined) return [named]
  const { next_order: next } = customer
  const [from = null, to = null] = next?.interval ?? []
  return [
    named,
    { id: 'probability_alive', label: 'Still a customer', value: customer.probability_alive, unit: 'ratio' },
    ...(next === null
      ? []
      : [
          { id: 'next_order_date', label: 'Next order, median', value: next.date, unit: 'date' },
          { id: 'next_order_from', label: 'Next order, from', value: from, unit: 'date' },
          ...(to === null ? [] : [{ id: 'next_order_to', label: 'Next order, to', value: to, unit: 'date' }]),
        ]),
    ...(customer.tier_now === null
      ? []
      : [{ id: 'tier_now', label: 'Value tier today', value: customer.tier_now, unit: 'label' }]),
    ...(customer.tier_next === null
      ? []
      : [{ id: 'tier_next', label: 'Value tier next year', value: customer.tier_next, unit: 'label' }]),
    {
      id: 'customer_net_revenue',
      label: 'Expected net revenue of the customer',
      value: toMajor(customer.expected_net_revenue_minor, currency),
      unit: currency,
    },
  ]
}

/** The back-test in figures: what the model of an earlier day said of the time since. */
function cardFacts({ reportCard, trainedAsOfDate, id }: ModelRun<ValueParameters>): Fact[] {
  const facts: Fact[] = [
    { id: 'model', label: 'Model', value: id, unit: 'id' },
    { id: 'trained_as_of', label: 'Trained as of', value: trainedAsOfDate, unit: 'date' },
  ]
  if (reportCard.tested_on === null) return facts
  facts.push({ id: 'tested_on', label: 'Held out after', value: reportCard.tested_on, unit: 'date' })
  const days = reportCard.details['hold_out_days']
  if (typeof days === 'number') facts.push({ id: 'hold_out_days', label: 'Days held out', value: days, unit: 'days' })
  const scores = [
    ['revenue_ratio', 'Predicted over actual revenue of the hold-out'],
    ['top_decile_revenue_share', 'Share of hold-out revenue in the predicted top tenth'],
    ['auc', 'AUC: who orders again'],
  ] as const
  for (const [name, label] of scores) {
    for (const [prefix, found] of [
      ['test', reportCard.out_of_time[name]],
      ['baseline', reportCard.baseline.out_of_time[name]],
    ] as const) {
      if (typeof found !== 'number') continue
      const unit = name === 'top_decile_revenue_share' || name === 'revenue_ratio' ? 'ratio' : 'score'
      facts.push({ id: `${prefix}_${name}`, label, value: found, unit, n: reportCard.n_test })
    }
  }
  return facts
}

export function valueTable(customers: readonly ValuedCustomer[], total: number, currency: string): ResultTable {
  const money = (minor: number): number => toMajor(minor, currency)
  return {
    columns: [
      { key: 'customer_id', label: 'Customer', unit: 'id' },
      { key: 'expected_value', label: 'Expected value', unit: currency },
      { key: 'value_low', label: 'Lower limit (80 %)', unit: currency },
      { key: 'value_high', label: 'Upper limit (80 %)', unit: currency },
      { key: 'expected_orders', label: 'Expected orders', unit: 'orders' },
      { key: 'probability_alive', label: 'Still a customer', unit: 'ratio' },
      { key: 'next_order', label: 'Next order', unit: 'date' },
      { key: 'next_from', label: 'From', unit: 'date' },
      { key: 'next_to', label: 'To', unit: 'date' },
      { key: 'tier_now', label: 'Tier today', unit: 'label' },
      { key: 'tier_next', label: 'Tier next year', unit: 'label' },
    ],
    rows: customers.map((customer) => ({
      customer_id: customer.customer_id,
      expected_value: money(customer.expected_value_minor),
      value_low: money(customer.interval[0]),
      value_high: money(customer.interval[1]),
      expected_orders: customer.expected_orders,
      probability_alive: customer.probability_alive,
      next_order: customer.next_order?.date ?? null,
      next_from: customer.next_order?.interval[0] ?? null,
      next_to: customer.next_order?.interval[1] ?? null,
      tier_now: customer.tier_now,
      tier_next: customer.tier_next,
    })),
    total_rows: total,
  }
}

/** Why there is no prediction, what stands in for it, and when it should come. */
export function presentGate(
  { asOf, language }: Pick<ServiceContext, 'asOf' | 'language'>,
  { failed, have, need, pooled_estimate: pooled, opens_on: opens }: Gate,
  months: number,
): Presented {
  return {
    facts: [
      { id: 'as_of', label: 'As of', value: asOfDate(asOf), unit: 'date' },
      { id: 'months', label: 'Months ahead', value: months, unit: 'months' },
      { id: 'gate', label: 'What is missing', value: failed, unit: 'label' },
      { id: 'gate_have', label: 'There is', value: have, unit: failed === 'days_of_history' ? 'days' : 'customers' },
      { id: 'gate_need', label: 'Needed', value: need, unit: failed === 'days_of_history' ? 'days' : 'customers' },
      ...(pooled === null
        ? []
        : [
            {
              id: 'pooled_estimate',
              label: 'Net revenue of 12 months per customer, as earlier buyers brought it',
              value: pooled.value,
              unit: pooled.unit,
              interval: pooled.interval,
            },
            { id: 'pooled_low', label: 'Lower limit (95 %)', value: pooled.interval[0], unit: pooled.unit },
            { id: 'pooled_high', label: 'Upper limit (95 %)', value: pooled.interval[1], unit: pooled.unit },
          ]),
      ...(opens === null ? [] : [{ id: 'opens_on', label: 'Enough data from about', value: opens, unit: 'date' }]),
    ],
    table: null,
    chart: null,
    suggestions: language === 'zh' ? ['哪些客户消费最多？'] : ['Which customers have spent the most?'],
  }
}

function suggestionsFor(only: string | null, language: 'en' | 'zh'): string[] {
  if (only !== null) {
    return language === 'zh'
      ? [`打开 ${only} 的画像`, `${only} 流失的可能性有多大？`]
      : [`Open the profile of ${only}`, `How likely is ${only} to leave?`]
  }
  return language === 'zh'
    ? ['哪些客户值得挽回？', '高价值客户有多少？', '这个预测有多准？']
    : ['Whom is it worth winning back?', 'How many high-value customers are there?', 'How good is the value model?']
}
