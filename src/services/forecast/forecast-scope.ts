import { InvalidInputError } from '../../lib/errors.ts'
import type { PlanFilter } from '../../store/queries/metrics/metric-plan.ts'
import { readShelf, type ShelfProduct } from '../../store/queries/recommend/read-shelf.ts'
import type { ServiceContext } from '../context.ts'
import { findProduct } from '../recommend/find-product.ts'
import { productName } from '../recommend/product-name.ts'
import { findCategory } from './find-category.ts'
import type { ForecastDemandInput } from './forecast-question.ts'

/** What a forecast is about. */
export interface ForecastScope {
  readonly product: ShelfProduct | null
  readonly category: string | null
  readonly filters: readonly PlanFilter[]
  /** In the reader's words; null for the whole shop. */
  readonly name: string | null
}

/**
 * One product, one category or the whole shop.
 *
 * @throws {InvalidInputError} when none of them or more than one is named; NotFoundError when the shop has no such thing
 */
export function forecastScope(ctx: ServiceContext, input: ForecastDemandInput): ForecastScope {
  const named = [input.product_id, input.category, input.total === true ? 'total' : undefined].filter(
    (one) => one !== undefined,
  )
  if (named.length === 0) {
    throw new InvalidInputError('a forecast needs one of product_id, category or total', {
      field: 'scope',
      hint: 'Name a product, a category, or pass total: true for the whole shop; 8 weeks is a good start.',
      details: { reason_code: 'missing' },
    })
  }
  if (named.length > 1) {
    throw new InvalidInputError(`a forecast is about one thing, and ${named.join(', ')} are ${named.length}`, {
      field: 'product_id',
      hint: 'Pass only one of product_id, category and total.',
    })
  }
  const shelf = readShelf(ctx.store, ctx.asOf.until)
  if (input.product_id !== undefined) {
    const product = findProduct(shelf, input.product_id)
    return {
      product,
      category: product.category,
      filters: [{ attribute: 'product_id', match: 'any', values: [product.id] }],
      name: productName(product, product.id, ctx.language),
    }
  }
  if (input.category === undefined) return { product: null, category: null, filters: [], name: null }
  const category = findCategory(shelf, input.category)
  return {
    product: null,
    category,
    filters: [{ attribute: 'category', match: 'any', values: [category] }],
    name: category,
  }
}
