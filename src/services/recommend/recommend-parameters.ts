import type { RankWeights } from '../../compute/search/rank-matches.ts'
import type { LearntClicks } from '../search/learn-clicks.ts'

/** What is learnt from the whole shop and kept between refreshes; product numbers are positions in `productIds`. */
export interface RecommendParameters {
  readonly productIds: readonly string[]
  /** The fitted recommender in base64; null while too few customers bought two things. */
  readonly model: string | null
  readonly method: string
  /** How much recent popularity counts beside taste, both scaled to their largest. */
  readonly popularityWeight: number
  readonly customers: number
  readonly orders: number
  /** Who bought each product, ever: customers' numbers as base64 of Int32, rising; `starts` likewise. */
  readonly buyers: { readonly starts: string; readonly customers: string; readonly sampledEvery: number }
  /** Orders that hold each product. */
  readonly productOrders: readonly number[]
  /** Partners of each product in one order, strongest first: [product, orders with both]. */
  readonly partners: readonly (readonly (readonly [number, number])[])[]
  /** Customers who bought each product in the last 90 days, and of how many. */
  readonly recent: { readonly customers: number; readonly buyers: readonly number[] }
  /** Units in the last 28 days and in the 84 before, by product. */
  readonly units: { readonly now: readonly number[]; readonly before: readonly number[] }
  readonly sequences: {
    readonly kinds: readonly string[]
    readonly rules: readonly {
      readonly first: number
      readonly next: number
      readonly count: number
      readonly of: number
      readonly strength: number
    }[]
  }
  /** Usual days from one purchase of a product to the next; null where nobody came back. */
  readonly cycleDays: readonly (number | null)[]
  /** Categories that customers of each source buy more than others do: [category, lift]. */
  readonly sources: Readonly<
    Record<string, { readonly customers: number; readonly categories: readonly (readonly [string, number])[] }>
  >
  /** Clicks behind searches, and how much each part of a search's score counts. */
  readonly clicks: LearntClicks
  readonly searchWeights: RankWeights
}

export const RECENT_DAYS = 90
export const TREND_DAYS = 28
export const TREND_BEFORE_DAYS = 84
