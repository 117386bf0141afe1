import { bootstrapMean } from '../../../compute/stats/bootstrap-mean.ts'
import { diversify } from '../../../compute/recommend/diversify.ts'
import {
  evaluateRecommender,
  meanMetric,
  type RecommenderEvaluation,
} from '../../../compute/recommend/evaluate-recommender.ts'
import { itemLikeness } from '../../../compute/recommend/item-likeness.ts'
import { rankingMetricNames } from '../../../compute/recommend/ranking-metrics.ts'
import type { FitContext, FittedRecommender, Recommender } from '../../../compute/recommend/recommender.ts'
import { recommenders } from '../../../compute/recommend/recommenders.ts'
import { splitInteractions, type InteractionSplit } from '../../../compute/recommend/split-interactions.ts'
import { seededRandom, type Random } from '../../../lib/random.ts'
import type { Comparison, ComparisonRequest, Estimate, JudgedMethod, JudgedRow } from './judged-methods.ts'

/** How much a varied list keeps to the scores. */
const RELEVANCE = 0.7
const CANDIDATES = 50

export interface ComparisonControl {
  /** Called between methods. */
  readonly onProgress?: (share: number) => void
  readonly signal?: AbortSignal
  /** Seconds by some clock; what a fit took is their difference. */
  readonly seconds: () => number
}

/**
 * Fits each method on one part of the shop's own purchases and judges its lists by the other part. Popularity is always
 * among them: what does not beat it is not worth its trouble.
 */
export function compareMethods(request: ComparisonRequest, control: ComparisonControl): Comparison {
  const random = seededRandom(`${request.seed} split`)
  const split = thinned(
    splitInteractions(request.interactions, { protocol: request.protocol, random }),
    request.mostJudged,
    random,
  )
  const likeness = itemLikeness(request.features)
  const methods: readonly JudgedMethod[] = [...new Set<JudgedMethod>(['popularity', ...request.methods])]
  const judged = methods.map((method, index) => {
    control.signal?.throwIfAborted()
    const started = control.seconds()
    const model = fitMethod(method, split, request, control)
    const fitSeconds = control.seconds() - started
    const evaluation = evaluateRecommender(model, split, { k: request.k, likeness })
    control.onProgress?.((index + 1) / methods.length)
    return { method, model, evaluation, fitSeconds }
  })
  const baseline = judged[0]?.evaluation
  const rows = judged
    .map(({ method, evaluation, fitSeconds }) =>
      rowOf(method, evaluation, method === 'popularity' ? undefined : baseline, fitSeconds, request.seed),
    )
    .toSorted((a, b) => b.ndcg.mean - a.ndcg.mean)
  const best = judged.find(({ method }) => method === rows[0]?.method)
  return {
    rows,
    judged: baseline?.customers ?? 0,
    learners: learnersOf(split),
    varied: best === undefined ? null : variedLists(best.model, best.evaluation, split, request.k, likeness),
  }
}

function fitMethod(
  method: JudgedMethod,
  { train }: InteractionSplit,
  { seed, features }: ComparisonRequest,
  { signal }: ComparisonControl,
): FittedRecommender {
  const recommender: Recommender<unknown> = recommenders[method]
  const context: FitContext = {
    random: seededRandom(`${seed} ${method}`),
    features,
    ...(signal === undefined ? {} : { signal }),
  }
  return recommender.fit(train, recommender.defaults, context)
}

function rowOf(
  method: JudgedMethod,
  evaluation: RecommenderEvaluation,
  baseline: RecommenderEvaluation | undefined,
  fitSeconds: number,
  seed: string,
): JudgedRow {
  const estimates = Object.fromEntries(
    rankingMetricNames.map((name) => [name, estimate(evaluation.perCustomer[name], seededRandom(`${seed} ${name}`))]),
  ) as Record<(typeof rankingMetricNames)[number], Estimate>
  const base = baseline?.perCustomer.ndcg
  return {
    method,
    ...estimates,
    beyond_popularity:
      base === undefined
        ? null
        : estimate(
            evaluation.perCustomer.ndcg.map((value, customer) => value - (base[customer] ?? 0)),
            seededRandom(`${seed} beyond`),
          ),
    coverage: evaluation.coverage,
    novelty: evaluation.novelty,
    diversity: evaluation.diversity,
    exposure_gini: evaluation.exposureGini,
    served: evaluation.served,
    fit_seconds: fitSeconds,
  }
}

const estimate = (values: Float64Array, random: Random): Estimate =>
  values.length === 0 ? { mean: 0, low: 0, high: 0 } : bootstrapMean(values, random)

/** What it costs and gains to let the best method's lists avoid what is alike. */
function variedLists(
  model: FittedRecommender,
  plain: RecommenderEvaluation,
  split: InteractionSplit,
  k: number,
  likeness: (a: number, b: number) => number,
): Comparison['varied'] {
  const varied = evaluateRecommender(model, split, {
    k,
    likeness,
    candidates: Math.max(CANDIDATES, 2 * k),
    choose: (candidates) => diversify(candidates, k, RELEVANCE, likeness),
  })
  if (varied.diversity === null || plain.diversity === null) return null
  const ndcg = meanMetric(varied, 'ndcg')
  return {
    ndcg,
    ndcg_cost: meanMetric(plain, 'ndcg') - ndcg,
    diversity: varied.diversity,
    diversity_gain: varied.diversity - plain.diversity,
  }
}

/** The same split with at most so many customers asked for, drawn at random. */
function thinned(split: InteractionSplit, most: number, random: Random): InteractionSplit {
  const able = split.held.flatMap((relevant, customer) => (relevant.size > 0 ? [customer] : []))
  if (able.length <= most) return split
  for (let at = 0; at < most; at++) {
    const other = at + Math.floor(random() * (able.length - at))
    const drawn = able[other] as number
    able[other] = able[at] as number
    able[at] = drawn
  }
  const kept = new Set(able.slice(0, most))
  return { train: split.train, held: split.held.map((relevant, c) => (kept.has(c) ? relevant : new Set<number>())) }
}

function learnersOf({ train }: InteractionSplit): number {
  let learners = 0
  for (let c = 0; c < train.customers; c++) {
    if ((train.starts[c + 1] as number) > (train.starts[c] as number)) learners += 1
  }
  return learners
}
