import type { PriceBand } from '../../compute/pricing/price-bands.ts'
import type { ShelfProduct } from '../../store/queries/recommend/read-shelf.ts'
import type { Facet, SearchProductsData } from './search-question.ts'

/** Values listed of each facet. */
const LISTED = 20
/** A query means one category when this share of what matches is of it. */
const MEANT = 0.8

/** How many of the products fall to each value, most first. */
export function facetsOf(
  products: readonly ShelfProduct[],
  bandOf: (product: ShelfProduct) => PriceBand | null,
): SearchProductsData['facets'] {
  const count = (read: (product: ShelfProduct) => string | null): readonly Facet[] => {
    const counts = new Map<string, number>()
    for (const product of products) {
      const value = read(product)
      if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1)
    }
    return [...counts]
      .map(([value, number]) => ({ value, count: number }))
      .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
      .slice(0, LISTED)
  }
  return {
    category: count(({ category }) => category),
    kind: count(({ subcategory }) => subcategory),
    brand: count(({ brand }) => brand),
    price_band: count(bandOf),
  }
}

/** The value that nearly all products share; null when there is none. */
export const meantBy = (facet: readonly Facet[], products: number): string | null => {
  const [first] = facet
  return first !== undefined && first.count >= MEANT * products ? first.value : null
}
