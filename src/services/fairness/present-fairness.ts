import { asOfDate } from '../../lib/as-of.ts'
import { toMajor } from '../../lib/money.ts'
import type { Fact, Gate, ResultTable } from '../../lib/tool-result.ts'
import type { ServiceContext } from '../context.ts'
import type { AuditFairnessData } from './audit-fairness.ts'
import type { GroupRates } from './audit-groups.ts'
import type { JudgedScores } from './judged-scores.ts'
import { offerFacts, presentOffers } from './present-offers.ts'
import { shareCells } from './share-cells.ts'

/** Gaps that an answer may list one by one. */
const LISTED = 9
/** Groups too small to judge that are named. */
const LISTED_SMALL = 3

/** Facts of the gaps, worst first, and a table of every group's rates. */
export function presentFairness(
  ctx: ServiceContext,
  data: AuditFairnessData,
  scores: JudgedScores | null,
  gate: Gate | null,
): { readonly facts: readonly Fact[]; readonly table: ResultTable | null; readonly chart: null } {
  if (data.model === 'offers') return presentOffers(ctx, data, gate)
  const broken = data.gaps.filter(({ verdict }) => verdict === 'below_four_fifths')
  const unclear = data.gaps.filter(({ verdict }) => verdict === 'not_clear')
  const worst = broken[0]
  const facts: Fact[] = [
    { id: 'as_of', label: 'As of', value: asOfDate(ctx.asOf), unit: 'date' },
    { id: 'model', label: 'Score', value: `score_${data.model}`, unit: 'label' },
    ...(gate === null
      ? []
      : ([
          { id: 'gate_reason', label: 'What is missing', value: gate.failed, unit: 'text' },
          ...(gate.need > 1
            ? ([
                { id: 'gate_have', label: 'There are', value: gate.have, unit: 'count' },
                { id: 'gate_need', label: 'Needed', value: gate.need, unit: 'count' },
              ] as const)
            : []),
        ] as const)),
    ...(data.judged_on === null
      ? []
      : ([
          { id: 'judged_on', label: 'Judged on', value: data.judged_on, unit: 'date' },
          { id: 'days', label: 'Days that followed', value: data.days, unit: 'days' },
          { id: 'customers', label: 'Customers judged', value: data.customers, unit: 'customers' },
        ] as const)),
    { id: 'gaps_broken', label: 'Gaps below four fifths', value: broken.length, unit: 'gaps' },
    { id: 'gaps_unclear', label: 'Gaps that are not clear', value: unclear.length, unit: 'gaps' },
    ...(broken.length > 0 ? [{ id: 'has_broken', label: 'Gaps', value: broken.length, unit: 'gaps' } as const] : []),
    ...(unclear.length > 0 ? [{ id: 'has_unclear', label: 'Gaps', value: unclear.length, unit: 'gaps' } as const] : []),
    ...(data.undecidable.length > 0
      ? ([
          ...data.undecidable.slice(0, LISTED_SMALL).map((group, at) => ({
            id: `undecidable_${at + 1}`,
            label: 'Too small to judge',
            value: group,
            unit: 'label',
          })),
          { id: 'undecidable_groups', label: 'Groups', value: data.undecidable.length, unit: 'groups' },
        ] satisfies Fact[])
      : []),
    ...data.gaps.slice(0, LISTED).flatMap((gap, i): Fact[] => [
      { id: `gap_${i + 1}_attribute`, label: 'Groups by', value: gap.attribute, unit: 'label' },
      { id: `gap_${i + 1}_measure`, label: 'Measure', value: gap.measure, unit: 'label' },
      { id: `gap_${i + 1}_highest`, label: 'Highest', value: gap.highest, unit: 'label' },
      { id: `gap_${i + 1}_lowest`, label: 'Lowest', value: gap.lowest, unit: 'label' },
      { id: `gap_${i + 1}`, label: 'Gap', value: gap.gap, unit: 'points', interval: gap.interval },
      { id: `gap_${i + 1}_low`, label: 'Lower limit (95 %)', value: gap.interval[0], unit: 'points' },
      { id: `gap_${i + 1}_high`, label: 'Upper limit (95 %)', value: gap.interval[1], unit: 'points' },
      {
        id: `gap_${i + 1}_ratio`,
        label: 'Lowest over highest',
        value: gap.ratio,
        unit: 'score',
        interval: gap.ratio_interval,
      },
      { id: `gap_${i + 1}_verdict`, label: 'Verdict', value: gap.verdict, unit: 'label' },
    ]),
    ...(worst === undefined
      ? []
      : ([
          { id: 'worst_attribute', label: 'Groups by', value: worst.attribute, unit: 'label' },
          { id: 'worst_measure', label: 'Measure', value: worst.measure, unit: 'label' },
          { id: 'worst_highest', label: 'Highest', value: worst.highest, unit: 'label' },
          { id: 'worst_lowest', label: 'Lowest', value: worst.lowest, unit: 'label' },
          { id: 'worst_gap', label: 'Gap', value: worst.gap, unit: 'points', interval: worst.interval },
          ...(worst.drivers[0] === undefined
            ? []
            : [
                {
                  id: 'worst_driver',
                  label: 'They differ most in',
                  value: worst.drivers[0].factor,
                  unit: 'label',
                } as const,
              ]),
        ] as const)),
    ...offerFacts(data.offer_gaps),
    ...(data.exposure.length > 0
      ? [
          {
            id: 'exposed_groups',
            label: 'Groups shown recommendations',
            value: data.exposure.length,
            unit: 'groups',
          } as const,
        ]
      : []),
  ]
  return {
    facts,
    table: data.rates.length === 0 ? null : tableOf(ctx, data.rates, scores?.money === true),
    chart: null,
  }
}

function tableOf(ctx: ServiceContext, rates: readonly GroupRates[], money: boolean): ResultTable {
  const { currency } = ctx.shop
  const unit = money ? currency : 'ratio'
  const amount = (value: number | undefined): number | null =>
    value === undefined ? null : money ? toMajor(Math.round(value), currency) : value
  return {
    columns: [
      { key: 'attribute', label: 'Groups by', unit: 'label' },
      { key: 'group', label: 'Group', unit: 'label' },
      { key: 'customers', label: 'Customers', unit: 'customers' },
      { key: 'selection_rate', label: 'Singled out', unit: 'ratio' },
      { key: 'selection_rate_low', label: 'Lower limit (95 %)', unit: 'ratio' },
      { key: 'selection_rate_high', label: 'Upper limit (95 %)', unit: 'ratio' },
      { key: 'recall', label: 'Recall', unit: 'ratio' },
      { key: 'recall_low', label: 'Lower limit (95 %)', unit: 'ratio' },
      { key: 'recall_high', label: 'Upper limit (95 %)', unit: 'ratio' },
      { key: 'precision', label: 'Precision', unit: 'ratio' },
      { key: 'precision_low', label: 'Lower limit (95 %)', unit: 'ratio' },
      { key: 'precision_high', label: 'Upper limit (95 %)', unit: 'ratio' },
      { key: 'foretold_mean', label: 'Foretold, mean', unit },
      { key: 'came_mean', label: 'Came, mean', unit },
      { key: 'difference_low', label: 'Came minus foretold, lower limit', unit },
      { key: 'difference_high', label: 'Upper limit', unit },
      { key: 'caution', label: 'Caution', unit: 'label' },
    ],
    rows: rates.map((one) => ({
      attribute: one.attribute,
      group: one.group,
      customers: one.n,
      ...shareCells('selection_rate', one.selection_rate),
      ...shareCells('recall', one.recall),
      ...shareCells('precision', one.precision),
      foretold_mean: amount(one.calibration.predicted),
      came_mean: amount(one.calibration.actual),
      difference_low: amount(one.calibration.interval?.[0]),
      difference_high: amount(one.calibration.interval?.[1]),
      caution: cautionOf(one),
    })),
    total_rows: rates.length,
  }
}

const cautionOf = ({ undecidable }: GroupRates): string => {
  if (undecidable.includes('selection_rate')) return 'too_small_to_judge'
  return undecidable.length > 0 ? 'recall_not_judged' : 'enough_customers'
}
