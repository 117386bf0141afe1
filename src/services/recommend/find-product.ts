import { NotFoundError } from '../../lib/errors.ts'
import type { ShelfProduct } from '../../store/queries/recommend/read-shelf.ts'

/**
 * A product by its id, letters of any case.
 *
 * @throws {NotFoundError} when the shop has none of that id
 */
export function findProduct(shelf: ReadonlyMap<string, ShelfProduct>, id: string): ShelfProduct {
  const trimmed = id.trim()
  const product = shelf.get(trimmed) ?? shelf.get(trimmed.toUpperCase())
  if (product !== undefined) return product
  throw new NotFoundError('product', trimmed.slice(0, 80), {
    hint: 'Take the id from the catalogue, SKU-7702 for example.',
  })
}
