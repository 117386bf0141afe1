import { diversify } from '../../compute/recommend/diversify.ts'
import type { ShelfProduct } from '../../store/queries/recommend/read-shelf.ts'
import type { Candidate } from './candidate.ts'
import { likenessOf } from './likeness.ts'

export const DIVERSITIES = ['low', 'medium', 'high'] as const
export type Diversity = (typeof DIVERSITIES)[number]

/** How much the score counts against likeness to what is in the list already. */
const RELEVANCE: Readonly<Record<Diversity, number>> = { low: 1, medium: 0.85, high: 0.5 }
/** Two things of one category are alike by so much, whatever they are. */
const SAME_CATEGORY = 0.4
/** Candidates that a varied list is chosen from. */
export const POOL = 100

/** How alike two products are to who looks at a list, 0..1. */
export function listLikeness(a: ShelfProduct | undefined, b: ShelfProduct | undefined): number {
  if (a === undefined || b === undefined || a.category === null || a.category !== b.category) return 0
  return SAME_CATEGORY + (1 - SAME_CATEGORY) * likenessOf(a, b)
}

/** The k best of candidates (best first), as varied as asked for. */
export function chooseItems(
  candidates: readonly Candidate[],
  k: number,
  diversity: Diversity,
  shelf: ReadonlyMap<string, ShelfProduct>,
): readonly Candidate[] {
  if (diversity === 'low') return candidates.slice(0, k)
  const pool = candidates.slice(0, Math.max(POOL, 2 * k))
  const products = pool.map(({ productId }) => shelf.get(productId))
  const scored = pool.map(({ score }, item) => ({ item, score }))
  return diversify(scored, k, RELEVANCE[diversity], (a, b) => listLikeness(products[a], products[b])).flatMap(
    ({ item }) => pool[item] ?? [],
  )
}

/** Mean likeness over all pairs of a list, 0..1; null for fewer than two. */
export function intraListSimilarity(
  productIds: readonly string[],
  shelf: ReadonlyMap<string, ShelfProduct>,
): number | null {
  let sum = 0
  let pairs = 0
  for (const [at, a] of productIds.entries()) {
    for (const b of productIds.slice(at + 1)) {
      sum += listLikeness(shelf.get(a), shelf.get(b))
      pairs += 1
    }
  }
  return pairs === 0 ? null : sum / pairs
}
