import { asOfDate } from '../../lib/as-of.ts'
import { cutPage, type Page, type PageRequest } from '../../lib/page.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { Fact, ResultTable } from '../../lib/tool-result.ts'
import {
  countFiredAlerts,
  listAlertRules,
  listFiredAlerts,
  readAlertRule,
  type AlertRow,
  type AlertRuleRow,
} from '../../store/queries/alerts/alerts.ts'
import { authorise } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import type { ServiceResult } from '../service-result.ts'
import { say } from '../say.ts'
import { storedRule } from './alert-rule.ts'
import { describeRule } from './describe-rule.ts'

export interface WatchedRule {
  readonly alert_id: string
  readonly name: string
  readonly rule: string
  readonly channel: string
  readonly created_on: string
  /** Times that it has fired, and for how many what fired it still holds. */
  readonly fired: number
  readonly open: number
}

export interface FiredAlert {
  readonly alert_id: string
  readonly name: string
  /** Null for a figure of the shop, and for an event of nobody known. */
  readonly customer_id: string | null
  /** UTC, ISO 8601. */
  readonly fired_at: string
  readonly value: number | null
  readonly before: number | null
  /** False once what fired it has ended. */
  readonly open: boolean
}

export interface ListAlertsData {
  readonly rules: readonly WatchedRule[]
  /** Latest first. */
  readonly alerts: readonly FiredAlert[]
}

const LISTED = 50
const RECENT_MS = 7 * 86_400_000

/** What is watched and what has fired, latest first. Rows of customers stay out of shared channels. */
export function listAlerts({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: { readonly limit?: number | undefined }
}): ServiceResult<ListAlertsData> {
  authorise(ctx, 'read:customers')
  const counts = new Map(countFiredAlerts(ctx.store).map((one) => [one.ruleId, one]))
  const rules = listAlertRules(ctx.store).map((row): WatchedRule => {
    const rule = storedRule(row)
    return {
      alert_id: row.id,
      name: row.name,
      rule: rule === null ? row.name : describeRule(rule, ctx.language),
      channel: row.channel,
      created_on: dateOfDay(ctx.shop.zone.dayOf(row.createdAt)),
      fired: counts.get(row.id)?.fired ?? 0,
      open: counts.get(row.id)?.open ?? 0,
    }
  })
  const fired = listFiredAlerts(ctx.store, { limit: input.limit ?? LISTED, after: null })
  const alerts = firedAlerts(ctx, fired)
  return {
    data: { rules, alerts },
    facts: factsOf(ctx, rules, fired, alerts),
    table: tableOf(ctx, alerts, fired),
    chart: null,
    evidence: {
      period: null,
      population: say(ctx, 'alert rules of the shop', '店铺的提醒规则'),
      rows_used: rules.length,
      rows_left_out: {},
      definition: [],
      method: say(
        ctx,
        'as stored: each alert once for each time its rule began to hold',
        '按存储记录：规则每次由不成立变为成立时记一条提醒',
      ),
      model: null,
      sql: [],
    },
  }
}

/** What has fired, latest first, a page at a time. */
export function pageAlerts({ ctx, input }: { ctx: ServiceContext; input: PageRequest }): Page<FiredAlert> {
  authorise(ctx, 'read:customers')
  const rows = listFiredAlerts(ctx.store, { ...input, limit: input.limit + 1 })
  const page = cutPage(rows, input.limit, ({ firedAt, id }) => ({ at: firedAt ?? 0, id: String(id) }))
  return { items: firedAlerts(ctx, page.items), next: page.next }
}

function firedAlerts(ctx: ServiceContext, rows: readonly AlertRow[]): FiredAlert[] {
  const nameOf = ruleNames(ctx)
  return rows.map((row) => ({
    alert_id: row.ruleId,
    name: nameOf(row.ruleId),
    customer_id: row.subject === '' || ctx.actor.sharedChannel ? null : row.subject,
    fired_at: new Date(row.firedAt ?? row.since).toISOString(),
    value: row.value,
    before: row.before,
    open: row.clearedAt === null && row.factKey === '',
  }))
}

function ruleNames({ store }: Pick<ServiceContext, 'store'>): (ruleId: string) => string {
  const known = new Map<string, AlertRuleRow | undefined>()
  return (ruleId) => {
    if (!known.has(ruleId)) known.set(ruleId, readAlertRule(store, ruleId))
    return known.get(ruleId)?.name ?? ruleId
  }
}

function factsOf(
  ctx: ServiceContext,
  rules: readonly WatchedRule[],
  fired: readonly AlertRow[],
  alerts: readonly FiredAlert[],
): Fact[] {
  const since = ctx.clock() - RECENT_MS
  const [latest] = fired
  return [
    { id: 'as_of', label: 'As of', value: asOfDate(ctx.asOf), unit: 'date' },
    { id: 'rules', label: 'Rules watched', value: rules.length, unit: 'count' },
    { id: 'fired', label: 'Alerts fired', value: rules.reduce((sum, rule) => sum + rule.fired, 0), unit: 'count' },
    {
      id: 'fired_last_7_days',
      label: 'Alerts fired in the last seven days',
      value: fired.filter(({ firedAt }) => (firedAt ?? 0) >= since).length,
      unit: 'count',
    },
    { id: 'open', label: 'Alerts that still hold', value: alerts.filter(({ open }) => open).length, unit: 'count' },
    ...(latest === undefined
      ? []
      : [
          {
            id: 'latest_on',
            label: 'Latest alert',
            value: dateOfDay(ctx.shop.zone.dayOf(latest.firedAt ?? latest.since)),
            unit: 'date',
          },
        ]),
  ]
}

function tableOf(ctx: ServiceContext, alerts: readonly FiredAlert[], fired: readonly AlertRow[]): ResultTable {
  return {
    columns: [
      { key: 'fired_on', label: 'Fired on', unit: 'date' },
      { key: 'name', label: 'Alert', unit: 'text' },
      { key: 'customer_id', label: 'Customer', unit: 'id' },
      { key: 'value', label: 'Value', unit: 'score' },
      { key: 'open', label: 'Still holds', unit: 'label' },
    ],
    rows: alerts.map((alert, at) => ({
      fired_on: dateOfDay(ctx.shop.zone.dayOf(fired[at]?.firedAt ?? 0)),
      name: alert.name,
      customer_id: alert.customer_id,
      value: alert.value,
      open: alert.open ? 'yes' : 'no',
    })),
    total_rows: alerts.length,
  }
}
