import { asOfDate } from '../../lib/as-of.ts'
import { toMajor } from '../../lib/money.ts'
import type { Period } from '../../lib/periods.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { Cell, Fact, ResultTable } from '../../lib/tool-result.ts'
import type { ServiceContext } from '../context.ts'
import type { AssessOrdersData, FlaggedOrder } from './assess-orders.ts'

/** Facts and table of orders at risk: the tiers first, then each order with its main signals. */
export function presentOrderRisk(
  { asOf, shop }: Pick<ServiceContext, 'asOf' | 'shop'>,
  {
    data,
    found,
    listed,
    thresholds,
    period,
  }: {
    readonly data: AssessOrdersData
    readonly found: number
    readonly listed: number
    readonly thresholds: { readonly medium: number; readonly high: number }
    readonly period: Period
  },
): { readonly facts: readonly Fact[]; readonly table: ResultTable } {
  const tier = (name: 'high' | 'medium') => data.tiers.find((one) => one.tier === name)
  const [first] = data.flagged
  const { reviewed } = data
  const facts: Fact[] = [
    { id: 'as_of', label: 'As of', value: asOfDate(asOf), unit: 'date' },
    { id: 'period_from', label: 'From', value: dateOfDay(period.fromDay), unit: 'date' },
    { id: 'period_to', label: 'To', value: dateOfDay(Math.min(period.toDay, asOf.day + 1) - 1), unit: 'date' },
    { id: 'assessed', label: 'Orders looked at', value: data.assessed, unit: 'orders' },
    { id: 'flagged', label: 'Suspicious', value: found, unit: 'orders' },
    { id: 'high', label: 'High risk', value: tier('high')?.orders ?? 0, unit: 'orders' },
    { id: 'medium', label: 'Medium risk', value: tier('medium')?.orders ?? 0, unit: 'orders' },
    {
      id: 'high_value',
      label: 'Value at high risk',
      value: toMajor(tier('high')?.value_minor ?? 0, shop.currency),
      unit: shop.currency,
    },
    { id: 'high_from', label: 'High from a score of', value: thresholds.high, unit: 'ratio' },
    { id: 'medium_from', label: 'Medium from a score of', value: thresholds.medium, unit: 'ratio' },
    { id: 'flagged_share', label: 'Share of orders', value: data.flagged_share, unit: 'ratio', n: data.assessed },
    { id: 'usual_share', label: 'Usual share', value: data.usual_share, unit: 'ratio' },
    ...(first === undefined
      ? []
      : ([
          { id: 'first_order', label: 'Most suspicious', value: first.order_id, unit: 'id' },
          { id: 'first_score', label: 'Its score', value: first.score, unit: 'ratio' },
        ] as const)),
    ...(first?.reasons[0] === undefined
      ? []
      : [{ id: 'first_reason', label: 'Its main reason', value: signalLabel(first, 0), unit: 'label' } as const]),
    ...(reviewed === null
      ? []
      : ([
          { id: 'reviewed_abnormal', label: 'Reviewed and abnormal', value: reviewed.abnormal, unit: 'orders' },
          { id: 'reviewed_ordinary', label: 'Reviewed and ordinary', value: reviewed.ordinary, unit: 'orders' },
          { id: 'precision', label: 'Precision of the high tier in reviews', value: reviewed.precision, unit: 'ratio' },
          { id: 'recall', label: 'Recall of the high tier in reviews', value: reviewed.recall, unit: 'ratio' },
          { id: 'false_alarms', label: 'False alarms of the high tier', value: reviewed.false_alarms, unit: 'orders' },
        ] as const)),
    ...(data.drift === null
      ? []
      : ([
          {
            id: 'drift',
            label: 'Scores against the usual ones',
            value: data.drift.stability_index,
            unit: 'score',
            n: data.drift.orders,
          },
          ...(data.drift.drifted
            ? [{ id: 'drifted', label: 'Scores', value: 'scores_drifted', unit: 'label' } as const]
            : []),
        ] as const)),
  ]
  return {
    facts,
    table: {
      columns: [
        { key: 'order_id', label: 'Order', unit: 'id' },
        { key: 'tier', label: 'Risk', unit: 'label' },
        { key: 'score', label: 'Score', unit: 'ratio' },
        { key: 'reason', label: 'Main reason', unit: 'label' },
        { key: 'reason_2', label: 'Also', unit: 'label' },
        { key: 'reason_3', label: 'And', unit: 'label' },
        { key: 'order_value', label: 'Value', unit: shop.currency },
        { key: 'ordered_on', label: 'Ordered on', unit: 'date' },
        { key: 'finding', label: 'Review', unit: 'label' },
      ],
      rows: data.flagged.slice(0, listed).map((one) => rowOf(one, shop)),
      total_rows: data.flagged.length,
    },
  }
}

const rowOf = (one: FlaggedOrder, shop: ServiceContext['shop']): Readonly<Record<string, Cell>> => ({
  order_id: one.order_id,
  tier: one.tier,
  score: one.score,
  reason: signalLabel(one, 0),
  reason_2: signalLabel(one, 1),
  reason_3: signalLabel(one, 2),
  order_value: toMajor(one.gross_minor, shop.currency),
  ordered_on: dateOfDay(shop.zone.dayOf(Date.parse(one.ordered_at))),
  finding: one.review,
})

const signalLabel = ({ reasons }: FlaggedOrder, at: number): string | null => {
  const signal = reasons[at]?.signal
  return signal === undefined ? null : `signal_${signal}`
}
