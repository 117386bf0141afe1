import { InvalidInputError } from '../../lib/errors.ts'
import type { ShelfProduct } from '../../store/queries/recommend/read-shelf.ts'
import type { ServiceContext } from '../context.ts'
import { facetsOf, meantBy } from '../search/facets.ts'
import { matchProducts } from '../search/match-products.ts'

const NAMED = 30

/**
 * The kind of product (subcategory) that a word means: its own name, else the kind of nearly everything that a search for the
 * word finds, in either language.
 *
 * @throws {InvalidInputError} naming the kinds that there are
 */
export function findKind(ctx: ServiceContext, word: string, shelf: ReadonlyMap<string, ShelfProduct>): string {
  const kinds = [...new Set([...shelf.values()].flatMap(({ subcategory }) => subcategory ?? []))].toSorted()
  const wanted = word.trim().toLowerCase()
  const own = kinds.find((kind) => kind.toLowerCase() === wanted)
  if (own !== undefined) return own
  const matched = matchProducts(ctx, word, shelf)
  const isWhole = matched.words.every(({ dropped }) => !dropped)
  const found = [...matched.available.map(({ product }) => product), ...matched.unavailable]
  const meant = isWhole ? meantBy(facetsOf(found, () => null).kind, found.length) : null
  if (meant !== null) return meant
  throw new InvalidInputError(`'${word.slice(0, 80)}' names no kind of product of this shop`, {
    field: 'kind',
    hint:
      kinds.length === 0
        ? 'The catalogue names no kinds: give product_id.'
        : `Kinds: ${kinds.slice(0, NAMED).join(', ')}.`,
  })
}
