import { MS_PER_DAY } from '../../lib/time-zone.ts'
import {
  readBought,
  readGivenBack,
  readVisitDays,
  type ExposureRow,
} from '../../store/queries/campaigns/read-exposures.ts'
import type { ServiceContext } from '../context.ts'
import { OF_MESSAGES, RETENTION_DAYS, type ExperimentMetric } from './experiment-metrics.ts'
import { withWindowOver, type CampaignGroup } from './load-groups.ts'

/** A group with what each of its members did. */
export interface MeasuredArm {
  readonly group: CampaignGroup
  /** Members who count: delivered to for opens and clicks, else all whose window is over. */
  readonly members: readonly ExposureRow[]
  /** 0 or 1 for rates, minor units for revenue; in the order of the members. */
  readonly values: Float64Array
  /** Net revenue before the campaign, for revenue only. */
  readonly before: Float64Array | null
  /** Members whose window is not over yet. */
  readonly waiting: number
}

export interface MeasureRequest {
  readonly campaignId: string
  readonly metric: ExperimentMetric
  readonly windowDays: number
}

/** Days before the campaign whose revenue explains part of the revenue after it. */
const BEFORE_DAYS = 90

/** What every member of every group did, by one metric. */
export function measureMembers(
  ctx: ServiceContext,
  groups: readonly CampaignGroup[],
  { campaignId, metric, windowDays }: MeasureRequest,
): MeasuredArm[] {
  const days = spanOf(metric, windowDays)
  const hasControl = groups.some(({ isControl }) => isControl)
  const arms = groups.map((group) => {
    // Of those held out nobody was delivered to, so all who were assigned are compared with all who were assigned.
    const reached = hasControl ? group.members : group.members.filter(({ deliveredAt }) => deliveredAt !== null)
    const members = withWindowOver(reached, days, ctx)
    return { group, members, waiting: reached.length - members.length }
  })
  const valueOf = valueReader(ctx, { campaignId, metric, windowDays })
  const earlier = metric === 'revenue' ? revenueReader(ctx, campaignId, -BEFORE_DAYS, 0) : null
  return arms.map((arm) => ({
    ...arm,
    values: Float64Array.from(arm.members, valueOf),
    before: earlier === null ? null : Float64Array.from(arm.members, earlier),
  }))
}

/** Days that must have passed since a customer's turn. */
export function spanOf(metric: ExperimentMetric, windowDays: number): number {
  if (OF_MESSAGES.includes(metric)) return 0
  const retention = RETENTION_DAYS[metric]
  return retention === undefined ? windowDays : retention + 1
}

type ValueReader = (member: ExposureRow) => number

function valueReader(ctx: ServiceContext, { campaignId, metric, windowDays }: MeasureRequest): ValueReader {
  const { until } = ctx.asOf
  const to = windowDays * MS_PER_DAY
  if (metric === 'open_rate') return ({ openedAt }) => Number(openedAt !== null)
  if (metric === 'click_rate') return ({ clickedAt }) => Number(clickedAt !== null)
  if (metric === 'unsubscribe_rate') return ({ unsubscribedAt }) => Number(unsubscribedAt !== null)
  if (metric === 'revenue') return revenueReader(ctx, campaignId, 0, windowDays)
  if (metric === 'conversion') {
    const buyers = new Set(
      readBought(ctx.store, { campaignId, from: 0, to, until }).map(({ customerId }) => customerId),
    )
    return ({ customerId }) => Number(buyers.has(customerId))
  }
  const retention = RETENTION_DAYS[metric]
  const span = retention === undefined ? to : (retention + 2) * MS_PER_DAY
  const visits = readVisitDays(ctx.store, { campaignId, from: 0, to: span, until })
  if (retention === undefined) {
    const visitors = new Set(visits.map(([customerId]) => customerId))
    return ({ customerId }) => Number(visitors.has(customerId))
  }
  const seen = new Set(visits.map(([customerId, day]) => `${customerId}/${day}`))
  return ({ customerId, sentAt }) => Number(seen.has(`${customerId}/${ctx.shop.zone.dayOf(sentAt) + retention}`))
}

/** Net revenue of each customer in days counted from their turn, in minor units. */
export function revenueReader(ctx: ServiceContext, campaignId: string, fromDay: number, toDay: number): ValueReader {
  const stretch = {
    campaignId,
    from: fromDay * MS_PER_DAY,
    to: toDay * MS_PER_DAY,
    until: ctx.asOf.until,
  }
  const gross = new Map(readBought(ctx.store, stretch).map(({ customerId, grossMinor }) => [customerId, grossMinor]))
  const back = readGivenBack(ctx.store, stretch)
  return ({ customerId }) => (gross.get(customerId) ?? 0) - (back.get(customerId) ?? 0)
}
