import { wilsonInterval } from '../../compute/stats/wilson-interval.ts'
import { MS_PER_DAY } from '../../lib/time-zone.ts'
import { nameAt } from '../../features/coded-column.ts'
import { readEarlierContacts } from '../../store/queries/campaigns/read-contacts.ts'
import type { ServiceContext } from '../context.ts'
import { contextBefore } from '../experiments/load-groups.ts'
import { featuresOf } from '../population/population-frame.ts'
import type { CampaignMember, CampaignOutcome } from './campaign-members.ts'
import { campaignRates, type CampaignMetric } from './campaign-rates.ts'
import { measureIncrement } from './measure-increment.ts'

export const CAMPAIGN_CUTS = [
  'lifecycle',
  'value_tier',
  'rfm_segment',
  'member_level',
  'region',
  'channel',
  'source',
  'hour',
  'variant',
] as const
export type CampaignCut = (typeof CAMPAIGN_CUTS)[number]

/** One part of a campaign's customers. */
export interface CampaignPart {
  readonly name: string
  readonly delivered: number
  readonly open_rate: number | null
  readonly click_rate: number | null
  readonly conversion: number | null
  readonly conversion_interval: readonly [number, number] | null
  /** Against those held out of the same part; null where fewer than 20 were. */
  readonly difference: number | null
  readonly interval: readonly [number, number] | null
}

/** With fewer held out in a part its difference is noise. */
const FEWEST_HELD_OUT = 20

/** The campaign by what its customers were before it began, or by the hour at which it reached them. */
export function campaignParts(ctx: ServiceContext, outcome: CampaignOutcome, cut: CampaignCut): CampaignPart[] {
  const nameOf = namer(ctx, outcome, cut)
  const names = new Set(outcome.all.map(nameOf))
  return [...names]
    .filter((name) => name !== null)
    .map((name): CampaignPart => {
      const part = {
        all: outcome.all.filter((one) => nameOf(one) === name),
        treated: outcome.treated.filter((one) => nameOf(one) === name),
        control: outcome.control.filter((one) => nameOf(one) === name),
        marginRate: outcome.marginRate,
      }
      const rates = new Map(campaignRates(part).map((rate) => [rate.metric, rate]))
      const valueOf = (metric: CampaignMetric): number | null => rates.get(metric)?.value ?? null
      const increment = part.control.length < FEWEST_HELD_OUT ? null : measureIncrement(part)
      return {
        name,
        delivered: rates.get('open_rate')?.n ?? 0,
        open_rate: valueOf('open_rate'),
        click_rate: valueOf('click_rate'),
        conversion: valueOf('conversion'),
        conversion_interval: rates.get('conversion')?.interval ?? null,
        difference: increment?.difference ?? null,
        interval: increment?.interval ?? null,
      }
    })
    .toSorted((a, b) => b.delivered - a.delivered || (a.name < b.name ? -1 : 1))
}

function namer(
  ctx: ServiceContext,
  { campaign }: CampaignOutcome,
  cut: CampaignCut,
): (one: Pick<CampaignMember, 'customerId' | 'variant' | 'sentAt' | 'deliveredAt'>) => string | null {
  if (cut === 'variant') return ({ variant }) => variant
  if (cut === 'hour') {
    return ({ deliveredAt, sentAt }) => {
      const at = deliveredAt ?? sentAt
      const day = ctx.shop.zone.dayOf(at)
      return String(Math.floor((at - ctx.shop.zone.startOfDay(day)) / 3_600_000)).padStart(2, '0')
    }
  }
  const features = featuresOf(contextBefore(ctx, campaign.startsAt))
  const { attributes } = features
  const column = {
    lifecycle: features.lifecycle,
    value_tier: features.valueTier,
    rfm_segment: features.rfm.segment,
    member_level: attributes.memberLevel,
    region: attributes.region,
    channel: attributes.channel,
    source: attributes.source,
  }[cut]
  return ({ customerId }) => {
    const position = features.positionOf(customerId)
    return position < 0 ? null : nameAt(column, position)
  }
}

/** How many messages of other campaigns a customer had got in the month before, and how they responded to this one. */
export interface FatigueStep {
  readonly contacts: '0' | '1' | '2' | '3_or_more'
  readonly delivered: number
  readonly open_rate: number | null
  readonly open_interval: readonly [number, number] | null
  readonly click_rate: number | null
  readonly unsubscribe_rate: number | null
}

const FATIGUE_DAYS = 30

/** Frequency against response; of people who were written to often for a reason, so a description and no effect. */
export function fatigueSteps({ store, asOf }: ServiceContext, { campaign, all }: CampaignOutcome): FatigueStep[] {
  const earlier = readEarlierContacts(store, {
    campaignId: campaign.id,
    until: asOf.until,
    span: FATIGUE_DAYS * MS_PER_DAY,
  })
  const delivered = all.filter(({ isControl, deliveredAt }) => !isControl && deliveredAt !== null)
  return (['0', '1', '2', '3_or_more'] as const).flatMap((contacts, step): FatigueStep[] => {
    const own = delivered.filter(({ customerId }) => Math.min(3, earlier.get(customerId) ?? 0) === step)
    if (own.length === 0) return []
    const share = (does: (one: (typeof own)[number]) => boolean): number => own.filter(does).length / own.length
    const opened = own.filter(({ openedAt }) => openedAt !== null).length
    return [
      {
        contacts,
        delivered: own.length,
        open_rate: opened / own.length,
        open_interval: wilsonInterval(opened, own.length),
        click_rate: share(({ clickedAt }) => clickedAt !== null),
        unsubscribe_rate: share(({ unsubscribedAt }) => unsubscribedAt !== null),
      },
    ]
  })
}
