import { asOfDate } from '../../lib/as-of.ts'
import { toMajor } from '../../lib/money.ts'
import type { Fact, Gate, ResultChart, ResultTable } from '../../lib/tool-result.ts'
import type { ServiceContext } from '../context.ts'
import type { AllocateBudgetData } from './allocate-budget.ts'

/** Facts and table of a plan of spending. */
export function presentBudget(
  { asOf, shop: { currency } }: Pick<ServiceContext, 'asOf' | 'shop'>,
  data: AllocateBudgetData,
  { gate, given }: { readonly gate: Gate | null; readonly given: boolean },
): { readonly facts: readonly Fact[]; readonly table: ResultTable; readonly chart: ResultChart | null } {
  const money = (id: string, label: string, minor: number | null | undefined): Fact[] =>
    minor === null || minor === undefined ? [] : [{ id, label, value: toMajor(minor, currency), unit: currency }]
  const spent = data.plan.filter(({ spend_minor: spend }) => spend > 0)
  const facts: Fact[] = [
    { id: 'as_of', label: 'As of', value: asOfDate(asOf), unit: 'date' },
    ...(gate === null
      ? []
      : [
          { id: 'gate', label: 'What is missing', value: gate.failed, unit: 'label' },
          { id: 'gate_have', label: 'Have', value: gate.have, unit: 'count' },
          { id: 'gate_need', label: 'Need', value: gate.need, unit: 'count' },
        ]),
    ...money('budget', 'Budget', data.budget_minor),
    ...(given ? [] : [{ id: 'last_spend', label: 'Budget', value: 'budget_of_last_editions', unit: 'label' }]),
    ...money('expected', 'Expected incremental margin', data.expected_minor),
    ...money('expected_low', 'Lower limit (95 %)', data.interval?.[0]),
    ...money('expected_high', 'Upper limit (95 %)', data.interval?.[1]),
    ...(data.unspent_minor === null || data.unspent_minor < 1
      ? []
      : money('unspent', 'Better kept', data.unspent_minor)),
    ...(data.next_unit === null
      ? []
      : [
          {
            id: 'next_unit',
            label: 'One more unit brings',
            value: toMajor(100, currency) * data.next_unit,
            unit: currency,
          },
        ]),
    ...(spent[0] === undefined
      ? []
      : [
          { id: 'first', label: 'Most goes to', value: spent[0].option, unit: 'id' },
          ...money('first_spend', 'So much', spent[0].spend_minor),
        ]),
    ...(data.plan.some(({ shape_assumed: assumed }) => assumed)
      ? [{ id: 'shape_assumed', label: 'Shape', value: 'shape_assumed', unit: 'label' }]
      : []),
    { id: 'left_out', label: 'Campaigns left out', value: data.left_out.length, unit: 'campaigns' },
  ]
  return {
    facts,
    table: {
      columns: [
        { key: 'option', label: 'Option', unit: 'id' },
        { key: 'spend', label: 'Spend', unit: currency },
        { key: 'expected', label: 'Expected incremental margin', unit: currency },
        { key: 'low', label: 'Lower limit (95 %)', unit: currency },
        { key: 'high', label: 'Upper limit (95 %)', unit: currency },
        { key: 'next', label: 'Next unit brings', unit: 'score' },
        { key: 'tried', label: 'Largest amount tried', unit: currency },
      ],
      rows: data.plan.map((one) => ({
        option: one.option,
        spend: toMajor(one.spend_minor, currency),
        expected: toMajor(one.expected_minor, currency),
        low: one.interval === null ? null : toMajor(one.interval[0], currency),
        high: one.interval === null ? null : toMajor(one.interval[1], currency),
        next: one.marginal_return,
        tried: toMajor(one.tried_minor, currency),
      })),
      total_rows: data.plan.length,
    },
    chart: spent.length > 1 ? { type: 'bar', x: 'option', y: ['spend', 'expected'] } : null,
  }
}
