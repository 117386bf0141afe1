import type { MatchKind } from '../../compute/search/find-matches.ts'
import type { RankParts } from '../../compute/search/rank-matches.ts'
import type { Filter } from '../../lib/filters.ts'
import type { NotPersonal } from '../recommend/recommendation.ts'
import type { SearchReason } from './search-reason.ts'

export interface SearchProductsInput {
  readonly query: string
  readonly customer_id?: string | undefined
  readonly filters?: readonly Filter[] | undefined
  readonly k?: number | undefined
}

export interface FoundProduct {
  readonly product_id: string
  readonly rank: number
  /** Place in the order that is the same for everybody. */
  readonly neutral_rank: number
  readonly score: number
  /** What each part adds to the score; they sum to it. */
  readonly parts: RankParts
  readonly reason: { readonly code: SearchReason['code']; readonly text: string }
}

/** Why nothing or something else than asked for is shown. */
export type Recovery = 'words_dropped' | 'respelled' | 'completed_word' | 'out_of_stock' | 'nothing_like_it'

export interface Facet {
  readonly value: string
  readonly count: number
}

export interface SearchProductsData {
  readonly query: string
  readonly items: readonly FoundProduct[]
  /** The same products in the order that everybody gets. */
  readonly neutral: readonly { readonly product_id: string; readonly score: number }[]
  readonly matched: number
  /** Matching products that cannot be sold now. */
  readonly left_out_of_stock: number
  readonly words: readonly {
    readonly word: string
    readonly kind: MatchKind | null
    readonly read_as: readonly string[]
    readonly dropped: boolean
  }[]
  readonly intent: {
    readonly category: string | null
    readonly kind: string | null
    readonly brand: string | null
    readonly price_band: 'low' | 'medium' | 'high' | null
    readonly price_from_minor: number | null
    readonly price_to_minor: number | null
  }
  readonly facets: Readonly<Record<'category' | 'kind' | 'brand' | 'price_band', readonly Facet[]>>
  readonly recovery: Recovery | null
  /** What to show where nothing was found: the same for everybody. */
  readonly instead: readonly { readonly product_id: string; readonly reason: string }[]
  readonly personalised: boolean
  readonly not_personal: NotPersonal | null
}
