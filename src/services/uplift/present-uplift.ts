import { asOfDate } from '../../lib/as-of.ts'
import type { Fact, Gate, ResultChart, ResultTable } from '../../lib/tool-result.ts'
import type { ServiceContext } from '../context.ts'
import type { MeasureUpliftData, UpliftAdvice, UpliftSegment } from './measure-uplift.ts'

/** Rarer than this by chance: the kinds of customers differ. */
const DIFFERENT = 0.01

/** Facts and table of who responds because of a campaign. */
export function presentUplift(
  { asOf }: Pick<ServiceContext, 'asOf'>,
  data: MeasureUpliftData,
  gate: Gate | null,
): { readonly facts: readonly Fact[]; readonly table: ResultTable; readonly chart: ResultChart | null } {
  const { overall, srm, segments } = data
  // Kinds that the tree found and nothing came of are left to the data.
  const told = segments.filter(({ by, advice }) => by === 'recency' || advice !== 'leave_alone')
  const facts: Fact[] = [
    { id: 'as_of', label: 'As of', value: asOfDate(asOf), unit: 'date' },
    { id: 'campaign', label: 'Campaign', value: data.campaign, unit: 'id' },
    { id: 'name', label: 'Name', value: data.name, unit: 'text' },
    { id: 'outcome', label: 'Outcome', value: data.outcome, unit: 'label' },
    { id: 'window_days', label: 'Window', value: data.window_days, unit: 'days' },
    ...(gate === null
      ? []
      : [
          { id: 'gate', label: 'What is missing', value: gate.failed, unit: 'label' },
          { id: 'gate_have', label: 'Have', value: gate.have, unit: 'customers' },
          { id: 'gate_need', label: 'Need', value: gate.need, unit: 'customers' },
        ]),
    ...(srm === null
      ? []
      : [
          { id: 'srm_p', label: 'Sample ratio, p value', value: srm.p, unit: 'p_value' },
          ...(srm.mismatch
            ? [{ id: 'srm_mismatch', label: 'Sample ratio', value: 'sample_ratio_mismatch', unit: 'label' }]
            : []),
        ]),
    ...overallFacts(overall),
    ...(gate === null ? rankingFacts(data) : []),
    ...(data.bands_p === null
      ? []
      : [{ id: 'bands_p', label: 'Bands alike, p value', value: data.bands_p, unit: 'p_value' }]),
    ...(data.bands_p !== null && data.bands_p < DIFFERENT
      ? [{ id: 'bands_differ', label: 'Bands', value: 'differ', unit: 'label' }]
      : []),
    ...segmentFacts(segments, 'treat'),
    ...segmentFacts(segments, 'harmed'),
    ...segmentFacts(told, 'leave_alone'),
  ]
  return {
    facts,
    table: {
      columns: [
        { key: 'name', label: 'Customers', unit: 'text' },
        { key: 'advice', label: 'Advice', unit: 'label' },
        { key: 'uplift', label: 'Uplift', unit: 'points' },
        { key: 'low', label: 'Lower limit (95 %)', unit: 'points' },
        { key: 'high', label: 'Upper limit (95 %)', unit: 'points' },
        { key: 'treated_rate', label: 'Treated', unit: 'ratio' },
        { key: 'held_out_rate', label: 'Held out', unit: 'ratio' },
        { key: 'customers', label: 'Customers', unit: 'customers' },
      ],
      rows: told.map((segment) => ({
        name: segment.name,
        advice: `uplift_${segment.advice}`,
        uplift: segment.uplift,
        low: segment.interval[0],
        high: segment.interval[1],
        treated_rate: segment.treatedShare,
        held_out_rate: segment.aloneShare,
        customers: segment.treated + segment.alone,
      })),
      total_rows: told.length,
    },
    chart: told.length > 1 ? { type: 'bar', x: 'name', y: ['uplift'] } : null,
  }
}

function overallFacts(overall: MeasureUpliftData['overall']): Fact[] {
  if (overall === null) return []
  const [low, high] = overall.interval
  const state = low > 0 ? 'worked' : high < 0 ? 'did_harm' : 'unclear'
  const n = overall.treated + overall.held_out
  return [
    { id: 'treated', label: 'Treated', value: overall.treated, unit: 'customers' },
    { id: 'held_out', label: 'Held out', value: overall.held_out, unit: 'customers' },
    { id: 'treated_rate', label: 'Rate, treated', value: overall.treated_rate, unit: 'ratio', n: overall.treated },
    { id: 'held_out_rate', label: 'Rate, held out', value: overall.held_out_rate, unit: 'ratio', n: overall.held_out },
    {
      id: 'difference',
      label: 'Uplift among all',
      value: overall.difference,
      unit: 'points',
      n,
      interval: [low, high],
    },
    { id: 'difference_low', label: 'Lower limit (95 %)', value: low, unit: 'points' },
    { id: 'difference_high', label: 'Upper limit (95 %)', value: high, unit: 'points' },
    { id: 'p', label: 'p value', value: overall.p, unit: 'p_value' },
    {
      id: state,
      label: 'Effect among all',
      value: `campaign_${state === 'did_harm' ? 'harmed' : state}`,
      unit: 'label',
    },
  ]
}

function rankingFacts({ qini, interval, uplift_at: top, usable, learner }: MeasureUpliftData): Fact[] {
  if (qini === null || interval === null || top === null) return []
  return [
    { id: 'qini', label: 'Qini', value: qini, unit: 'small', interval },
    { id: 'qini_low', label: 'Lower limit (95 %)', value: interval[0], unit: 'small' },
    { id: 'qini_high', label: 'Upper limit (95 %)', value: interval[1], unit: 'small' },
    { id: 'top_share', label: 'Highest scores', value: top.share, unit: 'ratio' },
    { id: 'top_uplift', label: 'Uplift among them', value: top.value, unit: 'points', interval: top.interval },
    { id: 'top_low', label: 'Lower limit (95 %)', value: top.interval[0], unit: 'points' },
    { id: 'top_high', label: 'Upper limit (95 %)', value: top.interval[1], unit: 'points' },
    { id: 'learner', label: 'Learner', value: learner, unit: 'label' },
    usable === true
      ? { id: 'usable', label: 'Differences between customers', value: 'usable', unit: 'label' }
      : { id: 'not_usable', label: 'Differences between customers', value: 'not_usable', unit: 'label' },
  ]
}

function segmentFacts(segments: readonly UpliftSegment[], advice: UpliftAdvice): Fact[] {
  const own = segments.filter((segment) => segment.advice === advice)
  const ordered = advice === 'harmed' ? own.toReversed() : own
  const [first] = ordered
  if (first === undefined) return []
  return [
    { id: `${advice}_name`, label: 'Customers', value: first.name, unit: 'text' },
    { id: `${advice}_uplift`, label: 'Uplift', value: first.uplift, unit: 'points', interval: first.interval },
    { id: `${advice}_low`, label: 'Lower limit (95 %)', value: first.interval[0], unit: 'points' },
    { id: `${advice}_high`, label: 'Upper limit (95 %)', value: first.interval[1], unit: 'points' },
    { id: `${advice}_segments`, label: 'Such kinds', value: own.length, unit: 'segments' },
  ]
}
