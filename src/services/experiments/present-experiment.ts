import { asOfDate } from '../../lib/as-of.ts'
import { toMajor } from '../../lib/money.ts'
import type { Fact, Gate, ResultChart, ResultTable } from '../../lib/tool-result.ts'
import type { ServiceContext } from '../context.ts'
import type { AdjustedComparison, EvaluateExperimentData } from './evaluate-experiment.ts'

interface Presented {
  readonly facts: readonly Fact[]
  readonly table: ResultTable
  readonly chart: ResultChart | null
}

/** Facts and table of an experiment: who was compared, by how much they differ, and what that says. */
export function presentExperiment(
  { asOf, shop }: Pick<ServiceContext, 'asOf' | 'shop'>,
  {
    data,
    main,
    gate,
    waiting,
    minimumEffect,
  }: {
    readonly data: EvaluateExperimentData
    readonly main: AdjustedComparison | null
    readonly gate: Gate | null
    readonly waiting: number
    readonly minimumEffect: number
  },
): Presented {
  const isRate = data.metric !== 'revenue'
  const unit = isRate ? 'ratio' : shop.currency
  const changeUnit = isRate ? 'points' : shop.currency
  const shown = (value: number): number => (isRate ? value : toMajor(value, shop.currency))
  const facts: Fact[] = [
    { id: 'as_of', label: 'As of', value: asOfDate(asOf), unit: 'date' },
    { id: 'experiment', label: 'Experiment', value: data.experiment, unit: 'id' },
    { id: 'name', label: 'Name', value: data.name, unit: 'text' },
    { id: 'metric', label: 'Judged on', value: data.metric, unit: 'label' },
    { id: 'window_days', label: 'Window', value: data.window_days, unit: 'days' },
    { id: 'groups', label: 'Groups', value: data.groups.length, unit: 'groups' },
    ...(waiting === 0 ? [] : [{ id: 'waiting', label: 'Window not over', value: waiting, unit: 'customers' }]),
    ...ratioFacts(data),
    ...gateFacts(gate),
    ...(main === null ? [] : comparisonFacts(data, main, { unit, changeUnit, shown, minimumEffect })),
    ...(main === null || isRate ? [] : moneyFacts(main, changeUnit, shown)),
    ...data.secondary.flatMap(({ metric, difference, p_adjusted: p }, i): Fact[] => [
      { id: `other_${i + 1}`, label: 'Also measured', value: metric, unit: 'label' },
      { id: `other_${i + 1}_difference`, label: 'Difference', value: difference, unit: 'points' },
      { id: `other_${i + 1}_p`, label: 'p value, adjusted', value: p, unit: 'p_value' },
    ]),
  ]
  return {
    facts,
    table: {
      columns: [
        { key: 'group', label: 'Group', unit: 'text' },
        { key: 'assigned', label: 'Assigned', unit: 'customers' },
        { key: 'n', label: 'Counted', unit: 'customers' },
        { key: 'hits', label: 'Did it', unit: 'customers' },
        { key: 'value', label: 'Result', unit },
        { key: 'low', label: 'Lower limit (95 %)', unit },
        { key: 'high', label: 'Upper limit (95 %)', unit },
      ],
      rows: data.groups.map(({ name, assigned, n, hits, value, interval }) => ({
        group: name,
        assigned,
        n,
        hits,
        value: value === null ? null : shown(value),
        low: interval?.[0] ?? null,
        high: interval?.[1] ?? null,
      })),
      total_rows: data.groups.length,
    },
    chart: data.groups.length > 1 && gate === null ? { type: 'bar', x: 'group', y: ['value'] } : null,
  }
}

function ratioFacts({ srm, groups }: EvaluateExperimentData): Fact[] {
  if (srm === null) return []
  const n = groups.reduce((sum, { assigned }) => sum + assigned, 0)
  return [
    { id: 'srm_p', label: 'Sample ratio, p value', value: srm.p, unit: 'p_value', n },
    srm.mismatch
      ? { id: 'srm_mismatch', label: 'Sample ratio', value: 'sample_ratio_mismatch', unit: 'label' }
      : { id: 'srm_fits', label: 'Sample ratio', value: 'sample_ratio_fits', unit: 'label' },
    { id: 'srm_expected', label: 'Planned share of the reference', value: srm.expected[0] ?? null, unit: 'ratio' },
    { id: 'srm_observed', label: 'Its share', value: srm.observed[0] ?? null, unit: 'ratio' },
  ]
}

const gateFacts = (gate: Gate | null): Fact[] =>
  gate === null
    ? []
    : [
        { id: 'gate', label: 'What is missing', value: gate.failed, unit: 'label' },
        { id: 'gate_have', label: 'Have', value: gate.have, unit: 'count' },
        { id: 'gate_need', label: 'Need', value: gate.need, unit: 'count' },
        ...(gate.opens_on === null
          ? []
          : [{ id: 'opens_on', label: 'Opens on', value: gate.opens_on, unit: 'date' } as const]),
      ]

function comparisonFacts(
  { groups }: EvaluateExperimentData,
  main: AdjustedComparison,
  show: {
    readonly unit: string
    readonly changeUnit: string
    readonly shown: (value: number) => number
    readonly minimumEffect: number
  },
): Fact[] {
  const { unit, changeUnit, shown } = show
  const reference = groups.find(({ name }) => name === main.reference)
  const group = groups.find(({ name }) => name === main.group)
  const [low, high] = main.interval
  const n = (reference?.n ?? 0) + (group?.n ?? 0)
  return [
    { id: 'reference', label: 'Compared with', value: main.reference, unit: 'text' },
    { id: 'group', label: 'Group', value: main.group, unit: 'text' },
    { id: 'reference_n', label: 'Customers in the reference', value: reference?.n ?? null, unit: 'customers' },
    { id: 'group_n', label: 'Customers in the group', value: group?.n ?? null, unit: 'customers' },
    { id: 'reference_value', label: 'Reference', value: shown(reference?.value ?? 0), unit, n: reference?.n ?? 0 },
    { id: 'group_value', label: 'Group', value: shown(group?.value ?? 0), unit, n: group?.n ?? 0 },
    {
      id: 'difference',
      label: 'Difference',
      value: shown(main.difference),
      unit: changeUnit,
      n,
      interval: [shown(low), shown(high)],
    },
    { id: 'difference_low', label: 'Lower limit (95 %)', value: shown(low), unit: changeUnit },
    { id: 'difference_high', label: 'Upper limit (95 %)', value: shown(high), unit: changeUnit },
    ...(main.lift === null
      ? []
      : [{ id: 'lift', label: 'Relative to the reference', value: main.lift, unit: 'ratio' }]),
    { id: 'test', label: 'Test', value: main.test, unit: 'label' },
    { id: 'p', label: 'p value', value: main.p, unit: 'p_value', n },
    ...(main.p_adjusted === main.p
      ? []
      : [{ id: 'p_adjusted', label: 'Adjusted', value: main.p_adjusted, unit: 'p_value' }]),
    ...(main.probability_better === null
      ? []
      : [
          {
            id: 'probability_better',
            label: 'Chance that the group is truly above the reference',
            value: main.probability_better,
            unit: 'ratio',
          },
        ]),
    ...(main.always_valid === null
      ? []
      : [
          {
            id: 'always_low',
            label: 'Lower limit, however often one looks',
            value: shown(main.always_valid[0]),
            unit: changeUnit,
          },
          {
            id: 'always_high',
            label: 'Upper limit, however often one looks',
            value: shown(main.always_valid[1]),
            unit: changeUnit,
          },
        ]),
    { id: 'verdict', label: 'Verdict', value: main.verdict, unit: 'label' },
    { id: main.verdict, label: 'Verdict', value: main.verdict, unit: 'label' },
    { id: 'minimum_effect', label: 'Smallest effect of interest', value: show.minimumEffect, unit: 'ratio' },
    ...(main.needed_per_group === null
      ? []
      : [{ id: 'needed_per_group', label: 'Needed per group', value: main.needed_per_group, unit: 'customers' }]),
  ]
}

const moneyFacts = (main: AdjustedComparison, unit: string, shown: (value: number) => number): Fact[] => [
  ...(main.cuped === null
    ? []
    : [
        { id: 'cuped_difference', label: 'Difference after CUPED', value: shown(main.cuped.difference), unit },
        { id: 'cuped_low', label: 'Lower limit', value: shown(main.cuped.interval[0]), unit },
        { id: 'cuped_high', label: 'Upper limit', value: shown(main.cuped.interval[1]), unit },
        {
          id: 'cuped_reduction',
          label: 'Scatter explained by the past',
          value: main.cuped.variance_reduction,
          unit: 'ratio',
        },
      ]),
  ...(main.mann_whitney_p === null
    ? []
    : [{ id: 'mann_whitney_p', label: 'Mann-Whitney p value', value: main.mann_whitney_p, unit: 'p_value' }]),
]
