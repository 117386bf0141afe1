import type { Draws } from '../draws/draws.ts'
import { DAY, END, HOUR, MINUTE, wallOf } from '../files/wall-time.ts'
import type { Purchase } from '../orders/order-times.ts'
import { holds, type ConsentKind, type Shopper } from '../people/shopper.ts'
import type { CampaignSettings } from '../settings.ts'

export interface Exposure {
  readonly campaign: CampaignSettings
  readonly variant: string
  readonly control: boolean
  readonly sentAt: number
  readonly deliveredAt: number | null
  readonly openedAt: number | null
  readonly clickedAt: number | null
  readonly unsubscribedAt: number | null
  /** The group that the campaign's effect depends on, as truths name it. */
  readonly group: 'lapsed' | 'recent' | 'other'
}

export interface Contacts {
  readonly exposures: readonly Exposure[]
  /** The purchases after the campaigns did what they do. */
  readonly purchases: readonly Purchase[]
}

/** Days between the last purchase before an instant and that instant; null for nobody's. */
function recencyAt(purchases: readonly Purchase[], wall: number): number | null {
  let last: number | null = null
  for (const one of purchases) if (one.at < wall) last = one.at
  return last === null ? null : Math.floor((wall - last) / DAY)
}

/** Who is contacted by which campaign, what they do with the message, and which purchases follow or fail to follow. */
export function planContacts(
  campaigns: readonly CampaignSettings[],
  shopper: Shopper,
  planned: readonly Purchase[],
  draws: Draws,
): Contacts {
  const exposures: Exposure[] = []
  let purchases = [...planned]
  for (const campaign of campaigns) {
    if (campaign.consent === undefined || campaign.variants === undefined) continue
    const sentAt = wallOf(campaign.starts, 10) + draws.below(45) * MINUTE
    const reached = draws.chance(campaign.reach ?? 1)
    const control = draws.chance(campaign.control_share)
    const variant = draws.pick(campaign.variants)
    if (
      !reached ||
      shopper.createdAt > sentAt - DAY ||
      !holds(shopper.consents[campaign.consent as ConsentKind], sentAt)
    )
      continue
    if (shopper.role.kind === 'ring') continue
    const recency = recencyAt(purchases, sentAt)
    const effect = campaign.uplift
    const lapsed =
      effect !== undefined && recency !== null && recency >= effect.lapsed_days[0] && recency < effect.lapsed_days[1]
    const recent = effect !== undefined && recency !== null && recency < effect.recent_days
    const delivered = !control && draws.chance(0.985)
    const opened = delivered && draws.chance(variant.open)
    const clicked = opened && draws.chance(variant.click)
    const deliveredAt = delivered ? sentAt + 30_000 + draws.below(90) * 1000 : null
    const openedAt = opened && deliveredAt !== null ? openingTime(shopper, deliveredAt, draws) : null
    exposures.push({
      campaign,
      variant: control ? 'control' : variant.name,
      control,
      sentAt,
      deliveredAt,
      openedAt,
      clickedAt: clicked && openedAt !== null ? openedAt + 20_000 + draws.below(200) * 1000 : null,
      unsubscribedAt: openedAt !== null && draws.chance(0.012) ? openedAt + 4 * MINUTE : null,
      group: lapsed ? 'lapsed' : recent ? 'recent' : 'other',
    })
    if (!delivered || shopper.role.kind === 'fixed') continue
    const gain = lapsed ? (effect?.gain ?? 0) : effect === undefined ? (campaign.order_lift ?? 0) : 0
    if (gain > 0 && shopper.leavesAt > sentAt - 120 * DAY && !shopper.prospect && draws.chance(gain)) {
      const at = sentAt + HOUR + draws.below(6 * 24) * HOUR + draws.below(60) * MINUTE
      if (at < END - HOUR) purchases.push({ at, replenishes: false, campaign: campaign.id })
    }
    if (recent && effect !== undefined) {
      const until = sentAt + 7 * DAY
      purchases = purchases.filter((one) => one.at < sentAt || one.at >= until || !draws.chance(effect.harm))
    }
  }
  return { exposures, purchases: purchases.toSorted((a, b) => a.at - b.at) }
}

/** Messages are opened when the person is online: the same day if that hour is still to come, else on the next. */
function openingTime(shopper: Shopper, deliveredAt: number, draws: Draws): number {
  const day = Math.floor(deliveredAt / DAY)
  const hour = Math.min(23.5, Math.max(6.5, shopper.activeHour + draws.normal()))
  const today = day * DAY + Math.floor(hour * 60) * MINUTE
  const at = today > deliveredAt ? today : today + DAY
  return Math.min(at, END - MINUTE)
}
