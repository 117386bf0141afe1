import type { Random } from '../../lib/random.ts'
import { gridOf, gridSearch } from '../validation/grid-search.ts'
import type { BlendParameters } from './fit-blend.ts'
import { ease, type EaseParameters } from './fit-ease.ts'
import { markov, type FollowerParameters } from './fit-followers.ts'
import { historyOfCustomer, type Interactions } from './interactions.ts'
import { linkRecommenderFromBytes } from './link-model.ts'
import { rankingMetrics } from './ranking-metrics.ts'
import type { FitContext, FittedRecommender } from './recommender.ts'
import { splitInteractions, type InteractionSplit } from './split-interactions.ts'
import { topItems } from './top-items.ts'
import type { HistoryWeighing } from './weigh-history.ts'

export interface BlendSearch {
  /** What lists are for: what customers take over their next quarter of events, or the one next item. */
  readonly goal: 'next_quarter' | 'next_item'
  readonly ease: EaseParameters
  /** Judged on at most so many customers, drawn at random. */
  readonly customers: number
  /** Places of the lists that are judged. */
  readonly k: number
}

export const blendSearch: BlendSearch = { goal: 'next_quarter', ease: ease.defaults, customers: 1000, k: 10 }

/** What a search found, and on how many customers. */
export interface LearntBlend {
  readonly parameters: BlendParameters
  /** Mean nDCG@k on the cut; flattered by having won. */
  readonly ndcg: number
  readonly customers: number
}

const once = (decayPerEvent: number): HistoryWeighing => ({ repeats: 'once', decayPerEvent, halfLifeDays: 0 })
const EASE_DECAYS = [0.93, 0.9, 1] as const
const WEIGHTS = [1, 0.3, 0, 2] as const
/** Followers that look far with little decay, and ones that look at what comes next. */
const FOLLOWERS: readonly FollowerParameters[] = [
  markov.defaults,
  { ...markov.defaults, reach: 20, decay: 'reciprocal', shrinkage: 3, weighing: once(0.7) },
]

/**
 * Chooses the decays, the followers and the weights of the default blend on a cut of the interactions: the last events of
 * each customer are held out, the parts are fitted on the rest, and the setting with the best lists wins.
 *
 * The test rows of an evaluation must not be in the interactions: this is fitting.
 *
 * Time of one fit of the parts plus candidates x customers x items.
 */
export function learnBlend(interactions: Interactions, search: BlendSearch, context: FitContext): LearntBlend {
  const protocol = search.goal === 'next_item' ? 'leave_one_out' : 'by_time'
  const split = splitInteractions(interactions, { protocol, random: context.random })
  const judged = drawJudged(split, search.customers, context.random)
  const points = gridOf({ decay: EASE_DECAYS, followers: FOLLOWERS, weight: WEIGHTS })
  const parametersOf = ({ decay, followers, weight }: (typeof points)[number]): BlendParameters => ({
    parts: [
      { method: 'ease', weight: 1, parameters: { ...search.ease, weighing: once(decay) } },
      { method: 'markov', weight, parameters: followers },
    ],
  })
  if (judged.length === 0) {
    const [first] = points
    return { parameters: first === undefined ? { parts: [] } : parametersOf(first), ndcg: 0, customers: 0 }
  }
  const easeBytes = ease.fit(split.train, search.ease, context).toBytes()
  const easeScores = new Map(
    EASE_DECAYS.map((decay) => [
      decay,
      scaledScores(linkRecommenderFromBytes(easeBytes, 'ease', once(decay)), split, judged),
    ]),
  )
  const followerScores = new Map(
    FOLLOWERS.map((rule) => [rule, scaledScores(markov.fit(split.train, rule, context), split, judged)]),
  )
  const mixed = new Float64Array(interactions.items)
  const [best] = gridSearch(points, [0], ({ decay, followers, weight }) => {
    let sum = 0
    for (const [place, customer] of judged.entries()) {
      const one = easeScores.get(decay)?.[place]
      const other = followerScores.get(followers)?.[place]
      for (let item = 0; item < mixed.length; item++) mixed[item] = (one?.[item] ?? 0) + weight * (other?.[item] ?? 0)
      const exclude = new Set(historyOfCustomer(split.train, customer).items)
      const list = topItems(mixed, search.k, { exclude }).map(({ item }) => item)
      sum += rankingMetrics(list, split.held[customer] ?? new Set(), search.k).ndcg
    }
    return sum / judged.length
  })
  const chosen = best?.settings ?? points[0]
  return {
    parameters: chosen === undefined ? { parts: [] } : parametersOf(chosen),
    ndcg: best?.mean ?? 0,
    customers: judged.length,
  }
}

function drawJudged({ held }: InteractionSplit, most: number, random: Random): Int32Array {
  const able = Int32Array.from(held.flatMap((relevant, customer) => (relevant.size > 0 ? [customer] : [])))
  const size = Math.min(most, able.length)
  for (let at = 0; at < size; at++) {
    const other = at + Math.floor(random() * (able.length - at))
    const drawn = able[other] as number
    able[other] = able[at] as number
    able[at] = drawn
  }
  return able.subarray(0, size)
}

/** Scores of each judged customer, the largest 1: as a blend adds them up. */
function scaledScores(
  model: FittedRecommender,
  { train }: InteractionSplit,
  judged: Int32Array,
): readonly Float32Array[] {
  const scores = new Float64Array(model.items)
  return Array.from(judged, (customer) => {
    model.score(historyOfCustomer(train, customer), scores)
    const best = scores.reduce((most, value) => Math.max(most, value), 0)
    return Float32Array.from(scores, (score) => (best > 0 ? score / best : score))
  })
}
