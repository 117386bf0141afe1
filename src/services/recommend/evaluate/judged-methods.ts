import type { Interactions } from '../../../compute/recommend/interactions.ts'
import type { ItemFeatures } from '../../../compute/recommend/recommender.ts'
import { splitProtocols, type SplitProtocol } from '../../../compute/recommend/split-interactions.ts'
import type { RankingMetrics } from '../../../compute/recommend/ranking-metrics.ts'

/** Methods that a shop may compare. */
export const JUDGED_METHODS = [
  'popularity',
  'item_cf',
  'user_cf',
  'ease',
  'als',
  'rp3beta',
  'markov',
  'content',
  'blend',
] as const
/** Ways to hold purchases out. */
export const PROTOCOLS = splitProtocols
export type JudgedMethod = (typeof JUDGED_METHODS)[number]

/** Everything that a comparison needs; goes to a worker thread as it is. */
export interface ComparisonRequest {
  readonly interactions: Interactions
  readonly features: ItemFeatures
  readonly methods: readonly JudgedMethod[]
  readonly protocol: SplitProtocol
  readonly k: number
  /** Customers judged at most, drawn at random. */
  readonly mostJudged: number
  readonly seed: string
}

/** A mean over customers with its bootstrap interval (95 %). */
export interface Estimate {
  readonly mean: number
  readonly low: number
  readonly high: number
}

/** How one method did. */
export interface JudgedRow extends Readonly<Record<keyof RankingMetrics, Estimate>> {
  readonly method: JudgedMethod
  /** nDCG less that of popularity on the same customers; null for popularity. */
  readonly beyond_popularity: Estimate | null
  readonly coverage: number
  readonly novelty: number
  readonly diversity: number | null
  readonly exposure_gini: number
  readonly served: number
  readonly fit_seconds: number
}

export interface Comparison {
  /** Best nDCG first. */
  readonly rows: readonly JudgedRow[]
  readonly judged: number
  readonly learners: number
  /** The best method's lists made more varied: what it costs and gains; null without a list of two. */
  readonly varied: {
    readonly ndcg: number
    readonly ndcg_cost: number
    readonly diversity: number
    readonly diversity_gain: number
  } | null
}
