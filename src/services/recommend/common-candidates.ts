import { MS_PER_DAY } from '../../lib/time-zone.ts'
import { byScore, type Candidate, type CandidateFrame } from './candidate.ts'
import type { FittedShop } from './fitted-shop.ts'
import { likenessOf } from './likeness.ts'
import type { Reason } from './reason.ts'
import { RECENT_DAYS, TREND_BEFORE_DAYS, TREND_DAYS, type RecommendParameters } from './recommend-parameters.ts'

/** A product counts as new for so many days. */
export const NEW_DAYS = 90
/** Units that the shop's own pace counts for: a jump from one to three is no trend. */
const TREND_PULL = 10

/** The first `most` of what customers bought lately and may be shown. */
export function popularCandidates({ fitted, isAllowed }: CandidateFrame, most = Infinity): Candidate[] {
  const found: Candidate[] = []
  for (const one of byPopularity(fitted.parameters)) {
    if (found.length >= most) break
    if (isAllowed(one.productId)) found.push(one)
  }
  return found
}

const ranked = new WeakMap<RecommendParameters, readonly Candidate[]>()

/** All products in the order of popularity, the same for everyone; made once for a model. */
function byPopularity(parameters: RecommendParameters): readonly Candidate[] {
  const known = ranked.get(parameters)
  if (known !== undefined) return known
  const { productIds, recent, productOrders, orders } = parameters
  const all = productIds
    .map((productId, item): Candidate => {
      const count = recent.buyers[item] ?? 0
      return {
        productId,
        // What nobody bought lately follows in the order of all time.
        score: count / Math.max(1, recent.customers) + (productOrders[item] ?? 0) / Math.max(1, orders) / 1e6,
        reason: { code: 'popular', count, of: recent.customers, days: RECENT_DAYS },
      }
    })
    .filter(({ score }) => score > 0)
    .toSorted(byScore)
  ranked.set(parameters, all)
  return all
}

/** How many bought a product lately; null where nobody did. */
export function popularReason({ parameters }: FittedShop, item: number): Reason | null {
  const count = parameters.recent.buyers[item] ?? 0
  return count === 0 ? null : { code: 'popular', count, of: parameters.recent.customers, days: RECENT_DAYS }
}

/** What sells faster than it did: units of four weeks against the pace of the twelve before, small numbers pulled to the shop's. */
export function trendingCandidates({ fitted, isAllowed }: CandidateFrame): Candidate[] {
  const { productIds, units } = fitted.parameters
  const weeks = TREND_BEFORE_DAYS / TREND_DAYS
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
  const shopPace = (sum(units.now) * weeks) / Math.max(1, sum(units.before))
  return productIds
    .map((productId, item): Candidate => {
      const now = units.now[item] ?? 0
      const before = (units.before[item] ?? 0) / weeks
      const growth = (now + TREND_PULL * shopPace) / (before + TREND_PULL) / Math.max(shopPace, 1e-9)
      return {
        productId,
        score: growth - 1,
        reason: { code: 'rising', count: now, before: Math.round(before * 10) / 10 },
      }
    })
    .filter(({ productId, score, reason }) => {
      return score > 0 && reason.code === 'rising' && reason.count > reason.before && isAllowed(productId)
    })
    .toSorted(byScore)
}

/** What came into the shop lately: for who has a history first what is like it, else the newest first. */
export function newCandidates({ shelf, shopper, until, isAllowed }: CandidateFrame): Candidate[] {
  const liked = [...new Set([...shopper.purchased, shopper.latestLook?.productId ?? ''])]
    .map((id) => shelf.get(id))
    .filter((product) => product !== undefined)
  return [...shelf.values()]
    .flatMap((product): Candidate[] => {
      if (product.createdAt === null) return []
      const days = Math.floor((until - product.createdAt) / MS_PER_DAY)
      if (days > NEW_DAYS || !isAllowed(product.id)) return []
      const match = liked.reduce((best, one) => Math.max(best, likenessOf(one, product)), 0)
      return [{ productId: product.id, score: match + (1 - days / NEW_DAYS) / 10, reason: { code: 'new', days } }]
    })
    .toSorted(byScore)
}

/** For who comes from a source: what its customers prefer, by popularity; nothing where they are like all others. */
export function sourceCandidates(frame: CandidateFrame): Candidate[] {
  const { fitted, shelf, source } = frame
  const taste = source === null ? undefined : fitted.parameters.sources[source]
  const preferred = taste?.categories[0]?.[0]
  if (source === null || preferred === undefined) return []
  return popularCandidates(frame).flatMap((one): Candidate[] => {
    const category = shelf.get(one.productId)?.category
    if (category !== preferred || one.reason.code !== 'popular') return []
    return [{ ...one, reason: { code: 'popular_in', category, count: one.reason.count, source } }]
  })
}
