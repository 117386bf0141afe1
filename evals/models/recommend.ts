import { itemsOfCustomers } from '../../src/compute/recommend/customer-sets.ts'
import { easeScoresOfAll } from '../../src/compute/recommend/ease-weights.ts'
import { evaluateRecommender, meanMetric } from '../../src/compute/recommend/evaluate-recommender.ts'
import { blend, type BlendParameters } from '../../src/compute/recommend/fit-blend.ts'
import { ease } from '../../src/compute/recommend/fit-ease.ts'
import { historyOfCustomer } from '../../src/compute/recommend/interactions.ts'
import { blendSearch, learnBlend } from '../../src/compute/recommend/learn-blend.ts'
import { rankingMetrics } from '../../src/compute/recommend/ranking-metrics.ts'
import type { InteractionSplit } from '../../src/compute/recommend/split-interactions.ts'
import { topItems } from '../../src/compute/recommend/top-items.ts'
import { seededRandom } from '../../src/lib/random.ts'
import { atLeast, atMost, within, type Check } from './check.ts'
import { movielensSplit } from './support/movielens-split.ts'
import { warmCpuSeconds } from './support/warm-cpu-seconds.ts'

const K = 10

/** EASE on the random split, and the CPU of fitting it and making every customer's list in a warmed process. */
const random: Check = {
  id: 'recommend-random',
  data: 'splits/ml100k-rand-{train,test}.tsv.gz',
  run({ dataFolder, seed }) {
    const split = movielensSplit(dataFolder, 'rand')
    const model = ease.fit(split.train, ease.defaults, { random: seededRandom(seed) })
    const found = evaluateRecommender(model, split, { k: K })
    const lists = listsOfAll(split)
    const alone = lists.map((list, customer) => rankingMetrics(list, split.held[customer] ?? new Set(), K).ndcg)
    const seconds = warmCpuSeconds(() => listsOfAll(split))
    return Promise.resolve([
      atLeast('nDCG@10', 0.4799, meanMetric(found, 'ndcg'), 4),
      atLeast('MAP@10 (actual)', 0.1476, meanMetric(found, 'map'), 4),
      atLeast('precision@10', 0.4201, meanMetric(found, 'precision'), 4),
      atLeast('recall@10', 0.223, meanMetric(found, 'recall'), 4),
      within(
        'nDCG@10 of all customers at once',
        meanMetric(found, 'ndcg'),
        alone.reduce((sum, value) => sum + value, 0) / alone.length,
        1e-4,
      ),
      atMost('CPU s, fit and lists of all', 0.5, seconds, 2),
    ])
  },
}

/** The blend on the split by time; decays and weights are learned on a cut of the training rows. */
const chronological: Check = {
  id: 'recommend-by-time',
  data: 'splits/ml100k-chron-{train,test}.tsv.gz',
  run({ dataFolder, seed }) {
    const split = movielensSplit(dataFolder, 'chron')
    const { parameters } = learnBlend(split.train, blendSearch, { random: seededRandom(seed) })
    const found = judgeBlend(split, parameters, seed)
    const seconds = warmCpuSeconds(() => judgeBlend(split, parameters, seed))
    return Promise.resolve([
      atLeast('nDCG@10', 0.2853, meanMetric(found, 'ndcg'), 4),
      atLeast('precision@10', 0.2532, meanMetric(found, 'precision'), 4),
      atLeast('recall@10', 0.1433, meanMetric(found, 'recall'), 4),
      atMost('CPU s, fit and lists of all', 1.5, seconds, 2),
    ])
  },
}

/** The blend learned for the next item, every item a candidate. */
const leaveOneOut: Check = {
  id: 'recommend-leave-one-out',
  data: 'splits/ml100k-loo-{train,test}.tsv.gz',
  run({ dataFolder, seed }) {
    const split = movielensSplit(dataFolder, 'loo')
    const search = { ...blendSearch, goal: 'next_item' } as const
    const { parameters } = learnBlend(split.train, search, { random: seededRandom(seed) })
    const found = judgeBlend(split, parameters, seed)
    return Promise.resolve([
      atLeast('hit rate@10', 0.1813, meanMetric(found, 'hit_rate'), 4),
      atLeast('nDCG@10', 0.0974, meanMetric(found, 'ndcg'), 4),
    ])
  },
}

export const recommend: readonly Check[] = [random, chronological, leaveOneOut]

const judgeBlend = (split: InteractionSplit, parameters: BlendParameters, seed: string) =>
  evaluateRecommender(blend.fit(split.train, parameters, { random: seededRandom(seed) }), split, { k: K })

/** Fit and lists in one go, for all customers of the fit. */
function listsOfAll({ train }: InteractionSplit): readonly (readonly number[])[] {
  const scores = easeScoresOfAll(itemsOfCustomers(train), train.items, ease.defaults.lambda)
  return Array.from({ length: train.customers }, (_value, customer) => {
    const own = scores.subarray(customer * train.items, (customer + 1) * train.items)
    const exclude = new Set(historyOfCustomer(train, customer).items)
    return topItems(own, K, { exclude, above: -Infinity }).map(({ item }) => item)
  })
}
