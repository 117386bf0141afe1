import { isAvailable, type ShelfProduct } from '../../store/queries/recommend/read-shelf.ts'
import type { FittedShop } from '../recommend/fitted-shop.ts'
import { alternativesTo } from '../recommend/likeness.ts'
import type { MatchedProducts } from './match-products.ts'
import type { Recovery } from './search-question.ts'

const SHOWN = 5

/** What had to be done for anything to be found, or why nothing was; null for a query that is met as it stands. */
export function recoveryOf({ available, unavailable, words }: MatchedProducts): Recovery | null {
  if (available.length === 0) return unavailable.length > 0 ? 'out_of_stock' : 'nothing_like_it'
  if (words.some(({ dropped }) => dropped)) return 'words_dropped'
  if (words.some(({ kind }) => kind === 'sound' || kind === 'spelling')) return 'respelled'
  return words.some(({ kind }) => kind === 'beginning') ? 'completed_word' : null
}

/** Where nothing can be shown: what can stand in for what is sold out, else what most people buy. */
export function shownInstead(
  { available, unavailable }: MatchedProducts,
  shelf: ReadonlyMap<string, ShelfProduct>,
  fitted: FittedShop | null,
): readonly { readonly id: string; readonly reason: 'similar' | 'popular' }[] {
  if (available.length > 0) return []
  const [gone] = unavailable
  const similar = gone === undefined ? [] : alternativesTo(gone, shelf).slice(0, SHOWN)
  if (similar.length > 0) return similar.map(({ product }) => ({ id: product.id, reason: 'similar' }))
  const buyers = fitted?.parameters.recent.buyers ?? []
  return (fitted?.parameters.productIds ?? [])
    .map((id, item) => ({ id, count: buyers[item] ?? 0 }))
    .filter(({ id, count }) => {
      const product = shelf.get(id)
      return count > 0 && product !== undefined && isAvailable(product)
    })
    .toSorted((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1))
    .slice(0, SHOWN)
    .map(({ id }) => ({ id, reason: 'popular' }))
}
