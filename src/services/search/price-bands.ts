import { priceBands as bandsOf, PRICE_BANDS, type PriceBand } from '../../compute/pricing/price-bands.ts'
import type { ShelfProduct } from '../../store/queries/recommend/read-shelf.ts'

const known = new WeakMap<ReadonlyMap<string, ShelfProduct>, ReadonlyMap<string, PriceBand | null>>()

/** The price band of each product: as stamped, else, until the next refresh, by the same rule on the shelf. */
export function priceBands(shelf: ReadonlyMap<string, ShelfProduct>): (product: ShelfProduct) => PriceBand | null {
  const derived = known.get(shelf) ?? derive(shelf)
  known.set(shelf, derived)
  return ({ id, priceBand }) => PRICE_BANDS.find((band) => band === priceBand) ?? derived.get(id) ?? null
}

function derive(shelf: ReadonlyMap<string, ShelfProduct>): ReadonlyMap<string, PriceBand | null> {
  const priced = [...shelf.values()].flatMap(({ id, priceMinor, subcategory, category }) =>
    priceMinor === null || priceMinor <= 0 ? [] : [{ id, price: priceMinor, groups: [subcategory, category] }],
  )
  const bands = bandsOf(priced)
  return new Map(priced.map(({ id }, at) => [id, bands[at] ?? null]))
}
