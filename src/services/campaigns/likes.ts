import type { Filter } from '../../lib/filters.ts'
import { MS_PER_DAY } from '../../lib/time-zone.ts'
import type { CampaignRow } from '../../store/queries/campaigns/read-campaigns.ts'
import type { ServiceContext } from '../context.ts'
import { loadGroups } from '../experiments/load-groups.ts'
import { measureCampaign } from './campaign-members.ts'
import { campaignRates, type CampaignMetric } from './campaign-rates.ts'
import { measureIncrement } from './measure-increment.ts'

/** How an offer is made: what a discount did says little about a voucher. */
export type OfferKind = 'discount' | 'voucher' | 'none'

/** The kind of an offer from its words; any other offer counts as a discount, as it gives something away. */
export function offerKind(offer: string | null | undefined): OfferKind {
  const words = (offer ?? '').normalize('NFKC').toLowerCase().trim()
  if (words === '' || /^(?:none|no offer|without|无|没有优惠|不打折)$/.test(words)) return 'none'
  return /voucher|coupon|gift|券|礼|红包/.test(words) ? 'voucher' : 'discount'
}

/** A past campaign of the same kind, with what it did among the same customers. */
export interface LikeCampaign {
  readonly campaign: string
  readonly rates: ReadonlyMap<CampaignMetric, { readonly hits: number; readonly n: number }>
  /** Against those held out of the same customers; null without enough of them. */
  readonly incremental: { readonly difference: number; readonly interval: readonly [number, number] } | null
}

export interface Likes {
  readonly likes: readonly LikeCampaign[]
  /** same_offer: channel and kind of offer; same_channel: the channel only. */
  readonly basis: 'same_offer' | 'same_channel'
}

const WINDOW_DAYS = 7
/** Fewer delivered messages say nothing about a rate. */
const FEWEST = 50

/** Past campaigns of the channel whose window is over, of the same kind of offer where there is one. */
export function findLikes(
  ctx: ServiceContext,
  known: readonly CampaignRow[],
  wanted: { readonly channel: string; readonly offer: OfferKind | null; readonly filters: readonly Filter[] },
): Likes {
  const over = known.filter(
    ({ channel, startsAt, customers }) =>
      channel === wanted.channel && customers > 0 && startsAt + WINDOW_DAYS * MS_PER_DAY <= ctx.asOf.until,
  )
  const measured = (rows: readonly CampaignRow[]): LikeCampaign[] =>
    rows.flatMap((campaign): LikeCampaign[] => {
      const outcome = measureCampaign(ctx, campaign, loadGroups(ctx, campaign, wanted.filters), WINDOW_DAYS)
      const rates = new Map(campaignRates(outcome).map(({ metric, hits, n }) => [metric, { hits, n }]))
      if ((rates.get('open_rate')?.n ?? 0) < FEWEST) return []
      const increment = outcome.control.length < FEWEST ? null : measureIncrement(outcome)
      return [
        {
          campaign: campaign.id,
          rates,
          incremental: increment === null ? null : { difference: increment.difference, interval: increment.interval },
        },
      ]
    })
  const same = wanted.offer === null ? [] : measured(over.filter(({ offer }) => offerKind(offer) === wanted.offer))
  return same.length > 0 ? { likes: same, basis: 'same_offer' } : { likes: measured(over), basis: 'same_channel' }
}
