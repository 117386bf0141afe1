import { readCampaigns } from '../../store/queries/campaigns/read-campaigns.ts'
import { measureCampaign } from '../campaigns/campaign-members.ts'
import { findCampaign, seriesOf } from '../campaigns/find-campaign.ts'
import { measureIncrement } from '../campaigns/measure-increment.ts'
import type { ServiceContext } from '../context.ts'
import { loadGroups } from '../experiments/load-groups.ts'

/** What one amount brought once. Money in minor units. */
export interface PastSpend {
  readonly campaign: string
  readonly spend_minor: number
  readonly response_minor: number
  readonly interval: readonly [number, number]
}

export interface PastOption {
  /** The newest campaign of its kind. */
  readonly option: string
  readonly points: readonly PastSpend[]
}

export interface PastOptions {
  readonly options: readonly PastOption[]
  readonly leftOut: readonly {
    readonly option: string
    readonly reason: 'no_control_group' | 'no_cost' | 'no_margin'
  }[]
}

const WINDOW_DAYS = 7

/** Campaigns as options for money: editions of one campaign are amounts of the same option. Only incremental margin counts. */
export function pastOptions(ctx: ServiceContext, wanted: readonly string[] | undefined): PastOptions {
  const known = readCampaigns(ctx.store, ctx.asOf.until)
  const chosen = wanted === undefined ? null : new Set(wanted.map((name) => seriesOf(findCampaign(known, name))))
  const bySeries = new Map<string, PastSpend[]>()
  const newest = new Map<string, string>()
  const leftOut: PastOptions['leftOut'][number][] = []
  for (const campaign of known) {
    const series = seriesOf(campaign)
    if (chosen !== null && !chosen.has(series)) continue
    const outcome = measureCampaign(ctx, campaign, loadGroups(ctx, campaign, []), WINDOW_DAYS)
    const increment = measureIncrement(outcome)
    const cost = campaign.costMinor
    if (increment === null || cost === null || cost <= 0 || increment.margin_minor === null) {
      const reason = increment === null ? 'no_control_group' : cost === null || cost <= 0 ? 'no_cost' : 'no_margin'
      leftOut.push({ option: campaign.id, reason })
      continue
    }
    const { value, interval } = increment.margin_minor
    const points = bySeries.get(series) ?? []
    bySeries.set(series, points)
    points.push({ campaign: campaign.id, spend_minor: cost, response_minor: value, interval })
    newest.set(series, campaign.id)
  }
  return {
    options: [...bySeries].map(([series, points]) => ({ option: newest.get(series) ?? series, points })),
    leftOut,
  }
}
