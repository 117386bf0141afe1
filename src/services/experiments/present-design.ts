import { asOfDate } from '../../lib/as-of.ts'
import { toMajor } from '../../lib/money.ts'
import type { Fact, Gate, ResultChart, ResultTable } from '../../lib/tool-result.ts'
import type { ServiceContext } from '../context.ts'
import type { DesignExperimentData } from './design-experiment.ts'

/** Facts and table of a plan: what to find, how many it takes, how long. */
export function presentDesign(
  { asOf, shop }: Pick<ServiceContext, 'asOf' | 'shop'>,
  data: DesignExperimentData,
  gate: Gate | null,
): { readonly facts: readonly Fact[]; readonly table: ResultTable; readonly chart: ResultChart | null } {
  const isRate = data.metric !== 'aov'
  const unit = isRate ? 'ratio' : shop.currency
  const shown = (value: number | null): number | null =>
    value === null || isRate ? value : toMajor(value, shop.currency)
  const optional = (id: string, label: string, value: number | null, of: string): Fact[] =>
    value === null ? [] : [{ id, label, value, unit: of }]
  const facts: Fact[] = [
    { id: 'as_of', label: 'As of', value: asOfDate(asOf), unit: 'date' },
    { id: 'metric', label: 'Judged on', value: `design_${data.metric}`, unit: 'label' },
    ...(gate === null
      ? []
      : [
          { id: 'gate', label: 'What is missing', value: gate.failed, unit: 'label' },
          { id: 'gate_have', label: 'Have', value: gate.have, unit: 'count' },
          { id: 'gate_need', label: 'Need', value: gate.need, unit: 'count' },
        ]),
    ...optional('baseline', 'Today', shown(data.baseline), unit),
    ...(data.baseline_measured ? [{ id: 'measured', label: 'Baseline', value: 'measured', unit: 'label' }] : []),
    ...optional('change', 'Change to find', shown(data.change), isRate ? 'points' : unit),
    ...optional('relative_change', 'Relative', data.relative_change, 'ratio'),
    { id: 'power', label: 'Power', value: data.power, unit: 'ratio' },
    { id: 'error', label: 'Error', value: data.error, unit: 'ratio' },
    { id: 'groups', label: 'Groups', value: data.groups, unit: 'groups' },
    ...optional('n_per_group', 'Per group', data.n_per_group, isRate ? 'customers' : 'orders'),
    ...optional('n_total', 'In all', data.n_total, isRate ? 'customers' : 'orders'),
    ...optional('days', 'Days', data.days, 'days'),
    ...optional(
      'daily_traffic',
      'A day brings',
      data.daily_traffic === null ? null : Math.round(data.daily_traffic),
      'count',
    ),
    ...optional('reachable', 'May be written to', data.reachable, 'customers'),
    ...(data.enough === null
      ? []
      : [
          data.enough
            ? { id: 'enough', label: 'Reach', value: 'reach_enough', unit: 'label' }
            : { id: 'too_few', label: 'Reach', value: 'reach_too_few', unit: 'label' },
        ]),
  ]
  return {
    facts,
    table: {
      columns: [
        { key: 'effect', label: 'Change to find', unit: 'ratio' },
        { key: 'n_per_group', label: 'Per group', unit: 'customers' },
        { key: 'days', label: 'Days', unit: 'days' },
      ],
      rows: data.table.map((row) => ({ ...row })),
      total_rows: data.table.length,
    },
    chart: data.table.length > 1 ? { type: 'line', x: 'effect', y: ['n_per_group'] } : null,
  }
}
