import type { Random } from '../../lib/random.ts'
import type { History, Interactions } from './interactions.ts'

/** Names of methods as tools, stored models and evaluations spell them. */
export const recommenderMethods = [
  'popularity',
  'item_cf',
  'user_cf',
  'ease',
  'als',
  'rp3beta',
  'content',
  'markov',
  'vsknn',
  'sr',
  'ar',
  'blend',
] as const

export type RecommenderMethod = (typeof recommenderMethods)[number]

/** An item and what a method gives it; higher is better, comparable within one call only. */
export interface ScoredItem {
  readonly item: number
  readonly score: number
}

/** One item of a history and its share of what speaks for a recommendation. */
export interface Reason {
  readonly item: number
  /** In (0, 1]; the shares of one recommendation sum to 1. */
  readonly share: number
}

/** Sparse descriptions of items, rows as in `Interactions`: what the content method compares. */
export interface ItemFeatures {
  readonly items: number
  readonly features: number
  /** Length items + 1: the features of item i are at positions starts[i] to starts[i + 1]. */
  readonly starts: Int32Array
  readonly featureIds: Int32Array
  readonly values: Float64Array
}

/** What a fit may use besides interactions and parameters. */
export interface FitContext {
  readonly random: Random
  /** Segment of each customer, from 0; negative where none is known. Left out, everybody is one segment. */
  readonly segments?: Int32Array
  /** Needed by the content method alone. */
  readonly features?: ItemFeatures
  /** Called with the share that is done, in [0, 1]. */
  readonly onProgress?: (share: number) => void
  readonly signal?: AbortSignal
}

/**
 * A fitted recommender. It answers for any history, of customers and orders that came after the fit too, and holds no
 * customer's name or number.
 *
 * Items are numbers from 0 to `items` - 1, as in the interactions of the fit. Other numbers in a history (products that
 * came later) are passed over.
 */
export interface FittedRecommender {
  readonly method: RecommenderMethod
  readonly items: number
  /** What the fit decided or had to do otherwise than asked, by name: for report cards. */
  readonly notes: Readonly<Record<string, number | string>>
  /**
   * Gives every item its score for a history: higher is better, 0 where the method knows nothing. Items that the history
   * holds are scored like all others: the caller leaves out what should not be shown.
   *
   * @param history - events from old to new; empty is allowed
   * @param out - at least `items` long; every place is written, those past `items` with 0
   */
  score(history: History, out: Float64Array): void
  /** The k items nearest to an item, best first, itself left out, only those with a positive score. Unknown item: none. */
  similar(item: number, k: number): readonly ScoredItem[]
  /** The items of the history that speak for an item, largest share first. Empty where none does, as for popularity. */
  explain(history: History, item: number): readonly Reason[]
  /** All that `fromBytes` needs, in the byte order of the machine: equal models give equal bytes. */
  toBytes(): Uint8Array
}

/** A way to recommend: `fit` learns, `fromBytes` gives back what `toBytes` wrote. */
export interface Recommender<Parameters> {
  readonly method: RecommenderMethod
  readonly defaults: Parameters
  fit(interactions: Interactions, parameters: Parameters, context: FitContext): FittedRecommender
  /** @throws {InvalidInputError} when the bytes are no model of this method */
  fromBytes(bytes: Uint8Array): FittedRecommender
}
