import type { Store } from '../../open.ts'

export interface PromotionRow {
  readonly name: string
  readonly productId: string | null
  readonly category: string | null
  /** UTC ms; `endsAt` exclusive. */
  readonly startsAt: number
  readonly endsAt: number
  /** Share off the list price, 0..1; null when the source does not say. */
  readonly discount: number | null
}

/** Promotions that begin before `before` (exclusive UTC ms), in order of their start. */
export const readPromotions = (store: Store, before: number): PromotionRow[] =>
  store.sqlite
    .prepare<[number], PromotionRow>(
      `SELECT name, product_id AS productId, category, starts_at AS startsAt, ends_at AS endsAt,
         discount_per_mille / 1000.0 AS discount
       FROM promotions WHERE starts_at < ? ORDER BY starts_at, id`,
    )
    .all(before)
