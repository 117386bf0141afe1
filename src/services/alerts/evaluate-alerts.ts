import { KithError } from '../../lib/errors.ts'
import {
  clearAlerts,
  hasBeenLookedAt,
  insertAlerts,
  listAlertRules,
  noteFirstLook,
  readEventsSince,
  readOpenSubjects,
  type AlertRuleRow,
  type NewAlert,
} from '../../store/queries/alerts/alerts.ts'
import { inTransaction } from '../../store/queries/proposals/proposals.ts'
import type { ServiceContext } from '../context.ts'
import { queryMetrics } from '../metrics/query-metrics.ts'
import { METRIC_NAMES } from '../metrics/metric-catalogue.ts'
import { resolvePopulation } from '../population/resolve-population.ts'
import {
  alertKindOf,
  customerConditions,
  eventNameOf,
  storedRule,
  type ALERT_OPERATORS,
  type AlertRule,
} from './alert-rule.ts'
import { customerFigures } from './customer-figures.ts'

/** Late events are still told of when they happened in this many days. */
const EVENT_DAYS = 7

export interface EvaluateOptions {
  /** Customers whose facts have changed; null looks at everybody. */
  readonly changed: readonly string[] | null
  /** Their figures before, by customer, where they are known: churn probabilities. */
  readonly before?: ReadonlyMap<string, number>
}

/**
 * Holds rules against the facts as they are now and stores what that fires: a rule fires for a customer (or the shop) when
 * it begins to hold, once, and again only after it has ceased to. The first look at a figure tells nobody: who meets the rule
 * already has not passed anything. A rule that cannot be looked at (a model that the data do not carry yet) waits for that
 * first look. Returns how many alerts fired.
 */
export function evaluateAlerts(
  ctx: ServiceContext,
  options: EvaluateOptions,
  rows: readonly AlertRuleRow[] = listAlertRules(ctx.store),
): number {
  let fired = 0
  for (const row of rows) {
    const rule = storedRule(row)
    if (rule === null) continue
    try {
      const isFirst = rule.metric !== null && !hasBeenLookedAt(ctx.store, row.id)
      const found = lookAt(ctx, row, rule, isFirst ? { ...options, changed: null } : options)
      const begun = isFirst ? found.begun.map((one) => ({ ...one, firedAt: null })) : found.begun
      const written = inTransaction(ctx.store, () => {
        if (isFirst) noteFirstLook(ctx.store, { ruleId: row.id, since: ctx.clock(), asOf: ctx.asOf.until })
        clearAlerts(ctx.store, row.id, found.ended, ctx.clock())
        return insertAlerts(ctx.store, begun)
      })
      if (!isFirst) fired += written
    } catch (error) {
      if (!(error instanceof KithError)) throw error
      ctx.log.debug({ err: error, rule: row.id }, 'an alert rule could not be looked at')
    }
  }
  return fired
}

interface Found {
  readonly begun: readonly NewAlert[]
  readonly ended: readonly string[]
}

function lookAt(ctx: ServiceContext, row: AlertRuleRow, rule: AlertRule, options: EvaluateOptions): Found {
  const now = ctx.clock()
  const shared = {
    ruleId: row.id,
    since: now,
    firedAt: now,
    asOf: ctx.asOf.until,
  }
  const kind = alertKindOf(rule)
  if (kind === 'event') return { begun: eventsOf(ctx, row, rule).map((one) => ({ ...shared, ...one })), ended: [] }
  const open = readOpenSubjects(ctx.store, row.id)
  if (kind === 'shop_metric') {
    const value = shopFigure(ctx, rule)
    const holds = value !== null && rule.condition !== null && passes(value, rule.condition)
    if (!holds) return { begun: [], ended: value === null ? [] : [...open] }
    return open.has('')
      ? { begun: [], ended: [] }
      : { begun: [{ ...shared, subject: '', factKey: '', value, before: null }], ended: [] }
  }
  const holding = resolvePopulation(ctx, customerConditions(rule)).customerIds ?? new Set<string>()
  const looked = options.changed ?? [...new Set([...holding, ...open])]
  const begun = looked.filter((id) => holding.has(id) && !open.has(id))
  const figures = customerFigures(ctx, rule.metric, begun)
  return {
    begun: begun.map((subject) => ({
      ...shared,
      subject,
      factKey: '',
      value: figures.get(subject) ?? null,
      before: rule.metric === 'churn_probability' ? (options.before?.get(subject) ?? null) : null,
    })),
    ended: looked.filter((id) => open.has(id) && !holding.has(id)),
  }
}

type Condition = { readonly op: (typeof ALERT_OPERATORS)[number]; readonly value: number }

function passes(value: number, { op, value: bound }: Condition): boolean {
  switch (op) {
    case 'gt':
      return value > bound
    case 'gte':
      return value >= bound
    case 'lt':
      return value < bound
    case 'lte':
      return value <= bound
  }
}

/** The figure of the shop in the rule's period; null when there is none. */
function shopFigure(ctx: ServiceContext, { metric, period, filters }: AlertRule): number | null {
  const name = METRIC_NAMES.find((one) => one === metric)
  if (name === undefined) return null
  const { facts } = queryMetrics({ ctx, input: { metrics: [name], period: period ?? 'yesterday', filters } })
  const value = facts.find(({ id }) => id === name)?.value
  return typeof value === 'number' ? value : null
}

/** Events that came in since the rule was made, of customers whom it is about. */
function eventsOf(
  ctx: ServiceContext,
  row: AlertRuleRow,
  { event, filters }: AlertRule,
): readonly Pick<NewAlert, 'subject' | 'factKey' | 'value' | 'before'>[] {
  if (event === null) return []
  const events = readEventsSince(ctx.store, {
    name: eventNameOf(event),
    receivedFrom: row.createdAt,
    fromDay: ctx.asOf.day - EVENT_DAYS + 1,
    until: ctx.asOf.until,
  })
  if (events.length === 0) return []
  const about = filters.length === 0 ? null : resolvePopulation(ctx, filters).customerIds
  return events
    .filter(({ customerId }) => about === null || (customerId !== null && about.has(customerId)))
    .map(({ factKey, customerId }) => ({ subject: customerId ?? '', factKey, value: null, before: null }))
}
