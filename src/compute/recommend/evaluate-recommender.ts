import { exposureGini } from './exposure-gini.ts'
import { historyOfCustomer } from './interactions.ts'
import { rankingMetricNames, rankingMetrics, type RankingMetrics } from './ranking-metrics.ts'
import type { FittedRecommender, ScoredItem } from './recommender.ts'
import type { InteractionSplit } from './split-interactions.ts'
import { topItems } from './top-items.ts'

export interface EvaluationRequest {
  /** Places of a list. */
  readonly k: number
  /** Items that a customer has in training are left out of the list; the default. */
  readonly withoutSeen?: boolean
  readonly segments?: Int32Array
  /** Of two items, in [0, 1]; needed for diversity. */
  readonly likeness?: (a: number, b: number) => number
  /** Chooses the list from the best candidates, for example with `diversify`; without it the k best are shown. */
  readonly choose?: (candidates: readonly ScoredItem[]) => readonly ScoredItem[]
  /** Candidates given to `choose`; 100 unless said. */
  readonly candidates?: number
}

/** Quality of a method's lists over the customers who have something held out. */
export interface RecommenderEvaluation {
  /** Per metric one value per customer judged, in their order: for means, intervals and differences of methods. */
  readonly perCustomer: Readonly<Record<keyof RankingMetrics, Float64Array>>
  readonly customers: number
  /** Share of judged customers with at least one item to show. */
  readonly served: number
  /** Share of all items that appear in a list. */
  readonly coverage: number
  /** Mean of -log2(share of customers who have the item) over shown items: bits of surprise. */
  readonly novelty: number
  /** 1 - mean likeness of the pairs of a list, over lists of two or more; null without `likeness` or such a list. */
  readonly diversity: number | null
  /** Gini coefficient of exposure over all items: 0 alike, near 1 a few get everything. */
  readonly exposureGini: number
}

/**
 * Lets a fitted method make a list for every customer with something held out, and judges the lists.
 *
 * Compare numbers only within one split, k and set of candidates.
 *
 * Time O(customers x score), memory O(customers + items).
 */
export function evaluateRecommender(
  model: FittedRecommender,
  { train, held }: InteractionSplit,
  request: EvaluationRequest,
): RecommenderEvaluation {
  const judged = held.flatMap((relevant, customer) => (relevant.size > 0 ? [{ relevant, customer }] : []))
  const perCustomer = Object.fromEntries(
    rankingMetricNames.map((name) => [name, new Float64Array(judged.length)]),
  ) as unknown as Record<keyof RankingMetrics, Float64Array>
  const scores = new Float64Array(train.items)
  const exposure = new Float64Array(train.items)
  const owners = customersOf(train)
  let served = 0
  let surprise = 0
  let shown = 0
  let variety = 0
  let varied = 0
  for (const [place, { relevant, customer }] of judged.entries()) {
    const history = historyOfCustomer(train, customer, request.segments?.[customer])
    model.score(history, scores)
    const exclude = request.withoutSeen === false ? new Set<number>() : new Set(history.items)
    const wanted = request.choose === undefined ? request.k : (request.candidates ?? 100)
    const candidates = topItems(scores, wanted, { exclude })
    const list = (request.choose?.(candidates) ?? candidates).slice(0, request.k).map(({ item }) => item)
    const metrics = rankingMetrics(list, relevant, request.k)
    for (const name of rankingMetricNames) perCustomer[name][place] = metrics[name]
    if (list.length > 0) served += 1
    for (const item of list) {
      exposure[item] = (exposure[item] as number) + 1
      surprise -= Math.log2(Math.max(1, owners[item] as number) / train.customers)
      shown += 1
    }
    if (request.likeness !== undefined && list.length > 1) {
      variety += 1 - meanLikeness(list, request.likeness)
      varied += 1
    }
  }
  return {
    perCustomer,
    customers: judged.length,
    served: judged.length === 0 ? 0 : served / judged.length,
    coverage: train.items === 0 ? 0 : exposure.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0) / train.items,
    novelty: shown === 0 ? 0 : surprise / shown,
    diversity: varied === 0 ? null : variety / varied,
    exposureGini: exposureGini(exposure),
  }
}

/** Mean of one metric over the judged customers. */
export const meanMetric = ({ perCustomer, customers }: RecommenderEvaluation, name: keyof RankingMetrics): number =>
  customers === 0 ? 0 : perCustomer[name].reduce((sum, value) => sum + value, 0) / customers

function customersOf({ customers, items, starts, itemIds }: InteractionSplit['train']): Float64Array {
  const counts = new Float64Array(items)
  for (let c = 0; c < customers; c++) {
    for (const item of new Set(itemIds.subarray(starts[c], starts[c + 1]))) {
      counts[item] = (counts[item] as number) + 1
    }
  }
  return counts
}

function meanLikeness(list: readonly number[], likeness: (a: number, b: number) => number): number {
  let sum = 0
  for (const [at, item] of list.entries())
    for (let b = at + 1; b < list.length; b++) sum += likeness(item, list[b] as number)
  return sum / ((list.length * (list.length - 1)) / 2)
}
