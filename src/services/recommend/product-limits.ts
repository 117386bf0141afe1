import { toMinor } from '../../lib/money.ts'
import type { Fact } from '../../lib/tool-result.ts'
import type { ShelfProduct } from '../../store/queries/recommend/read-shelf.ts'
import type { RecommendProductsInput } from './recommendation.ts'

type Limits = Pick<RecommendProductsInput, 'category' | 'not_category' | 'max_price'>

const isOf = ({ category, subcategory }: ShelfProduct, name: string): boolean =>
  [category, subcategory].some((one) => one?.toLowerCase() === name.trim().toLowerCase())

/** Whether a product is within what a list is kept to; one without a price is under none. */
export function productLimits(
  { category, not_category: left, max_price: most }: Limits,
  currency: string,
): (product: ShelfProduct | undefined) => boolean {
  const highest = most === undefined ? null : toMinor(most, currency)
  return (product) => {
    if (product === undefined) return category === undefined && highest === null
    if (category !== undefined && !isOf(product, category)) return false
    if (left !== undefined && isOf(product, left)) return false
    return highest === null || (product.priceMinor !== null && product.priceMinor <= highest)
  }
}

/** What a list was kept to, for the words of the answer. */
export const limitFacts = (
  { category, not_category: left, max_price: most }: Limits,
  currency: string,
): readonly Fact[] => [
  ...(category === undefined ? [] : [{ id: 'only_category', label: 'Only', value: category, unit: 'text' }]),
  ...(left === undefined ? [] : [{ id: 'left_category', label: 'None of', value: left, unit: 'text' }]),
  ...(most === undefined ? [] : [{ id: 'price_limit', label: 'Highest price', value: most, unit: currency }]),
]
