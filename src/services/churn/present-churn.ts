import { asOfDate } from '../../lib/as-of.ts'
import { toMajor } from '../../lib/money.ts'
import type { Fact, Gate, ResultChart, ResultTable } from '../../lib/tool-result.ts'
import type { ServiceContext } from '../context.ts'
import type { ModelRun } from '../models/read-model.ts'
import type { ChurnParameters } from './churn-parameters.ts'
import type { ChurnCustomer } from './predict-churn.ts'
import type { ChurnTotals } from './summarise-churn.ts'

interface Presented {
  readonly facts: readonly Fact[]
  readonly table: ResultTable | null
  readonly chart: ResultChart | null
  readonly suggestions: readonly string[]
}

/** Facts, table and picture of a prediction of churn. */
export function presentChurn(
  { shop: { currency }, asOf, language }: Pick<ServiceContext, 'shop' | 'asOf' | 'language'>,
  {
    horizonDays,
    customers,
    totals,
    matched,
    run,
    only,
    threshold,
  }: {
    readonly horizonDays: number
    readonly customers: readonly ChurnCustomer[]
    readonly totals: ChurnTotals
    readonly matched: number
    readonly run: ModelRun<ChurnParameters>
    readonly only: string | null
    readonly threshold: number | undefined
  },
): Presented {
  const money = (minor: number): number => toMajor(minor, currency)
  const [low, high] = totals.interval
  const listed = customers.reduce((sum, customer) => sum + customer.value_at_stake_minor, 0)
  const n = totals.customers
  const facts: Fact[] = [
    { id: 'as_of', label: 'As of', value: asOfDate(asOf), unit: 'date' },
    { id: 'horizon_days', label: 'Days ahead', value: horizonDays, unit: 'days' },
    { id: 'customers_total', label: 'Customers scored', value: n, unit: 'customers' },
    { id: 'matched', label: 'Customers who meet the conditions', value: matched, unit: 'customers' },
    { id: 'listed', label: 'Customers listed', value: customers.length, unit: 'customers' },
    {
      id: 'expected_leavers',
      label: 'Customers expected to leave',
      value: Math.round(totals.expected_leavers),
      unit: 'customers',
      n,
      interval: totals.expected_leavers_interval,
    },
    {
      id: 'value_at_stake',
      label: 'Value at stake',
      value: money(totals.value_at_stake_minor),
      unit: currency,
      n,
      interval: [money(low), money(high)],
    },
    { id: 'value_at_stake_low', label: 'Value at stake, lower limit (80 %)', value: money(low), unit: currency },
    { id: 'value_at_stake_high', label: 'Value at stake, upper limit (80 %)', value: money(high), unit: currency },
    { id: 'listed_at_stake', label: 'Value at stake of those listed', value: money(listed), unit: currency },
    {
      id: 'high_at_stake',
      label: 'Value at stake in the high tier',
      value: money(totals.high_value_at_stake_minor),
      unit: currency,
    },
    { id: 'high', label: 'High tier', value: totals.tiers.high, unit: 'customers' },
    { id: 'medium', label: 'Medium tier', value: totals.tiers.medium, unit: 'customers' },
    { id: 'low', label: 'Low tier', value: totals.tiers.low, unit: 'customers' },
    ...(threshold === undefined
      ? []
      : [{ id: 'threshold', label: 'Probability asked for', value: threshold, unit: 'ratio' }]),
    ...(only === null ? [] : customerFacts(customers[0], only, currency)),
    ...(only === null && customers[0] !== undefined
      ? [{ id: 'first_customer', label: 'First of the list', value: customers[0].customer_id, unit: 'id' }]
      : []),
    ...churnCardFacts(run),
  ]
  return {
    facts,
    table: churnTableOf(customers, matched, currency),
    chart: customers.length > 1 ? { type: 'bar', x: 'customer_id', y: ['value_at_stake'] } : null,
    suggestions: suggestionsFor(only, language),
  }
}

function customerFacts(customer: ChurnCustomer | undefined, id: string, currency: string): Fact[] {
  const named: Fact = { id: 'customer_id', label: 'Customer', value: id, unit: 'id' }
  if (customer === undefined) return [named]
  return [
    named,
    { id: 'probability', label: 'Probability of leaving', value: customer.probability, unit: 'ratio' },
    { id: 'tier', label: 'Risk tier', value: customer.tier, unit: 'label' },
    { id: 'recency_days', label: 'Days since the last order', value: customer.recency_days, unit: 'days' },
    { id: 'expected_gap_days', label: 'Usual gap', value: Math.round(customer.expected_gap_days), unit: 'days' },
    {
      id: 'customer_at_stake',
      label: 'Value at stake of the customer',
      value: toMajor(customer.value_at_stake_minor, currency),
      unit: currency,
    },
    ...customer.reasons.map(({ code }, i) => ({
      id: `reason_${i + 1}`,
      label: `Reason ${i + 1}`,
      value: code,
      unit: 'label',
    })),
  ]
}

const CARD_FACTS = [
  ['auc', 'AUC', 'score'],
  ['average_precision', 'Average precision', 'score'],
  ['brier', 'Brier score', 'score'],
  ['calibration_error', 'Calibration error', 'ratio'],
  ['lift_top_decile', 'Lift in the top tenth', 'score'],
  ['precision_at_10_percent', 'Share of the top tenth who left', 'ratio'],
  ['base_rate', 'Share of all who left', 'ratio'],
] as const

/** The back-test in figures: how the model did at a later date that it had not seen. */
export function churnCardFacts({ reportCard, trainedAsOfDate, id, parameters }: ModelRun<ChurnParameters>): Fact[] {
  const { out_of_time: test, training, baseline, tested_on: testedOn, n_test: n } = reportCard
  const facts: Fact[] = [
    { id: 'model', label: 'Model', value: id, unit: 'id' },
    { id: 'method', label: 'Method', value: parameters.candidate, unit: 'label' },
    { id: 'trained_as_of', label: 'Trained as of', value: trainedAsOfDate, unit: 'date' },
    { id: 'trained_until', label: 'Last date learnt from', value: reportCard.trained_on.at(-1) ?? null, unit: 'date' },
    ...(testedOn === null ? [] : [{ id: 'tested_on', label: 'Tested on', value: testedOn, unit: 'date', n }]),
    { id: 'tested_customers', label: 'Customers in the test', value: n, unit: 'customers' },
  ]
  for (const [name, label, unit] of CARD_FACTS) {
    for (const [prefix, scores] of [
      ['test', test],
      ['baseline', baseline.out_of_time],
      ['training', training],
    ] as const) {
      const value = scores[name]
      if (typeof value === 'number')
        facts.push({ id: `${prefix}_${name}`, label: `${label} (${prefix})`, value, unit, n })
    }
  }
  for (const tier of ['high', 'medium'] as const) {
    const { threshold, precision, recall } = parameters.tiers[tier]
    facts.push(
      { id: `${tier}_threshold`, label: `${tier} tier from`, value: threshold, unit: 'ratio' },
      { id: `${tier}_precision`, label: `Of the ${tier} tier, share who left`, value: precision, unit: 'ratio' },
      { id: `${tier}_recall`, label: `Of those who left, share in the ${tier} tier`, value: recall, unit: 'ratio' },
    )
  }
  return facts
}

function churnTableOf(customers: readonly ChurnCustomer[], total: number, currency: string): ResultTable {
  return {
    columns: [
      { key: 'customer_id', label: 'Customer', unit: 'id' },
      { key: 'probability', label: 'Probability of leaving', unit: 'ratio' },
      { key: 'tier', label: 'Risk', unit: 'label' },
      { key: 'value_at_stake', label: 'Value at stake', unit: currency },
      { key: 'recency_days', label: 'Days since', unit: 'days' },
      { key: 'expected_gap_days', label: 'Usual gap', unit: 'days' },
      { key: 'reason', label: 'Main reason', unit: 'label' },
      { key: 'second_reason', label: 'Also', unit: 'label' },
    ],
    rows: customers.map((customer) => ({
      customer_id: customer.customer_id,
      probability: customer.probability,
      tier: customer.tier,
      value_at_stake: toMajor(customer.value_at_stake_minor, currency),
      recency_days: customer.recency_days,
      expected_gap_days: Math.round(customer.expected_gap_days),
      reason: customer.reasons[0]?.code ?? 'nothing_stands_out',
      second_reason: customer.reasons[1]?.code ?? null,
    })),
    total_rows: total,
  }
}

/** Why there is no prediction, what stands in for it, and when it should come. */
export function presentChurnGate(
  { asOf, language }: Pick<ServiceContext, 'asOf' | 'language'>,
  { failed, have, need, pooled_estimate: pooled, opens_on: opens }: Gate,
  horizonDays: number,
): Presented {
  const unit = failed === 'days_of_history' ? 'days' : failed.startsWith('orders') ? 'orders' : 'customers'
  return {
    facts: [
      { id: 'as_of', label: 'As of', value: asOfDate(asOf), unit: 'date' },
      { id: 'horizon_days', label: 'Days ahead', value: horizonDays, unit: 'days' },
      { id: 'gate_failed', label: 'What is missing', value: failed, unit: 'label' },
      { id: 'gate_have', label: 'There are', value: have, unit },
      { id: 'gate_need', label: 'Needed', value: need, unit },
      ...(pooled === null
        ? []
        : [
            {
              id: 'pooled_estimate',
              label: 'Share of earlier buyers who left',
              value: pooled.value,
              unit: pooled.unit,
              interval: pooled.interval,
            },
            { id: 'pooled_low', label: 'Lower limit (95 %)', value: pooled.interval[0], unit: pooled.unit },
            { id: 'pooled_high', label: 'Upper limit (95 %)', value: pooled.interval[1], unit: pooled.unit },
          ]),
      ...(opens === null ? [] : [{ id: 'opens_on', label: 'Enough data on', value: opens, unit: 'date' }]),
    ],
    table: null,
    chart: null,
    suggestions: language === 'zh' ? ['哪些客户 90 天没有下单？'] : ['Who has not ordered for 90 days?'],
  }
}

const suggestionsFor = (only: string | null, language: 'en' | 'zh'): readonly string[] => {
  if (language === 'zh') {
    return only === null
      ? ['其中哪些是高价值客户？', '流失模型的准确度如何？', '第一位客户为什么可能流失？']
      : ['为什么？', '打开这位客户的画像']
  }
  return only === null
    ? [
        'Which of them are high-value customers?',
        'How good is the churn model?',
        'Why is the first one likely to leave?',
      ]
    : ['Why?', 'Open the profile of this customer']
}
