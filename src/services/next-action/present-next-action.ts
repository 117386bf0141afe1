import { asOfDate } from '../../lib/as-of.ts'
import { localMinuteOf } from '../../lib/local-time.ts'
import { plainText } from '../../lib/plain-text.ts'
import type { Fact, Gate, ResultChart, ResultTable } from '../../lib/tool-result.ts'
import type { ServiceContext } from '../context.ts'
import { NO_PROFILING } from '../customers/profiling-consent.ts'
import type { PredictNextActionData } from './predict-next-action.ts'

interface Presented {
  readonly facts: readonly Fact[]
  readonly table: ResultTable | null
  readonly chart: ResultChart | null
  readonly warnings: readonly string[]
  readonly suggestions: readonly string[]
}

const NAMED = 3

/** Facts, table and picture of what comes next. */
export function presentNextAction(
  { asOf, shop, language }: Pick<ServiceContext, 'asOf' | 'shop' | 'language'>,
  data: PredictNextActionData,
  gate: Gate | null,
): Presented {
  const rows = [
    ...data.actions.map(({ action, probability }) => ({ kind: 'next_action', what: action, probability })),
    ...data.next_category.map(({ category, probability }) => ({
      kind: 'next_category',
      what: plainText(category),
      probability,
    })),
    ...data.next_product.map(({ product_id: id, product_name: name, probability }) => ({
      kind: 'next_product',
      what: plainText(name ?? id),
      probability,
    })),
    ...data.next_query.map(({ query, probability }) => ({ kind: 'next_query', what: plainText(query), probability })),
  ]
  const numbered = new Map<string, number>()
  const likely = rows.flatMap(({ kind, what, probability }): Fact[] => {
    const rank = (numbered.get(kind) ?? 0) + 1
    numbered.set(kind, rank)
    if (rank > NAMED) return []
    const id = `${kind.replace('next_', '')}_${rank}`
    return [
      { id, label: `Next, number ${rank}`, value: what, unit: kind === 'next_action' ? 'label' : 'text' },
      { id: `${id}_probability`, label: 'Probability', value: probability, unit: 'ratio' },
    ]
  })
  return {
    facts: [
      { id: 'as_of', label: 'As of', value: asOfDate(asOf), unit: 'date' },
      { id: 'customer_id', label: 'Customer', value: data.customer_id, unit: 'id' },
      ...(data.reason === null
        ? [{ id: 'own_actions', label: 'Own actions known', value: data.own_actions, unit: 'actions' }]
        : [{ id: 'reason', label: 'Why nothing is computed', value: data.reason, unit: 'label' }]),
      ...(data.last_action === null
        ? []
        : [
            { id: 'last_action', label: 'Latest action', value: data.last_action.action, unit: 'label' },
            {
              id: 'last_action_at',
              label: 'Latest action at',
              value: localMinuteOf(data.last_action.at, shop.zone),
              unit: 'text',
            },
          ]),
      ...(data.visit === 'open' ? [{ id: 'visit_open', label: 'Visit', value: 'open', unit: 'label' }] : []),
      ...likely,
      ...data.why.map((why, i) => ({ id: `why_${i + 1}`, label: 'Why', value: why, unit: 'text' })),
      ...cardFacts(data),
      ...gateFacts(gate),
    ],
    table:
      rows.length === 0
        ? null
        : {
            columns: [
              { key: 'kind', label: language === 'zh' ? '预测' : 'Prediction', unit: 'label' },
              { key: 'what', label: language === 'zh' ? '内容' : 'What', unit: 'label' },
              { key: 'probability', label: language === 'zh' ? '概率' : 'Probability', unit: 'ratio' },
            ],
            rows,
            total_rows: rows.length,
          },
    chart: rows.length === 0 ? null : { type: 'bar', x: 'what', y: ['probability'] },
    warnings: data.reason === null ? [] : [NO_PROFILING[language]],
    suggestions:
      language === 'zh'
        ? [`打开 ${data.customer_id} 的画像`, `${data.customer_id} 会不会流失？`]
        : [`Show the profile of ${data.customer_id}`, `How likely is ${data.customer_id} to leave?`],
  }
}

function cardFacts({ report_card: card }: PredictNextActionData): Fact[] {
  if (card === null || card.n_test === 0 || card.details['of'] !== 'action') return []
  const fact = (id: string, label: string, value: number | null | undefined, unit: string): Fact[] =>
    value === null || value === undefined ? [] : [{ id, label, value, unit, n: card.n_test }]
  return [
    { id: 'tested_actions', label: 'Actions in the test', value: card.n_test, unit: 'actions' },
    ...fact('test_top_1', 'Share in which the likeliest came', card.out_of_time['top_1'], 'ratio'),
    ...fact('test_top_3', 'Share in which one of the three likeliest came', card.out_of_time['top_3'], 'ratio'),
    ...fact('baseline_top_1', 'The same, always naming the commonest', card.baseline.out_of_time['top_1'], 'ratio'),
    ...fact('test_log_loss', 'Log-loss', card.out_of_time['log_loss'], 'score'),
    ...fact('baseline_log_loss', 'Log-loss of the base rate', card.baseline.out_of_time['log_loss'], 'score'),
    ...fact('test_calibration_error', 'Calibration error', card.out_of_time['calibration_error'], 'ratio'),
  ]
}

const gateFacts = (gate: Gate | null): Fact[] =>
  gate === null
    ? []
    : [
        { id: 'gate_failed', label: 'What is missing', value: gate.failed, unit: 'label' },
        { id: 'gate_have', label: 'There are', value: gate.have, unit: 'actions' },
        { id: 'gate_need', label: 'Needed', value: gate.need, unit: 'actions' },
        ...(gate.pooled_estimate === null
          ? []
          : [
              {
                id: 'pooled_estimate',
                label: 'Share of the commonest action so far',
                value: gate.pooled_estimate.value,
                unit: 'ratio',
                interval: gate.pooled_estimate.interval,
              },
              { id: 'pooled_low', label: 'Lower limit', value: gate.pooled_estimate.interval[0], unit: 'ratio' },
              { id: 'pooled_high', label: 'Upper limit', value: gate.pooled_estimate.interval[1], unit: 'ratio' },
            ]),
        ...(gate.opens_on === null
          ? []
          : [{ id: 'opens_on', label: 'Enough data on', value: gate.opens_on, unit: 'date' }]),
      ]
