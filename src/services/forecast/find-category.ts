import { NotFoundError } from '../../lib/errors.ts'
import type { ShelfProduct } from '../../store/queries/recommend/read-shelf.ts'

/**
 * A category or subcategory as the catalogue writes it, letters of any case.
 *
 * @throws {NotFoundError} naming the categories that there are
 */
export function findCategory(shelf: ReadonlyMap<string, ShelfProduct>, name: string): string {
  const wanted = name.trim().toLowerCase()
  const names = new Set<string>()
  for (const { category, subcategory } of shelf.values()) {
    for (const one of [category, subcategory]) if (one?.toLowerCase() === wanted) return one
    if (category !== null) names.add(category)
  }
  throw new NotFoundError('category', wanted.slice(0, 80), {
    hint: `Use one of: ${[...names].toSorted().slice(0, 20).join(', ')}.`,
  })
}
