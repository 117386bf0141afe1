import { asOfDate } from '../../lib/as-of.ts'
import { KithError } from '../../lib/errors.ts'
import type { PeriodInput } from '../../lib/filters.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import type { Fact } from '../../lib/tool-result.ts'
import { authorise, mayRole } from '../access/authorise.ts'
import type { ServiceContext } from '../context.ts'
import { termLabel } from '../definitions/read-definitions.ts'
import { metricUnit } from '../metrics/metric-rows.ts'
import { metricWindow } from '../metrics/metric-window.ts'
import type { ServiceResult } from '../service-result.ts'
import { say } from '../say.ts'
import { BRIEF_PARTS, whyRevenueMoved, type BriefPart } from './brief-parts.ts'
import { briefDefinitions } from './definitions.ts'
import { movedMetrics, type MovedMetric } from './moved-metrics.ts'

export interface GetBriefInput {
  /** last_7_days unless given. */
  readonly period?: PeriodInput | undefined
}

export interface BriefFinding {
  /** A metric that moved, or alerts, leaving, stock, satisfaction, decisions, outcomes. */
  readonly topic: string
  readonly figures: Readonly<Record<string, number | string | null>>
}

export interface BriefData {
  readonly period: { readonly from: string; readonly to: string; readonly name: string }
  readonly findings: readonly BriefFinding[]
  /** True when nothing is worth a word: a scheduled brief is then not sent. */
  readonly quiet: boolean
  /** Parts that could not be looked at, for lack of data or of rights. */
  readonly not_looked_at: readonly string[]
}

/**
 * What somebody who runs the shop should know: figures that left their usual range and why, alerts, good customers about to
 * leave, what runs out, whether customers are less content, what waits for a decision, and what past plans brought. Each
 * only when it matters.
 */
export async function getBrief({
  ctx,
  input,
}: {
  ctx: ServiceContext
  input: GetBriefInput
}): Promise<ServiceResult<BriefData>> {
  authorise(ctx, 'read:aggregates')
  const window = metricWindow(ctx, { period: input.period ?? 'last_7_days', grain: null, compare: 'previous' })
  const { fromDay, toDay } = window.visible
  const period = { from: dateOfDay(fromDay), to: dateOfDay(toDay) }
  const moved = movedMetrics(ctx, { fromDay, toDay })
  const revenue = moved.find(({ metric }) => metric === 'net_revenue')
  const causes =
    revenue === undefined || !mayRole(ctx.actor.role, 'read:customers')
      ? []
      : whyRevenueMoved(ctx, period, revenue.value < revenue.before)
  const parts: BriefPart[] = []
  const notLookedAt: string[] = []
  for (const [topic, look] of Object.entries(BRIEF_PARTS)) {
    try {
      const found = await look(ctx, period)
      if (found !== null) parts.push(found)
    } catch (error) {
      if (!(error instanceof KithError)) throw error
      notLookedAt.push(topic)
    }
  }
  const findings = [
    ...moved.map(({ metric, ...figures }): BriefFinding => ({ topic: metric, figures: { ...figures } })),
    ...parts.map(({ topic, facts }): BriefFinding => ({
      topic,
      figures: Object.fromEntries(facts.map(({ id, value }) => [id, value])),
    })),
  ]
  const quiet = findings.length === 0
  return {
    data: { period: { ...period, name: window.period.name }, findings, quiet, not_looked_at: notLookedAt },
    facts: [
      { id: 'as_of', label: 'As of', value: asOfDate(ctx.asOf), unit: 'date' },
      { id: 'period_from', label: 'From', value: period.from, unit: 'date' },
      { id: 'period_to', label: 'To', value: dateOfDay(toDay - 1), unit: 'date' },
      { id: 'findings', label: 'Worth a word', value: findings.length, unit: 'findings' },
      ...(quiet ? [{ id: 'quiet', label: 'Quiet', value: 'yes', unit: 'label' }] : []),
      ...moved.flatMap((one) => movedFacts(ctx, one)),
      ...causes,
      ...parts.flatMap(({ facts }) => facts),
    ],
    table: null,
    evidence: {
      period: { ...period, name: window.period.name },
      population: say(ctx, 'all customers', '全部客户'),
      rows_used: findings.length,
      rows_left_out: {},
      definition: briefDefinitions[ctx.language],
      method: say(
        ctx,
        'each figure against the median and two robust deviations of the twelve periods before',
        '各指标与此前十二期的中位数及两倍稳健偏差比较',
      ),
      model: null,
      sql: [],
    },
    warnings: notLookedAt.map((topic) =>
      ctx.language === 'zh' ? `未能查看：${topic}` : `not looked at, for lack of data or of rights: ${topic}`,
    ),
  }
}

function movedFacts(ctx: ServiceContext, one: MovedMetric): Fact[] {
  const { metric } = one
  const unit = metricUnit(metric, ctx.shop.currency)
  const label = termLabel(metric, ctx.language)
  const counted = (value: number): number => (unit === 'orders' || unit === 'customers' ? Math.round(value) : value)
  return [
    { id: `moved_${metric}`, label, value: one.value, unit },
    { id: `moved_${metric}_before`, label, value: one.before, unit },
    { id: `moved_${metric}_change`, label, value: one.change, unit: 'ratio' },
    { id: `moved_${metric}_low`, label, value: counted(one.usualLow), unit },
    { id: `moved_${metric}_high`, label, value: counted(one.usualHigh), unit },
  ]
}
