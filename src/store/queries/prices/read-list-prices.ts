import type { Store } from '../../open.ts'

/** The price of a product from an instant on. */
export interface PricePoint {
  /** UTC ms. */
  readonly from: number
  readonly priceMinor: number
}

/** Price histories of all products as known before `until` (exclusive UTC ms), oldest first, by product. */
export function readListPrices(store: Store, until: number): ReadonlyMap<string, readonly PricePoint[]> {
  const prices = new Map<string, PricePoint[]>()
  for (const [productId, from, priceMinor] of store.sqlite
    .prepare<[number], [string, number, number]>(
      `SELECT product_id, valid_from, price_minor FROM product_prices
       WHERE valid_from < ? AND price_minor > 0 ORDER BY product_id, valid_from`,
    )
    .raw()
    .iterate(until)) {
    const own = prices.get(productId) ?? []
    prices.set(productId, own)
    own.push({ from, priceMinor })
  }
  return prices
}
