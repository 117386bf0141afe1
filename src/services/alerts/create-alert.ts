import { previewOf } from '../approvals/proposal-preview.ts'
import { asOfDate } from '../../lib/as-of.ts'
import { InvalidInputError, KithError } from '../../lib/errors.ts'
import type { Filter } from '../../lib/filters.ts'
import { propose } from '../approvals/propose.ts'
import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import { describeFilters } from '../population/describe-filters.ts'
import { resolvePopulation } from '../population/resolve-population.ts'
import type { ServiceResult } from '../service-result.ts'
import { say } from '../say.ts'
import { alertKindOf, customerConditions, type AlertRule } from './alert-rule.ts'
import { describeRule } from './describe-rule.ts'

export interface CreateAlertInput {
  readonly name?: string | undefined
  readonly metric?: NonNullable<AlertRule['metric']> | undefined
  readonly event?: NonNullable<AlertRule['event']> | undefined
  readonly condition?: NonNullable<AlertRule['condition']> | undefined
  readonly filters?: readonly Filter[] | undefined
  readonly period?: NonNullable<AlertRule['period']> | undefined
  readonly channel?: AlertRule['channel'] | undefined
}

export interface CreateAlertData {
  readonly proposal: {
    readonly proposal_id: string
    readonly action: string
    readonly preview: string
    readonly hash: string
    readonly expires_at: string
  }
  readonly kind: ReturnType<typeof alertKindOf>
  readonly rule: string
  /** Customers who meet the rule already: it does not fire for them until they have ceased to; null where none are meant. */
  readonly already: number | null
}

/**
 * Proposes to be told when a figure passes a bound or customers do something. Nothing is watched before the proposal is
 * approved.
 *
 * @throws {KithError} INVALID_INPUT unless exactly one of metric and event is named, a metric with its condition
 */
export function createAlert({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: CreateAlertInput
}): ServiceResult<CreateAlertData> {
  authorise(ctx, 'propose:segment')
  const rule = ruleOf(ctx, input)
  const kind = alertKindOf(rule)
  const already = kind === 'customer_metric' ? countMeeting(ctx, rule) : null
  // An event rule's conditions are looked at now, so that one that cannot be is refused before anybody waits for it.
  if (kind === 'event' && rule.filters.length > 0) resolvePopulation(ctx, rule.filters)
  const row = propose({ ctx, input: { action: 'create_alert', args: rule } })
  const sentence = describeRule(rule, ctx.language)
  return {
    data: {
      proposal: {
        proposal_id: row.id,
        action: row.action,
        preview: previewOf(row, ctx.language),
        hash: row.hash,
        expires_at: new Date(row.expiresAt).toISOString(),
      },
      kind,
      rule: sentence,
      already,
    },
    facts: [
      { id: 'as_of', label: 'As of', value: asOfDate(ctx.asOf), unit: 'date' },
      { id: 'rule', label: 'Told', value: sentence, unit: 'text' },
      { id: 'channel', label: 'Where it is told', value: rule.channel, unit: 'label' },
      ...(already === null
        ? []
        : [{ id: 'already', label: 'Customers who meet it already', value: already, unit: 'customers' }]),
      { id: 'proposal_id', label: 'Proposal', value: row.id, unit: 'id' },
    ],
    table: null,
    evidence: {
      period: null,
      population: describeFilters(rule.filters, ctx.language),
      rows_used: already ?? 0,
      rows_left_out: {},
      definition: [],
      method: say(
        ctx,
        'a proposal; once approved the rule is held against every event and order that arrives and after every refresh, and fires once each time it begins to hold',
        '提案；批准后，每当有事件或订单到达以及每次刷新后都会检查该规则，每次由不成立变为成立时触发一次',
      ),
      model: null,
      sql: [],
    },
  }
}

function ruleOf(ctx: ServiceContext, input: CreateAlertInput): AlertRule {
  const { metric = null, event = null, condition = null } = input
  if ((metric === null) === (event === null)) {
    throw new InvalidInputError('an alert watches a metric or an event, one of the two', {
      field: 'metric',
      hint: 'metric churn_probability with condition {"op": "gte", "value": 0.7}, or event return.',
      details: { reason_code: 'missing', missing: ['metric'] },
    })
  }
  if (metric !== null && condition === null) {
    throw new InvalidInputError('an alert on a metric needs the bound that it passes', {
      field: 'condition',
      hint: 'For example {"op": "gte", "value": 0.7} for 70 %.',
      details: { reason_code: 'missing', missing: ['condition'] },
    })
  }
  if (event !== null && condition !== null) {
    throw new InvalidInputError('an alert on an event takes no condition', {
      field: 'condition',
      hint: 'Choose whose events by filters.',
    })
  }
  if (
    condition !== null &&
    metric !== null &&
    /probability|risk_score/.test(metric) &&
    (condition.value < 0 || condition.value > 1)
  ) {
    throw new InvalidInputError(`${metric} lies between 0 and 1, got ${condition.value}`, {
      field: 'condition.value',
      hint: 'Write 70 % as 0.7.',
    })
  }
  const isShop = alertKindOf({ metric }) === 'shop_metric'
  const rule = {
    metric,
    event,
    condition,
    filters: [...(input.filters ?? [])] as AlertRule['filters'],
    period: isShop ? (input.period ?? 'yesterday') : null,
    channel: input.channel ?? 'web',
  } as const
  const name = input.name?.trim() || describeRule(rule, ctx.language)
  return { ...rule, name: name.slice(0, 200) }
}

/** Customers who meet a rule now; null while the data or a model do not say yet, which a rule may wait for. */
function countMeeting(ctx: ServiceContext, rule: AlertRule): number | null {
  if (rule.filters.length > 0) resolvePopulation(ctx, rule.filters)
  try {
    return resolvePopulation(ctx, customerConditions(rule)).customerIds?.size ?? 0
  } catch (error) {
    if (error instanceof KithError) return null
    throw error
  }
}
