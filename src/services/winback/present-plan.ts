import { asOfDate } from '../../lib/as-of.ts'
import { toMajor } from '../../lib/money.ts'
import type { Fact, ResultTable } from '../../lib/tool-result.ts'
import type { ServiceContext } from '../context.ts'
import type { ValueBasis } from '../value/value-parameters.ts'
import { say } from '../say.ts'
import type { WinbackPlanData } from './plan-winback.ts'

/** Below so many people a hold-out measures nothing. */
const FEW = 50

/** Facts, table and warnings of a plan. */
export function presentPlan(
  { shop, asOf, language }: Pick<ServiceContext, 'shop' | 'asOf' | 'language'>,
  { plan_id: id, actions, holdout, totals }: WinbackPlanData,
  { basis, saved, worthIt }: { readonly basis: ValueBasis; readonly saved: boolean; readonly worthIt: number },
): {
  readonly facts: readonly Fact[]
  readonly table: ResultTable
  readonly warnings: readonly string[]
  readonly suggestions: readonly string[]
} {
  const { currency } = shop
  const money = (minor: number): number => toMajor(minor, currency)
  const facts: Fact[] = [{ id: 'as_of', label: 'As of', value: asOfDate(asOf), unit: 'date' }]
  if (id !== null) facts.push({ id: 'plan_id', label: 'Plan', value: id, unit: 'id' })
  if (totals !== null) {
    facts.push(
      { id: 'candidates', label: 'Silent customers considered', value: totals.candidates, unit: 'customers' },
      { id: 'worth_it', label: 'Of them worth an offer', value: worthIt, unit: 'customers' },
      { id: 'actions', label: 'Customers to write to', value: totals.actions, unit: 'customers' },
      { id: 'cost', label: 'Expected cost', value: money(totals.cost_minor), unit: currency, n: totals.actions },
      {
        id: 'expected_gain',
        label: 'Expected gain, net of cost',
        value: money(totals.expected_gain_minor),
        unit: currency,
        n: totals.actions,
      },
      {
        id: 'extra_returns',
        label: 'Customers expected to come back because of it',
        value: Math.round(totals.expected_extra_orders * 10) / 10,
        unit: 'customers',
      },
      {
        id: 'basis',
        label: 'Gain counted in',
        value: basis === 'gross_margin' ? 'value_in_gross_margin' : basis,
        unit: 'label',
      },
      ...(totals.budget_minor === null
        ? []
        : [{ id: 'budget', label: 'Budget', value: money(totals.budget_minor), unit: currency }]),
      ...totals.by_reason.flatMap(({ reason, customers }, index) => [
        { id: `reason_${index + 1}`, label: 'Reason', value: `winback_${reason}`, unit: 'label' },
        { id: `reason_${index + 1}_customers`, label: 'Customers with it', value: customers, unit: 'customers' },
      ]),
    )
  }
  if (holdout !== null) {
    facts.push(
      { id: 'holdout', label: 'Held out at random', value: holdout.size, unit: 'customers' },
      { id: 'holdout_share', label: 'Share held out', value: holdout.share, unit: 'ratio' },
      { id: 'window_days', label: 'Window', value: holdout.window_days, unit: 'days' },
      { id: 'read_out_on', label: 'Read out from', value: holdout.read_out_on, unit: 'date' },
    )
    if (holdout.detectable_difference !== null) {
      const value = holdout.detectable_difference
      facts.push({
        id: 'detectable',
        label: 'Difference that the read-out can tell from chance',
        value,
        unit: 'points',
      })
    }
  }
  const warnings = [
    say(
      { language },
      "the lifts of the offers are assumptions of the shop's settings until a read-out has measured them",
      '在有效果复盘之前，各项优惠的提升率只是店铺设置中的假设',
    ),
    ...(saved || actions.length === 0
      ? []
      : [
          say(
            { language },
            'this role may not keep plans, so there will be no read-out of this one',
            '当前角色不能保存计划，因此这份计划不会有效果复盘',
          ),
        ]),
    ...(holdout !== null && actions.length > 0 && holdout.size < FEW
      ? [
          say(
            { language },
            'the hold-out is small: the read-out will tell only a very large effect from chance',
            '对照组较小：只有非常大的效果才能与偶然波动区分开',
          ),
        ]
      : []),
  ]
  return {
    facts,
    table: {
      columns: [
        { key: 'customer_id', label: 'Customer', unit: 'id' },
        { key: 'reason', label: 'Reason', unit: 'label' },
        { key: 'why', label: 'Why', unit: 'text' },
        { key: 'offer', label: 'Offer', unit: 'label' },
        { key: 'contact_on', label: 'Write on', unit: 'date' },
        { key: 'expected_gain', label: 'Expected gain', unit: currency },
        { key: 'cost', label: 'Expected cost', unit: currency },
        { key: 'probability_alive', label: 'Still a customer', unit: 'ratio' },
      ],
      rows: actions.map((action) => ({
        customer_id: action.customer_id,
        reason: `winback_${action.reason}`,
        why: action.why,
        offer: action.offer,
        contact_on: action.contact_on,
        expected_gain: money(action.expected_gain_minor),
        cost: money(action.cost_minor),
        probability_alive: action.probability_alive,
      })),
      total_rows: totals?.actions ?? 0,
    },
    warnings,
    suggestions: suggestionsFor(language, id),
  }
}

const suggestionsFor = (language: 'en' | 'zh', id: string | null): string[] =>
  language === 'zh'
    ? ['打开第一位客户的画像', ...(id === null ? [] : [`挽回计划 ${id} 的效果如何？`])]
    : ['Open the profile of the first customer', ...(id === null ? [] : [`What did ${id} bring?`])]
