import type { Store } from '../../open.ts'
import { validAsOf } from '../customers/valid-as-of.ts'

/** What came in of a product at one time. */
export interface StockLot {
  /** UTC ms. */
  readonly at: number
  readonly units: number
  readonly unitCostMinor: number | null
}

export interface ProductStock {
  readonly productId: string
  /** Units by the latest count of each place, less what was sold since. */
  readonly onHand: number
  /** UTC ms of the latest count. */
  readonly countedAt: number
  readonly soldSinceCount: number
  /** Newest first. */
  readonly lots: readonly StockLot[]
}

interface CountRow {
  readonly productId: string
  readonly counted: number
  readonly countedAt: number
  readonly sold: number | null
}

interface LotRow extends StockLot {
  readonly productId: string
}

/**
 * Stock of every product that was ever counted before `until` (exclusive UTC ms), by id. Units that came back are not added:
 * no source says whether they went on the shelf again.
 */
export function readStock(store: Store, until: number): ReadonlyMap<string, ProductStock> {
  const counts = store.sqlite
    .prepare<[{ until: number }], CountRow>(
      `WITH latest AS (
         SELECT product_id, location, on_hand, max(counted_at) AS counted_at FROM stock_levels
         WHERE counted_at < @until GROUP BY product_id, location
       ), counts AS (
         SELECT product_id, sum(on_hand) AS counted, max(counted_at) AS counted_at FROM latest GROUP BY product_id
       ), sold AS (
         SELECT l.product_id, sum(l.quantity) AS units
         FROM orders o CROSS JOIN order_lines l ON l.order_id = o.id JOIN counts c ON c.product_id = l.product_id
         WHERE o.ordered_day >= (SELECT min(counted_at) / 86400000 - 1 FROM counts)
           AND l.kind = 'sale' AND ${validAsOf('o')} AND o.ordered_at >= c.counted_at
         GROUP BY l.product_id
       )
       SELECT c.product_id AS productId, c.counted, c.counted_at AS countedAt, s.units AS sold
       FROM counts c LEFT JOIN sold s ON s.product_id = c.product_id ORDER BY c.product_id`,
    )
    .all({ until })
  const lots = new Map<string, StockLot[]>()
  for (const { productId, ...lot } of store.sqlite
    .prepare<[{ until: number }], LotRow>(
      `SELECT product_id AS productId, counted_at AS at, received AS units, unit_cost_minor AS unitCostMinor
       FROM stock_levels WHERE counted_at < @until AND received > 0 ORDER BY product_id, counted_at DESC`,
    )
    .all({ until })) {
    lots.set(productId, [...(lots.get(productId) ?? []), lot])
  }
  return new Map(
    counts.map(({ productId, counted, countedAt, sold }) => [
      productId,
      {
        productId,
        onHand: Math.max(0, counted - (sold ?? 0)),
        countedAt,
        soldSinceCount: sold ?? 0,
        lots: lots.get(productId) ?? [],
      },
    ]),
  )
}
