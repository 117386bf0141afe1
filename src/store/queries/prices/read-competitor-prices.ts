import type { Store } from '../../open.ts'

export interface CompetitorPrice {
  readonly productId: string
  readonly competitor: string
  /** UTC ms. */
  readonly seenAt: number
  readonly priceMinor: number
  readonly currency: string
}

/** The latest price of each product at each competitor as seen before `until` (exclusive UTC ms). */
export const readCompetitorPrices = (store: Store, until: number): CompetitorPrice[] =>
  store.sqlite
    .prepare<[number], CompetitorPrice>(
      `SELECT product_id AS productId, competitor, max(seen_at) AS seenAt, price_minor AS priceMinor, currency
       FROM competitor_prices WHERE seen_at < ? AND price_minor > 0
       GROUP BY product_id, competitor ORDER BY product_id, competitor`,
    )
    .all(until)
