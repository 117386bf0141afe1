import { InvalidInputError } from '../../lib/errors.ts'
import type { Filter, FilterField } from '../../lib/filters.ts'
import type { PeriodFrame } from '../../lib/periods.ts'
import type { ShelfProduct } from '../../store/queries/recommend/read-shelf.ts'
import { checkFilter } from '../population/checked-filter.ts'
import { wordTest } from '../population/value-tests.ts'

const VALUES: Readonly<Partial<Record<FilterField, (product: ShelfProduct) => readonly (string | null)[]>>> = {
  product_id: ({ id }) => [id],
  // A kind is a category to who asks: tents are of "outdoor" and of "tents".
  category: ({ category, subcategory }) => [category, subcategory],
  brand: ({ brand }) => [brand],
  price_band: ({ priceBand }) => [priceBand],
}

/**
 * Whether a product meets conditions that choose products.
 *
 * @throws {InvalidInputError} for a field of customers, or an operator that the field does not have
 */
export function productFilter(filters: readonly Filter[], frame: PeriodFrame): (product: ShelfProduct) => boolean {
  const tests = filters.map((filter) => {
    const read = VALUES[filter.field]
    if (read === undefined) {
      throw new InvalidInputError(`a search of products cannot be filtered by '${filter.field}'`, {
        field: 'filters',
        hint: `Use one of ${Object.keys(VALUES).join(', ')}.`,
      })
    }
    const test = wordTest(checkFilter(filter, frame))
    return (product: ShelfProduct): boolean => test(read(product).filter((word) => word !== null))
  })
  return (product) => tests.every((test) => test(product))
}
