import { quantile } from '../../compute/stats/quantile.ts'
import type { ShelfProduct } from '../../store/queries/recommend/read-shelf.ts'

const BANDS = ['low', 'medium', 'high'] as const
export type PriceBand = (typeof BANDS)[number]

const known = new WeakMap<ReadonlyMap<string, ShelfProduct>, (product: ShelfProduct) => PriceBand | null>()

/** The price band of each product: the shop's own, else its third among the prices of its kind. */
export function priceBands(shelf: ReadonlyMap<string, ShelfProduct>): (product: ShelfProduct) => PriceBand | null {
  const ready = known.get(shelf) ?? makeBands(shelf)
  known.set(shelf, ready)
  return ready
}

function makeBands(shelf: ReadonlyMap<string, ShelfProduct>): (product: ShelfProduct) => PriceBand | null {
  const kindOf = ({ subcategory, category }: ShelfProduct): string => subcategory ?? category ?? ''
  const prices = new Map<string, number[]>()
  for (const product of shelf.values()) {
    if (product.priceMinor === null) continue
    prices.set(kindOf(product), [...(prices.get(kindOf(product)) ?? []), product.priceMinor])
  }
  const cuts = new Map(
    [...prices].map(([kind, list]) => [kind, [quantile(list, 1 / 3), quantile(list, 2 / 3)]] as const),
  )
  return (product) => {
    const named = BANDS.find((band) => band === product.priceBand)
    if (named !== undefined) return named
    const [low, high] = cuts.get(kindOf(product)) ?? []
    if (product.priceMinor === null || low === undefined || high === undefined) return null
    return product.priceMinor <= low ? 'low' : product.priceMinor > high ? 'high' : 'medium'
  }
}
