import { wilsonInterval } from '../../compute/stats/wilson-interval.ts'
import { byScore, type Candidate, type CandidateFrame } from './candidate.ts'
import { alternativesTo } from './likeness.ts'
import { FOLLOW_DAYS } from './kind-sequences.ts'
import type { RecommendParameters } from './recommend-parameters.ts'

/** Share of likeness by description, against being bought by the same people. */
const DESCRIBED = 0.7
const MOST_SIMILAR = 200

/** What can stand in for a product: of its category, alike by description and by who buys it. */
export function similarCandidates({ fitted, shelf, isAllowed }: CandidateFrame, productId: string): Candidate[] {
  const product = shelf.get(productId)
  if (product === undefined) return []
  const near = fitted.recommender?.similar(fitted.itemOf(productId), MOST_SIMILAR) ?? []
  const highest = near[0]?.score ?? 1
  const bySales = new Map(near.map(({ item, score }) => [fitted.parameters.productIds[item] ?? '', score / highest]))
  return alternativesTo(product, shelf)
    .filter((other) => isAllowed(other.product.id))
    .map(({ product: other, likeness }): Candidate => ({
      productId: other.id,
      score: DESCRIBED * likeness + (1 - DESCRIBED) * (bySales.get(other.id) ?? 0),
      reason: { code: 'like', product: productId },
    }))
    .toSorted(byScore)
}

/**
 * What goes into the same order as these products: by the share of their orders (`bundle`), or by how far it stands above
 * chance (`complement`).
 */
export function partnerCandidates(
  { fitted, isAllowed }: CandidateFrame,
  productIds: readonly string[],
  order: 'bundle' | 'complement',
): Candidate[] {
  const { parameters } = fitted
  const best = new Map<string, Candidate>()
  for (const product of productIds) {
    const item = fitted.itemOf(product)
    const of = parameters.productOrders[item] ?? 0
    for (const [partner, count] of parameters.partners[item] ?? []) {
      const productId = parameters.productIds[partner] ?? ''
      if (!isAllowed(productId) || productIds.includes(productId)) continue
      const base = (parameters.productOrders[partner] ?? 1) / parameters.orders
      const score = order === 'bundle' ? count / of : wilsonInterval(count, of)[0] / base
      const known = best.get(productId)
      if (known !== undefined && known.score >= score) continue
      best.set(productId, { productId, score, reason: { code: 'bought_with', product, count, of } })
    }
  }
  return [...best.values()].toSorted(byScore)
}

/**
 * What earlier purchases of these days call for: kinds of products that follow theirs, the most bought of each first. Scores
 * are shares of how often the second followed, so at most 1.
 */
export function followingCandidates(frame: CandidateFrame): Candidate[] {
  const { fitted, shelf, shopper, asOfDay, isAllowed } = frame
  const { kinds, rules } = fitted.parameters.sequences
  const latest = new Map<string, number>()
  for (const { productId, day } of shopper.purchases) {
    const kind = shelf.get(productId)?.subcategory
    if (kind !== null && kind !== undefined) latest.set(kind, Math.max(day, latest.get(kind) ?? day))
  }
  const found = new Map<string, Candidate>()
  for (const { first, next: following, count, of } of rules) {
    const [kind, next] = [kinds[first] ?? '', kinds[following] ?? '']
    const boughtOn = latest.get(kind)
    if (boughtOn === undefined || asOfDay - boughtOn > FOLLOW_DAYS || (latest.get(next) ?? -1) >= boughtOn) continue
    const reason = { code: 'bought_after', kind, next, count, of, days: FOLLOW_DAYS } as const
    for (const { productId, share } of mostBought(frame, next)) {
      const score = (count / of) * share
      if (isAllowed(productId) && score > (found.get(productId)?.score ?? 0))
        found.set(productId, { productId, score, reason })
    }
  }
  return [...found.values()].toSorted(byScore)
}

interface BoughtShare {
  readonly productId: string
  readonly share: number
}

const kept = new WeakMap<RecommendParameters, { readonly shelf: unknown; readonly kinds: Map<string, BoughtShare[]> }>()

/** Products of a kind with their recent buyers against the most bought one's; made once for a model and a shelf. */
function mostBought({ fitted, shelf }: CandidateFrame, kind: string): readonly BoughtShare[] {
  const { parameters } = fitted
  const known = kept.get(parameters)
  const { kinds } = known?.shelf === shelf ? known : { kinds: sharesByKind(parameters, shelf) }
  kept.set(parameters, { shelf, kinds })
  return kinds.get(kind) ?? []
}

function sharesByKind({ productIds, recent }: RecommendParameters, shelf: CandidateFrame['shelf']) {
  const buyers = new Map<string, { productId: string; count: number }[]>()
  for (const [item, productId] of productIds.entries()) {
    const kind = shelf.get(productId)?.subcategory
    if (kind === null || kind === undefined) continue
    const own = buyers.get(kind) ?? []
    buyers.set(kind, own)
    own.push({ productId, count: recent.buyers[item] ?? 0 })
  }
  return new Map(
    [...buyers].map(([kind, own]): [string, BoughtShare[]] => {
      const most = own.reduce((highest, { count }) => Math.max(highest, count), 1)
      return [kind, own.map(({ productId, count }) => ({ productId, share: count / most }))]
    }),
  )
}
