import type { Store } from '../../open.ts'
import { writeWatermark } from '../features/stamp-customer-features.ts'

/** A product with the price that it is sold at, in minor units. */
export interface PricedProduct {
  readonly id: string
  readonly category: string | null
  readonly subcategory: string | null
  readonly priceBand: string | null
  readonly priceMinor: number
}

/**
 * Products with a price: the newest of the price list before `until` (exclusive UTC ms), else that of the catalogue, else the
 * mean that was paid for a unit. By id.
 */
export const readPricedProducts = (store: Store, until: number): PricedProduct[] =>
  store.sqlite
    .prepare<[{ until: number }], PricedProduct>(
      `WITH listed AS (SELECT product_id, price_minor, max(valid_from) FROM product_prices
         WHERE price_minor > 0 AND valid_from < @until GROUP BY product_id),
       paid AS (SELECT product_id, CAST(sum(amount_minor) AS REAL) / sum(quantity) AS price_minor FROM order_lines
         WHERE kind = 'sale' AND quantity > 0 AND amount_minor > 0
           AND EXISTS (SELECT 1 FROM products p LEFT JOIN listed l ON l.product_id = p.id
             WHERE coalesce(p.price_minor, 0) = 0 AND l.product_id IS NULL)
         GROUP BY product_id)
       SELECT p.id, p.category, p.subcategory, p.price_band AS priceBand,
         coalesce(l.price_minor, nullif(p.price_minor, 0), a.price_minor) AS priceMinor
       FROM products p LEFT JOIN listed l ON l.product_id = p.id LEFT JOIN paid a ON a.product_id = p.id
       WHERE priceMinor > 0 ORDER BY p.id`,
    )
    .all({ until })

export const PRICE_BANDS_WATERMARK = 'price_bands'

/**
 * Writes bands that changed, in one transaction with the watermark that dates them. A band is what facts are cut by, so a change
 * moves their version: nothing that was worked out with the band before goes on serving.
 *
 * @returns how many products changed their band
 */
export function stampPriceBands(
  store: Store,
  stamp: { readonly bands: ReadonlyMap<string, string | null>; readonly asOf: number; readonly now: number },
): number {
  const { sqlite } = store
  const update = sqlite.prepare('UPDATE products SET price_band = ? WHERE id = ? AND price_band IS NOT ?')
  const banded = sqlite.prepare<[], string>('SELECT id FROM products WHERE price_band IS NOT NULL').pluck()
  return sqlite
    .transaction(() => {
      let changed = 0
      for (const id of banded.all()) if (!stamp.bands.has(id)) changed += update.run(null, id, null).changes
      for (const [id, band] of stamp.bands) changed += update.run(band, id, band).changes
      if (changed > 0) sqlite.exec("UPDATE watermarks SET fact_version = fact_version + 1 WHERE name = 'facts'")
      const version = sqlite
        .prepare<[], number>("SELECT fact_version FROM watermarks WHERE name = 'facts'")
        .pluck()
        .get()
      writeWatermark(store, PRICE_BANDS_WATERMARK, { factVersion: version ?? 0, asOf: stamp.asOf, now: stamp.now })
      return changed
    })
    .immediate()
}
