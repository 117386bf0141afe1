import type { Store } from '../../open.ts'

/** Orders that name a campaign as where they came from. Money in minor units. */
export interface ClaimedOrders {
  readonly orders: number
  readonly customers: number
  readonly grossMinor: number
}

/** Valid orders before `until` that carry the campaign, or the source of its name. */
export const readClaimedOrders = (store: Store, campaignId: string, until: number): ClaimedOrders =>
  store.sqlite
    .prepare<[{ campaignId: string; until: number }], ClaimedOrders>(
      `SELECT count(*) AS orders, count(DISTINCT customer_id) AS customers, coalesce(sum(gross_minor), 0) AS grossMinor
       FROM orders o WHERE (o.campaign = @campaignId OR o.source = @campaignId) AND o.has_sale = 1 AND o.flag IS NULL
         AND o.ordered_at < @until AND (o.cancelled_at IS NULL OR o.cancelled_at >= @until)`,
    )
    .get({ campaignId, until }) ?? { orders: 0, customers: 0, grossMinor: 0 }

/** Stars that customers of a campaign gave in a stretch from their turn: one row per review. */
export const readRatingsAfter = (
  store: Store,
  stretch: { readonly campaignId: string; readonly from: number; readonly to: number; readonly until: number },
): { customerId: string; rating: number }[] =>
  store.sqlite
    .prepare<[typeof stretch], { customerId: string; rating: number }>(
      `SELECT e.customer_id AS customerId, r.rating FROM campaign_exposures e JOIN campaigns c ON c.id = e.campaign_id
       JOIN reviews r ON r.customer_id = e.customer_id AND r.rating IS NOT NULL AND r.written_at < @until
         AND r.written_at >= coalesce(e.sent_at, c.starts_at) + @from
         AND r.written_at < coalesce(e.sent_at, c.starts_at) + @to
       WHERE e.campaign_id = @campaignId`,
    )
    .all(stretch)
