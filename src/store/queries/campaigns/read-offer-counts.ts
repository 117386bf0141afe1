import type { Store } from '../../open.ts'

export interface OfferStretch {
  /** UTC ms, half-open. */
  readonly from: number
  readonly until: number
}

/** Campaigns with an offer that reached each customer; who was held out, or got none, is absent. */
export const readOffersReceived = (store: Store, stretch: OfferStretch): ReadonlyMap<string, number> =>
  new Map(
    store.sqlite
      .prepare<[OfferStretch], [string, number]>(
        `SELECT e.customer_id, count(*) FROM campaigns c JOIN campaign_exposures e ON e.campaign_id = c.id
         WHERE c.offer IS NOT NULL AND c.offer <> '' AND e.is_control = 0 AND e.sent_at >= @from AND e.sent_at < @until
         GROUP BY e.customer_id`,
      )
      .raw()
      .all(stretch),
  )

/** Valid orders of each buyer, and how many of them took a coupon. */
export const readCouponOrders = (
  store: Store,
  stretch: OfferStretch,
): ReadonlyMap<string, { readonly orders: number; readonly withCoupon: number }> =>
  new Map(
    store.sqlite
      .prepare<[OfferStretch], [string, number, number]>(
        `SELECT customer_id, count(*), sum(coupon IS NOT NULL AND coupon <> '') FROM orders
         WHERE customer_id IS NOT NULL AND has_sale = 1 AND flag IS NULL AND ordered_at >= @from AND ordered_at < @until
           AND (cancelled_at IS NULL OR cancelled_at >= @until)
         GROUP BY customer_id`,
      )
      .raw()
      .all(stretch)
      .map(([id, orders, withCoupon]) => [id, { orders, withCoupon }]),
  )
