import { MS_PER_DAY } from '../../lib/time-zone.ts'
import type { CampaignRow } from '../../store/queries/campaigns/read-campaigns.ts'
import { readBought, readGivenBack, type ExposureRow } from '../../store/queries/campaigns/read-exposures.ts'
import type { ServiceContext } from '../context.ts'
import type { CampaignGroups } from '../experiments/load-groups.ts'
import { withWindowOver } from '../experiments/load-groups.ts'

/** A customer of a campaign with what they did in the window. Money in minor units. */
export interface CampaignMember extends ExposureRow {
  readonly orders: number
  /** Gross of the window's orders less what was given back in it. */
  readonly netMinor: number
}

export interface CampaignOutcome {
  readonly campaign: CampaignRow
  readonly windowDays: number
  /** All who were written to or held out; opens and clicks count over them. */
  readonly all: readonly ExposureRow[]
  /** Those whose window is over: orders count over them. */
  readonly treated: readonly CampaignMember[]
  readonly control: readonly CampaignMember[]
  readonly waiting: number
  /** Gross margin over gross revenue of the window's orders with known costs; null where none is known. */
  readonly marginRate: number | null
  /** Share of the window's gross revenue whose cost is known. */
  readonly costedShare: number
}

/** What everybody in a campaign did within the attribution window from their own turn. */
export function measureCampaign(
  ctx: ServiceContext,
  campaign: CampaignRow,
  { groups }: CampaignGroups,
  windowDays: number,
): CampaignOutcome {
  const stretch = { campaignId: campaign.id, from: 0, to: windowDays * MS_PER_DAY, until: ctx.asOf.until }
  const rows = readBought(ctx.store, stretch)
  const bought = new Map(rows.map((row) => [row.customerId, row]))
  const back = readGivenBack(ctx.store, stretch)
  const outcomeOf = (one: ExposureRow): CampaignMember => ({
    ...one,
    orders: bought.get(one.customerId)?.orders ?? 0,
    netMinor: (bought.get(one.customerId)?.grossMinor ?? 0) - (back.get(one.customerId) ?? 0),
  })
  const all = groups.flatMap(({ members }) => members)
  const over = withWindowOver(all, windowDays, ctx).map(outcomeOf)
  const gross = rows.reduce((sum, { grossMinor }) => sum + grossMinor, 0)
  const costed = rows.reduce((sum, { costedGrossMinor }) => sum + costedGrossMinor, 0)
  const cost = rows.reduce((sum, { costMinor }) => sum + costMinor, 0)
  return {
    campaign,
    windowDays,
    all,
    treated: over.filter(({ isControl }) => !isControl),
    control: over.filter(({ isControl }) => isControl),
    waiting: all.length - over.length,
    marginRate: costed === 0 ? null : (costed - cost) / costed,
    costedShare: gross === 0 ? 0 : costed / gross,
  }
}
