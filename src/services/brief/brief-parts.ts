import type { Fact } from '../../lib/tool-result.ts'
import { listAlerts } from '../alerts/list-alerts.ts'
import { listProposals } from '../approvals/list-proposals.ts'
import { predictChurn } from '../churn/predict-churn.ts'
import type { ServiceContext } from '../context.ts'
import { planInventory } from '../inventory/plan-inventory.ts'
import { explainChange } from '../metrics/explain-change.ts'
import { measureSatisfaction } from '../satisfaction/measure-satisfaction.ts'
import type { ServiceResult } from '../service-result.ts'
import { actionOutcomes, type ActionOutcome } from './action-outcomes.ts'

/** What one part of the shop has to say: nothing, or facts that are worth a word. */
export interface BriefPart {
  readonly topic: string
  readonly facts: readonly Fact[]
}

export interface BriefPeriod {
  readonly from: string
  readonly to: string
}

type Part = (ctx: ServiceContext, period: BriefPeriod) => Promise<BriefPart | null> | BriefPart | null

/** The parts of a brief besides the figures that moved, in the order in which they are told. */
export const BRIEF_PARTS: Readonly<Record<string, Part>> = {
  alerts: (ctx, { from }) => {
    const { data } = listAlerts({ ctx, input: {} })
    const fired = data.alerts.filter(({ fired_at }) => fired_at >= from)
    return fired.length === 0
      ? null
      : part('alerts', [
          { id: 'alerts_fired', label: 'Alerts that fired', value: fired.length, unit: 'alerts' },
          { id: 'latest_alert', label: 'Latest alert', value: fired[0]?.name ?? '', unit: 'text' },
        ])
  },
  leaving: async (ctx) => {
    const { gate, facts } = await predictChurn({
      ctx,
      input: { filters: [{ field: 'value_tier', op: 'eq', value: 'high' }], limit: 1 },
    })
    const high = pick(facts, 'high')
    if (gate != null || Number(high?.value ?? 0) === 0) return null
    return part('leaving', [
      rename(high, 'vip_leaving', 'High-value customers in the high churn tier'),
      rename(pick(facts, 'high_at_stake'), 'vip_at_stake', 'What they would bring if they stayed'),
    ])
  },
  stock: (ctx) => {
    const { data, facts } = planInventory({ ctx, input: { limit: 1 } })
    const [first] = data.products
    if (data.totals.runs_out_in_lead_time === 0 || first?.stock_out_on == null) return null
    return part('stock', [
      rename(pick(facts, 'short'), 'short_products', 'Products that run out before an order arrives'),
      { id: 'first_short', label: 'First to run out', value: first.product_id, unit: 'id' },
      { id: 'first_short_on', label: 'Runs out on', value: first.stock_out_on, unit: 'date' },
    ])
  },
  satisfaction: (ctx, period) => {
    const { data } = measureSatisfaction({ ctx, input: { period, compare: 'previous' } })
    const change = data.change?.csat ?? null
    if (change === null || change.interval[0] * change.interval[1] <= 0) return null
    return part('satisfaction', [
      { id: 'csat_now', label: 'Satisfied', value: data.csat?.value ?? null, unit: 'ratio', n: data.csat?.n ?? 0 },
      { id: 'csat_change', label: 'Change', value: change.difference, unit: 'points' },
      { id: 'csat_change_low', label: 'Lower limit (95 %)', value: change.interval[0], unit: 'points' },
      { id: 'csat_change_high', label: 'Upper limit (95 %)', value: change.interval[1], unit: 'points' },
    ])
  },
  decisions: (ctx) => {
    const waiting = listProposals({ ctx, input: { status: 'proposed' } }).length
    return waiting === 0
      ? null
      : part('decisions', [{ id: 'waiting', label: 'Proposals that wait', value: waiting, unit: 'proposals' }])
  },
  outcomes: (ctx) => {
    const outcomes = actionOutcomes(ctx)
    return outcomes.length === 0 ? null : part('outcomes', outcomes.flatMap(outcomeFacts))
  },
}

function outcomeFacts({ action, audienceId, days, extraOrders }: ActionOutcome, index: number): Fact[] {
  const id = `outcome_${index + 1}`
  const named: Fact[] = [
    { id, label: 'Audience or plan', value: audienceId, unit: 'id' },
    { id: `${id}_action`, label: 'Action', value: action, unit: 'label' },
  ]
  if (extraOrders === null)
    return [...named, { id: `${id}_early_days`, label: 'Days so far', value: days, unit: 'days' }]
  const { value, interval } = extraOrders
  return [
    ...named,
    { id: `${id}_orders`, label: 'Extra orders against those left alone', value, unit: 'orders', interval },
    { id: `${id}_low`, label: 'Lower limit (95 %)', value: interval[0], unit: 'orders' },
    { id: `${id}_high`, label: 'Upper limit (95 %)', value: interval[1], unit: 'orders' },
  ]
}

/** Why net revenue moved: the part of the shop that fell or rose most. */
export function whyRevenueMoved(ctx: ServiceContext, period: BriefPeriod, fell: boolean): readonly Fact[] {
  const { data, facts } = explainChange({ ctx, input: { metric: 'net_revenue', period, compare: 'previous' } })
  const key = fell ? 'biggest_fall' : 'biggest_rise'
  // What began in these days tells more than what had been going on before.
  const begun = data.events.find(({ from }) => from >= period.from) ?? data.events[0]
  const dimension = pick(facts, `${key}_dimension`)
  return [
    dimension === undefined ? null : { ...dimension, id: 'cause_dimension', unit: 'label' },
    rename(pick(facts, `${key}_name`), 'cause', 'Moved most'),
    rename(pick(facts, `${key}_value`), 'cause_value', 'By'),
    begun === undefined ? null : { id: 'cause_event', label: 'What was going on', value: begun.name, unit: 'text' },
  ].filter((fact) => fact !== null)
}

const pick = (facts: ServiceResult<unknown>['facts'], id: string): Fact | undefined =>
  facts.find((fact) => fact.id === id)

const rename = (fact: Fact | undefined, id: string, label: string): Fact | null =>
  fact === undefined || fact.value === null ? null : { ...fact, id, label }

const part = (topic: string, facts: readonly (Fact | null)[]): BriefPart => ({
  topic,
  facts: facts.filter((fact) => fact !== null),
})
