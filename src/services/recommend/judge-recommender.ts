import { historyOfCustomer, type Interactions } from '../../compute/recommend/interactions.ts'
import type { FittedRecommender } from '../../compute/recommend/recommender.ts'
import { topItems } from '../../compute/recommend/top-items.ts'

/** How good lists of ten were for purchases that the model had not seen. */
export interface RecommenderScores {
  readonly customers: number
  readonly hit_rate_at_10: number | null
  readonly ndcg_at_10: number | null
  readonly recall_at_10: number | null
  readonly coverage: number | null
}

const LIST = 10

/**
 * Scores lists of ten against what customers bought first in the time held back; what they had before is not in the lists.
 * Recall is hits / things bought; nDCG has gains of one; coverage is the share of all items that were shown to anyone.
 *
 * @param later - the same customers and items, events of the time held back
 * @param scoreFor - writes the scores of all items for one history
 */
export function judgeRecommender(
  earlier: Interactions,
  later: Interactions,
  scoreFor: FittedRecommender['score'],
  most: number,
): RecommenderScores {
  const scores = new Float64Array(earlier.items)
  const shown = new Set<number>()
  const candidates = judged(earlier, later, most)
  let hits = 0
  let gain = 0
  let recall = 0
  for (const { customer, known, wanted } of candidates) {
    scoreFor(historyOfCustomer(earlier, customer), scores)
    const list = topItems(scores, LIST, { exclude: known })
    let found = 0
    let dcg = 0
    for (const [rank, { item }] of list.entries()) {
      shown.add(item)
      if (!wanted.has(item)) continue
      found += 1
      dcg += 1 / Math.log2(rank + 2)
    }
    const ideal = Array.from({ length: Math.min(LIST, wanted.size) }, (_, rank) => 1 / Math.log2(rank + 2))
    hits += Number(found > 0)
    gain += dcg / ideal.reduce((sum, one) => sum + one, 0)
    recall += found / wanted.size
  }
  const n = candidates.length
  if (n === 0) return { customers: 0, hit_rate_at_10: null, ndcg_at_10: null, recall_at_10: null, coverage: null }
  return {
    customers: n,
    hit_rate_at_10: hits / n,
    ndcg_at_10: gain / n,
    recall_at_10: recall / n,
    coverage: earlier.items === 0 ? null : shown.size / earlier.items,
  }
}

/** Customers with a history and something new after it, evenly taken up to `most`. */
function judged(earlier: Interactions, later: Interactions, most: number) {
  const all: { customer: number; known: ReadonlySet<number>; wanted: ReadonlySet<number> }[] = []
  for (let customer = 0; customer < earlier.customers; customer++) {
    const known = new Set(historyOfCustomer(earlier, customer).items)
    if (known.size === 0) continue
    const wanted = new Set([...historyOfCustomer(later, customer).items].filter((item) => !known.has(item)))
    if (wanted.size > 0) all.push({ customer, known, wanted })
  }
  const step = Math.max(1, Math.ceil(all.length / most))
  return all.filter((_, at) => at % step === 0)
}
