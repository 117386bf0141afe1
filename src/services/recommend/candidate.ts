import type { ShelfProduct } from '../../store/queries/recommend/read-shelf.ts'
import type { FittedShop } from './fitted-shop.ts'
import type { Reason } from './reason.ts'
import type { ShopperHistory } from './shopper-history.ts'

export const STRATEGIES = [
  'auto',
  'similar',
  'complement',
  'bundle',
  'repurchase',
  'new',
  'trending',
  'popular',
] as const
export type Strategy = (typeof STRATEGIES)[number]

/** A product that may be shown, with what speaks for it. Scores compare within one list. */
export interface Candidate {
  readonly productId: string
  readonly score: number
  readonly reason: Reason
}

/** What candidates are found from. */
export interface CandidateFrame {
  readonly fitted: FittedShop
  readonly shelf: ReadonlyMap<string, ShelfProduct>
  readonly shopper: ShopperHistory
  /** Local day of as-of, and its instant in UTC ms. */
  readonly asOfDay: number
  readonly until: number
  readonly source: string | null
  /** The product that the question is about; null when it is about a person or nobody. */
  readonly productId: string | null
  readonly isAllowed: (productId: string) => boolean
  /** Candidates that a list is chosen from. */
  readonly most: number
}

/** Best first; of equals the one whose id comes first, so that the same facts give the same list. */
export const byScore = (a: Candidate, b: Candidate): number =>
  b.score - a.score || (a.productId < b.productId ? -1 : a.productId > b.productId ? 1 : 0)
