import { itemCycles } from '../../compute/repurchase/item-cycles.ts'
import { popularity } from '../../compute/recommend/fit-popularity.ts'
import type { FittedRecommender } from '../../compute/recommend/recommender.ts'
import { emptyHistory, type Interactions } from '../../compute/recommend/interactions.ts'
import { seededRandom } from '../../lib/random.ts'
import { dateOfDay } from '../../lib/time-zone.ts'
import { readCustomerSources } from '../../store/queries/recommend/read-customer-sources.ts'
import { readPurchaseLines, type PurchaseLines } from '../../store/queries/recommend/read-purchase-lines.ts'
import { readShelf, type ShelfProduct } from '../../store/queries/recommend/read-shelf.ts'
import { learnClicks } from '../search/learn-clicks.ts'
import { learnRanking, type LearntRanking } from '../search/learn-ranking.ts'
import { pastSearches, type EarlierTaste } from '../search/past-searches.ts'
import type { Training, TrainingFrame } from '../models/model-definition.ts'
import type { ReportCard } from '../models/report-card.ts'
import { loadRhythms } from '../repurchase/load-rhythms.ts'
import { judgeRecommender, type RecommenderScores } from './judge-recommender.ts'
import { kindSequences } from './kind-sequences.ts'
import { mixPopularity, POPULARITY_WEIGHTS } from './mix-popularity.ts'
import { RECENT_DAYS, type RecommendParameters } from './recommend-parameters.ts'
import { shopInteractions } from './shop-interactions.ts'
import { fitShopRecommender } from './shop-recommender.ts'
import { shopStatistics } from './shop-statistics.ts'

/** Customers who bought two different things: fewer teach nothing about taste. */
const FEWEST_LEARNERS = 20
/** Days held back to judge by. */
const JUDGED_DAYS = 28
const MOST_JUDGED = 2000
/** Scores that are looked at while judging: of a large catalogue fewer customers tell as much. */
const MOST_SCORES = 1e7
/** Above so many purchases, buyers are kept of evenly taken customers. */
const MOST_BUYERS = 2_000_000

/** Learns what is bought with, after and by the same people as what, and how well that foretold the last four weeks. */
export async function trainRecommender(frame: TrainingFrame): Promise<Training<RecommendParameters>> {
  const { store, asOf, seed, checkpoint } = frame
  await checkpoint('reading purchases', 0)
  const lines = readPurchaseLines(store, asOf.until)
  if (lines.customers.length === 0) {
    return {
      fitted: false,
      gate: { failed: 'orders', have: 0, need: 1, pooled_estimate: null, opens_on: null },
    }
  }
  const shelf = readShelf(store, asOf.until)
  const everything = shopInteractions(lines)
  const learners = countLearners(everything)
  await checkpoint('judging', 0.1)
  const enough = learners >= FEWEST_LEARNERS
  const cutDay = asOf.day - JUDGED_DAYS + 1
  const { judged, ranking } = await learnFromThePast(frame, { lines, shelf, everything, cutDay, enough })
  await checkpoint('fitting', 0.4)
  const fitted = enough ? fitShopRecommender(everything, seed) : null
  await checkpoint('counting', 0.6)
  const { rhythms } = loadRhythms(lines, shelf, 'product')
  const sequences = kindSequences(lines, shelf, asOf.day)
  const statistics = shopStatistics(lines, shelf, readCustomerSources(store, asOf.until), asOf.day)
  const parameters: RecommendParameters = {
    productIds: lines.productIds,
    model: fitted === null ? null : Buffer.from(fitted.toBytes()).toString('base64'),
    method: fitted?.method ?? 'popularity',
    popularityWeight: judged?.popularityWeight ?? 0,
    customers: lines.customerIds.length,
    orders: lines.customers.length,
    buyers: buyersOf(everything),
    sequences: {
      kinds: sequences.kinds,
      rules: sequences.rules.map(({ first, next, count, of, strength }) => ({ first, next, count, of, strength })),
    },
    cycleDays: Array.from(itemCycles(rhythms).cycleDays, (days) => (Number.isNaN(days) ? null : days)),
    ...statistics,
    clicks: learnClicks(store, { asOfDay: asOf.day, until: asOf.until }),
    searchWeights: ranking.weights,
  }
  const lastDay = dateOfDay(asOf.day)
  return {
    fitted: true,
    parameters,
    reportCard: reportCardOf({
      method: parameters.method,
      lastDay,
      cutDay,
      learners,
      judged,
      ranking,
      placesLearnt: parameters.clicks.examinationLearnt,
    }),
    gate: null,
  }
}

/** What the last weeks tell of models that do not know them; those models and what they found are let go of with the return. */
async function learnFromThePast(
  frame: TrainingFrame,
  {
    lines,
    shelf,
    everything,
    cutDay,
    enough,
  }: {
    readonly lines: PurchaseLines
    readonly shelf: ReadonlyMap<string, ShelfProduct>
    readonly everything: Interactions
    readonly cutDay: number
    readonly enough: boolean
  },
): Promise<{ readonly judged: Judged | null; readonly ranking: LearntRanking }> {
  const [before, earlier] = [cutDay - JUDGED_DAYS, cutDay].map((day) =>
    earlierPart(lines, day, frame.seed, enough),
  ) as [EarlierPart, EarlierPart]
  const judged = enough ? judge(everything, before, earlier) : null
  await frame.checkpoint('ranking searches', 0.3)
  const searchesOf = (part: EarlierPart) =>
    pastSearches(frame, shelf, tasteOf(part, lines.productIds), { fromDay: part.day, toDay: part.day + JUDGED_DAYS })
  return {
    judged,
    ranking: learnRanking(
      () => searchesOf(before),
      () => searchesOf(earlier),
    ),
  }
}

interface Judged {
  readonly model: RecommenderScores
  readonly taste: RecommenderScores
  readonly popularity: RecommenderScores
  readonly popularityWeight: number
}

/** What was known before a day: what the weeks behind it are judged with. */
interface EarlierPart {
  /** Local day, the first that is not part of it. */
  readonly day: number
  readonly interactions: Interactions
  /** Null while too few customers bought two things. */
  readonly taste: FittedRecommender | null
  /** Share of recent purchases, by item. */
  readonly shares: Float64Array
}

function earlierPart(lines: PurchaseLines, day: number, seed: string, enough: boolean): EarlierPart {
  const interactions = shopInteractions(lines, day)
  const common = popularity.fit(
    interactions,
    { ...popularity.defaults, windowDays: RECENT_DAYS },
    { random: seededRandom(seed) },
  )
  const shares = new Float64Array(interactions.items)
  common.score(emptyHistory, shares)
  return { day, interactions, taste: enough ? fitShopRecommender(interactions, seed) : null, shares }
}

/** The part as a search reads it. */
function tasteOf({ taste, shares }: EarlierPart, productIds: readonly string[]): EarlierTaste {
  const items = new Map(productIds.map((id, item) => [id, item]))
  const itemOf = (productId: string): number => items.get(productId) ?? -1
  return { recommender: taste, parameters: { productIds }, itemOf, buyersOf: (id) => shares[itemOf(id)] ?? 0 }
}

/**
 * The same method fitted without the last weeks, and plain popularity, on what was bought in them. How much popularity
 * counts beside taste is chosen on the weeks before those.
 */
function judge(everything: Interactions, before: EarlierPart, earlier: EarlierPart): Judged {
  const validation = scoresOfPart(earlier.interactions, before)
  const gains = POPULARITY_WEIGHTS.map((weight) => ({ weight, gain: validation(weight).ndcg_at_10 ?? 0 }))
  const best = gains.reduce((one, other) => (other.gain > one.gain ? other : one))
  const test = scoresOfPart(everything, earlier)
  return {
    model: test(best.weight),
    taste: test(0),
    popularity: test('popularity'),
    popularityWeight: best.weight,
  }
}

/** Returns how well the earlier part, with a weight of popularity, foretells the rest. */
function scoresOfPart(everything: Interactions, { interactions, taste, shares }: EarlierPart) {
  const later = laterPart(everything, interactions)
  return (weight: number | 'popularity'): RecommenderScores =>
    judgeRecommender(
      interactions,
      later,
      (history, out) => {
        if (weight === 'popularity' || taste === null) {
          out.set(shares)
          return
        }
        taste.score(history, out)
        mixPopularity(out, shares, weight)
      },
      Math.min(MOST_JUDGED, Math.ceil(MOST_SCORES / Math.max(1, interactions.items))),
    )
}

/** Events of `everything` past those of `earlier`: rows begin alike, for both run from old to new. */
function laterPart(everything: Interactions, earlier: Interactions): Interactions {
  const starts = new Int32Array(everything.customers + 1)
  const kept: number[] = []
  for (let customer = 0; customer < everything.customers; customer++) {
    const seen = (earlier.starts[customer + 1] as number) - (earlier.starts[customer] as number)
    const to = everything.starts[customer + 1] as number
    for (let event = (everything.starts[customer] as number) + seen; event < to; event++) kept.push(event)
    starts[customer + 1] = kept.length
  }
  const pick = Int32Array.from(kept)
  return {
    ...everything,
    starts,
    itemIds: pick.map((event) => everything.itemIds[event] as number),
    weights: Float64Array.from(pick, (event) => everything.weights[event] as number),
    days: Float64Array.from(pick, (event) => everything.days[event] as number),
  }
}

function countLearners({ customers, starts, itemIds }: Interactions): number {
  let learners = 0
  for (let customer = 0; customer < customers; customer++) {
    const from = starts[customer] as number
    const own = itemIds.subarray(from, starts[customer + 1])
    if (own.some((item) => item !== itemIds[from])) learners += 1
  }
  return learners
}

/** Customers by item, each once. */
function buyersOf({ customers, items, starts, itemIds }: Interactions): RecommendParameters['buyers'] {
  const sampledEvery = Math.max(1, Math.ceil(itemIds.length / MOST_BUYERS))
  const lists = Array.from({ length: items }, (): number[] => [])
  for (let customer = 0; customer < customers; customer += sampledEvery) {
    for (const item of new Set(itemIds.subarray(starts[customer], starts[customer + 1]))) lists[item]?.push(customer)
  }
  const ends = new Int32Array(items + 1)
  for (const [item, list] of lists.entries()) ends[item + 1] = (ends[item] as number) + list.length
  const base64 = (array: Int32Array): string => Buffer.from(array.buffer).toString('base64')
  return { starts: base64(ends), customers: base64(Int32Array.from(lists.flat())), sampledEvery }
}

function reportCardOf({
  method,
  lastDay,
  cutDay,
  learners,
  judged,
  ranking,
  placesLearnt,
}: {
  readonly method: string
  readonly lastDay: string
  readonly cutDay: number
  readonly learners: number
  readonly judged: Judged | null
  readonly ranking: LearntRanking
  readonly placesLearnt: boolean
}): ReportCard {
  const scoresOf = (scores: RecommenderScores | undefined) => ({
    ndcg_at_10: scores?.ndcg_at_10 ?? null,
    hit_rate_at_10: scores?.hit_rate_at_10 ?? null,
    recall_at_10: scores?.recall_at_10 ?? null,
    coverage: scores?.coverage ?? null,
  })
  return {
    model: 'recommend',
    trained_on: [judged === null ? lastDay : dateOfDay(cutDay - 1)],
    tested_on: judged === null ? null : lastDay,
    n_train: learners,
    n_test: judged?.model.customers ?? 0,
    training: {},
    out_of_time: scoresOf(judged?.model),
    baseline: { name: 'popularity', out_of_time: scoresOf(judged?.popularity) },
    candidates: [
      { name: method, chosen: true, scores: scoresOf(judged?.model) },
      { name: `${method}_without_popularity`, chosen: false, scores: scoresOf(judged?.taste) },
      { name: 'popularity', chosen: false, scores: scoresOf(judged?.popularity) },
    ],
    chosen: {
      name: method,
      reason:
        judged === null
          ? 'too few customers bought two things: popularity alone serves'
          : 'the blend that does best on the published protocols, with the weight of popularity that did best on earlier weeks',
      reason_zh:
        judged === null
          ? '买过两件商品的客户太少：仅使用热度'
          : '在已公布的评测方案上最好的组合，热度权重取此前各周上最好的',
    },
    importance: [],
    left_out: [],
    details: {
      popularity_weight: judged?.popularityWeight ?? 0,
      search: { ...ranking, places_learnt: placesLearnt },
      protocol: `lists of 10 for purchases of the last ${JUDGED_DAYS} days by customers with earlier ones; things they had before left out`,
    },
  }
}
