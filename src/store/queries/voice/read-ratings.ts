import type { Store } from '../../open.ts'

/** Where and how the order behind a row of the customers' voice was placed; the customer's own where no order is named. */
export interface VoicePlace {
  readonly country: string | null
  readonly region: string | null
  readonly city: string | null
  readonly channel: string | null
  readonly device: string | null
  readonly source: string | null
}

/** Something that a customer said, whom and what it is about. */
export interface VoiceRow extends VoicePlace {
  readonly id: string
  readonly customerId: string | null
  readonly orderId: string | null
  readonly productId: string | null
  /** UTC ms. */
  readonly at: number
  /** Local day. */
  readonly day: number
}

export interface RatingRow extends VoiceRow {
  /** What asked for it: a review, a satisfaction survey (both 1-5) or a survey of recommendation (nps, 0-10). */
  readonly kind: 'review' | 'csat' | 'nps'
  readonly score: number
}

/** Columns of a place: the order's where there is one, else the customer's. */
export const PLACE_COLUMNS = `coalesce(o.country, c.country) AS country, coalesce(o.region, c.region) AS region,
  coalesce(o.city, c.city) AS city, coalesce(o.channel, c.channel) AS channel, o.device AS device,
  coalesce(o.source, c.source) AS source`

/** The product of an order that holds one only. */
export const ONLY_PRODUCT = `(SELECT min(product_id) FROM order_lines WHERE order_id = o.id AND kind = 'sale'
  HAVING count(DISTINCT product_id) = 1)`

/**
 * Ratings of reviews and surveys in local days [fromDay, toDay), before `until` (exclusive UTC ms), by day. What
 * names no product is about the only one of its order, where that holds one.
 */
export const readRatings = (
  store: Store,
  { until, fromDay, toDay }: { readonly until: number; readonly fromDay: number; readonly toDay: number },
): RatingRow[] =>
  store.sqlite
    .prepare<[Record<string, number>], RatingRow>(
      `SELECT 'review' AS kind, r.id, coalesce(r.customer_id, o.customer_id) AS customerId, r.order_id AS orderId, coalesce(r.product_id, ${ONLY_PRODUCT}) AS productId,
         r.rating AS score, r.written_at AS at, r.written_day AS day, ${PLACE_COLUMNS}
       FROM reviews r LEFT JOIN orders o ON o.id = r.order_id AND o.ordered_at < @until
         LEFT JOIN customers c ON c.id = coalesce(r.customer_id, o.customer_id)
       WHERE r.rating IS NOT NULL AND r.written_at < @until AND r.written_day >= @fromDay AND r.written_day < @toDay
       UNION ALL
       SELECT s.kind, s.id, coalesce(s.customer_id, o.customer_id), s.order_id, ${ONLY_PRODUCT}, s.score, s.answered_at,
         s.answered_day, ${PLACE_COLUMNS}
       FROM surveys s LEFT JOIN orders o ON o.id = s.order_id AND o.ordered_at < @until
         LEFT JOIN customers c ON c.id = coalesce(s.customer_id, o.customer_id)
       WHERE s.score IS NOT NULL AND s.kind IN ('csat', 'nps') AND s.answered_at < @until
         AND s.answered_day >= @fromDay AND s.answered_day < @toDay
       ORDER BY day, 2`,
    )
    .all({ until, fromDay, toDay })

/** Ratings that were ever imported, up to `until`: whether there is anything to measure. */
export const countRatings = (store: Store, until: number): number =>
  store.sqlite
    .prepare<[number, number], number>(
      `SELECT (SELECT count(*) FROM reviews WHERE rating IS NOT NULL AND written_at < ?)
         + (SELECT count(*) FROM surveys WHERE score IS NOT NULL AND answered_at < ?)`,
    )
    .pluck()
    .get(until, until) ?? 0
