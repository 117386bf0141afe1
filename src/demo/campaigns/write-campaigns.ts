import type { ShopFiles } from '../files/shop-files.ts'
import { DAY, timeText, wallOf } from '../files/wall-time.ts'
import type { Shopper } from '../people/shopper.ts'
import type { CampaignSettings } from '../settings.ts'
import type { TruthLedger } from '../truths/ledger.ts'
import type { Exposure } from './plan-exposures.ts'

/** The campaigns' own rows, with what they cost. */
export function writeCampaigns(files: ShopFiles, campaigns: readonly CampaignSettings[]): void {
  for (const one of campaigns) {
    files.write('campaigns', {
      campaign_id: one.id,
      name: one.name,
      starts_at: timeText(wallOf(one.starts)),
      ends_at: timeText(wallOf(one.ends) + DAY - 1000),
      channel: one.channel,
      goal: one.goal,
      cost: one.cost.toFixed(2),
      offer: one.offer,
    })
  }
}

const timeOrEmpty = (wall: number | null): string | null => (wall === null ? null : timeText(wall))

/** One customer's contacts; the counts that the truths keep follow the group that the effect depends on. */
export function writeExposures(
  files: ShopFiles,
  truths: TruthLedger,
  shopper: Shopper,
  exposures: readonly Exposure[],
): void {
  for (const one of exposures) {
    files.write('exposures', {
      campaign_id: one.campaign.id,
      customer_id: shopper.id,
      variant: one.variant,
      is_control: one.control,
      // Somebody held out was sent nothing; the instant says when they would have been.
      sent_at: timeText(one.sentAt),
      delivered_at: timeOrEmpty(one.deliveredAt),
      opened_at: timeOrEmpty(one.openedAt),
      clicked_at: timeOrEmpty(one.clickedAt),
      unsubscribed_at: timeOrEmpty(one.unsubscribedAt),
    })
    const key = `exposures/${one.campaign.id}/${one.group}/${one.variant}`
    truths.count(`${key}/sent`)
    if (one.deliveredAt !== null) truths.count(`${key}/delivered`)
    if (one.openedAt !== null) truths.count(`${key}/opened`)
    if (one.clickedAt !== null) truths.count(`${key}/clicked`)
  }
}
