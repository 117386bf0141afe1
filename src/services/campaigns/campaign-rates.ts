import { wilsonInterval } from '../../compute/stats/wilson-interval.ts'
import type { ExposureRow } from '../../store/queries/campaigns/read-exposures.ts'
import type { CampaignMember, CampaignOutcome } from './campaign-members.ts'

export const CAMPAIGN_METRICS = [
  'delivery_rate',
  'open_rate',
  'click_rate',
  'click_to_open_rate',
  'unsubscribe_rate',
  'conversion',
] as const
export type CampaignMetric = (typeof CAMPAIGN_METRICS)[number]

/** A share of a campaign with its 95 % interval; nulls where nobody could have done it. */
export interface CampaignRate {
  readonly metric: CampaignMetric
  readonly hits: number
  readonly n: number
  readonly value: number | null
  readonly interval: readonly [number, number] | null
}

const count = <One>(list: readonly One[], does: (one: One) => boolean): number =>
  list.reduce((sum, one) => sum + Number(does(one)), 0)

export const isDelivered = ({ deliveredAt }: ExposureRow): boolean => deliveredAt !== null

/** Delivery, opens, clicks, refusals and orders of those who were written to. */
export function campaignRates({ all, treated }: Pick<CampaignOutcome, 'all' | 'treated'>): CampaignRate[] {
  const sent = all.filter(({ isControl }) => !isControl)
  const delivered = sent.filter(isDelivered)
  const opened = count(delivered, ({ openedAt }) => openedAt !== null)
  const clicked = count(delivered, ({ clickedAt }) => clickedAt !== null)
  const reached: readonly CampaignMember[] = treated.filter(isDelivered)
  const shares: readonly (readonly [CampaignMetric, number, number])[] = [
    ['delivery_rate', delivered.length, sent.length],
    ['open_rate', opened, delivered.length],
    ['click_rate', clicked, delivered.length],
    ['click_to_open_rate', Math.min(clicked, opened), opened],
    ['unsubscribe_rate', count(delivered, ({ unsubscribedAt }) => unsubscribedAt !== null), delivered.length],
    ['conversion', count(reached, ({ orders }) => orders > 0), reached.length],
  ]
  return shares.map(([metric, hits, n]) => ({
    metric,
    hits,
    n,
    value: n === 0 ? null : hits / n,
    interval: n === 0 ? null : wilsonInterval(hits, n),
  }))
}
