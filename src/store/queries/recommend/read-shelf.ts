import type { Store } from '../../open.ts'
import { rememberLatest } from '../customers/remember-latest.ts'

/** A product as a recommendation sees it. */
export interface ShelfProduct {
  readonly id: string
  readonly name: string
  readonly nameAlternative: string | null
  readonly category: string | null
  readonly subcategory: string | null
  readonly brand: string | null
  readonly style: string | null
  readonly priceBand: string | null
  readonly priceMinor: number | null
  readonly status: string | null
  /** UTC ms; null when the source does not say. */
  readonly createdAt: number | null
  /** Units by the latest count of each place; null where nothing was ever counted. */
  readonly onHand: number | null
}

/** Products that were there before `until` (exclusive UTC ms), by id; kept for a while. */
export const readShelf: (store: Store, until: number) => ReadonlyMap<string, ShelfProduct> = rememberLatest(
  String,
  (store, until: number) => {
    const rows = store.sqlite
      .prepare<[{ until: number }], ShelfProduct>(
        `WITH latest AS (
           SELECT product_id, location, on_hand, max(counted_at) FROM stock_levels
           WHERE counted_at < @until GROUP BY product_id, location
         ), stock AS (SELECT product_id, sum(on_hand) AS on_hand FROM latest GROUP BY product_id)
         SELECT p.id, p.name, p.name_alternative AS nameAlternative, p.category, p.subcategory, p.brand, p.style,
           p.price_band AS priceBand, p.price_minor AS priceMinor, p.status, p.created_at AS createdAt,
           s.on_hand AS onHand
         FROM products p LEFT JOIN stock s ON s.product_id = p.id
         WHERE (p.created_at IS NULL OR p.created_at < @until) ORDER BY p.id`,
      )
      .all({ until })
    return new Map(rows.map((row) => [row.id, row]))
  },
)

/** Whether a product can be sold now: neither withdrawn nor counted as gone. What nobody counts is taken to be there. */
export const isAvailable = ({ status, onHand }: Pick<ShelfProduct, 'status' | 'onHand'>): boolean =>
  (status === null || status === 'active') && (onHand === null || onHand > 0)
