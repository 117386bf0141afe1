import { twoProportionTest } from '../../compute/experiment/two-proportion-test.ts'
import { wilsonInterval } from '../../compute/stats/wilson-interval.ts'
import { MS_PER_DAY } from '../../lib/time-zone.ts'
import { readRatingsAfter } from '../../store/queries/campaigns/read-claimed-orders.ts'
import { countWithoutConsent, knowsConsents, readOverlaps } from '../../store/queries/campaigns/read-contacts.ts'
import { readBought } from '../../store/queries/campaigns/read-exposures.ts'
import type { ServiceContext } from '../context.ts'
import { withWindowOver } from '../experiments/load-groups.ts'
import type { CampaignOutcome } from './campaign-members.ts'
import type { Increment } from './measure-increment.ts'

const AFTER_DAYS = 30

interface Share {
  readonly value: number
  readonly interval: readonly [number, number]
  readonly n: number
}

/** What came once the window was over. */
export interface AfterCampaign {
  readonly days: number
  /** Share who ordered in the days after the window: treated against held out shows orders that were only pulled forward. */
  readonly retention: {
    readonly treated: Share
    readonly held_out: Share | null
    readonly difference: number | null
    readonly interval: readonly [number, number] | null
  } | null
  /** Share of 4 and 5 stars of those written to, window and days after together; null without reviews. */
  readonly satisfaction: Share | null
}

/** Orders and stars after the window; retention only where its days are over for enough customers. */
export function afterCampaign(
  ctx: ServiceContext,
  { campaign, windowDays, treated, control }: CampaignOutcome,
): AfterCampaign {
  const from = windowDays * MS_PER_DAY
  const to = from + AFTER_DAYS * MS_PER_DAY
  const { until } = ctx.asOf
  const again = new Set(
    readBought(ctx.store, { campaignId: campaign.id, from, to, until }).map(({ customerId }) => customerId),
  )
  const counted = (members: CampaignOutcome['treated']) => {
    const over = withWindowOver(members, windowDays + AFTER_DAYS, ctx)
    return { hits: over.filter(({ customerId }) => again.has(customerId)).length, n: over.length }
  }
  const [own, other] = [counted(treated), counted(control)]
  const difference = own.n < 2 || other.n < 2 ? null : twoProportionTest(other, own)
  const reached = new Set(treated.map(({ customerId }) => customerId))
  const ratings = readRatingsAfter(ctx.store, { campaignId: campaign.id, from: 0, to, until }).filter(
    ({ customerId }) => reached.has(customerId),
  )
  return {
    days: AFTER_DAYS,
    retention:
      own.n === 0
        ? null
        : {
            treated: shareOf(own),
            held_out: other.n === 0 ? null : shareOf(other),
            difference: difference?.difference ?? null,
            interval: difference?.interval ?? null,
          },
    satisfaction:
      ratings.length === 0
        ? null
        : shareOf({ hits: ratings.filter(({ rating }) => rating >= 4).length, n: ratings.length }),
  }
}

const shareOf = ({ hits, n }: { readonly hits: number; readonly n: number }): Share => ({
  value: hits / n,
  interval: wilsonInterval(hits, n),
  n,
})

/** What to be careful of before the campaign is repeated. */
export const CAMPAIGN_RISKS = [
  'no_control_group',
  'overlapping_campaigns',
  'without_consent',
  'orders_pulled_forward',
  'discount_without_effect',
  'window_not_over',
] as const
export type CampaignRisk = (typeof CAMPAIGN_RISKS)[number]

export interface RiskNotes {
  readonly risks: readonly CampaignRisk[]
  readonly overlaps: readonly { readonly campaign: string; readonly customers: number }[]
  readonly without_consent: number | null
}

/** Risks that the facts show: overlaps, missing consent, discounts that brought nothing, orders that only came earlier. */
export function campaignRisks(
  ctx: ServiceContext,
  { campaign, windowDays, waiting, treated }: CampaignOutcome,
  increment: Increment | null,
  after: AfterCampaign,
): RiskNotes {
  const overlaps = readOverlaps(ctx.store, {
    campaignId: campaign.id,
    until: ctx.asOf.until,
    span: windowDays * MS_PER_DAY,
  })
  const kind = campaign.channel
  const asked = kind === 'email' || kind === 'sms'
  const withoutConsent =
    asked && knowsConsents(ctx.store, kind)
      ? countWithoutConsent(ctx.store, { campaignId: campaign.id, kind, until: ctx.asOf.until })
      : null
  const later = after.retention?.interval ?? null
  const found: Record<CampaignRisk, boolean> = {
    no_control_group: increment === null,
    overlapping_campaigns: overlaps.length > 0,
    without_consent: (withoutConsent ?? 0) > 0,
    orders_pulled_forward: increment !== null && increment.interval[0] > 0 && later !== null && later[1] < 0,
    discount_without_effect: increment !== null && campaign.offer !== null && increment.interval[0] <= 0,
    window_not_over: waiting > 0 && treated.length > 0,
  }
  return {
    risks: CAMPAIGN_RISKS.filter((risk) => found[risk]),
    overlaps,
    without_consent: withoutConsent,
  }
}
