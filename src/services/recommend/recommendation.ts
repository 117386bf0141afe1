import type { ReportCard } from '../models/report-card.ts'
import type { Strategy } from './candidate.ts'
import type { Diversity } from './choose-items.ts'

export interface RecommendProductsInput {
  readonly customer_id?: string | undefined
  /** Product ids of the visit so far, oldest first. */
  readonly session?: readonly string[] | undefined
  /** Where a new visitor comes from. */
  readonly source?: string | undefined
  readonly product_id?: string | undefined
  readonly strategy?: Strategy | undefined
  readonly kind?: 'product' | 'article' | undefined
  readonly k?: number | undefined
  readonly diversity?: Diversity | undefined
  readonly personalised?: boolean | undefined
  /** `purchased`, `out_of_stock`, product ids. */
  readonly exclude?: readonly string[] | undefined
  /** What the list is kept to; the highest price in major units. */
  readonly category?: string | undefined
  readonly not_category?: string | undefined
  readonly max_price?: number | undefined
  /** Place in the list whose reason is to be told. */
  readonly explain?: number | undefined
}

export interface RecommendedItem {
  readonly product_id: string
  readonly score: number
  readonly reason: { readonly code: string; readonly text: string }
}

/** Why a list is not made from the person's own history. */
export type NotPersonal = 'asked_so' | 'profiling_refused' | 'no_history' | 'nobody_named'

export interface RecommendProductsData {
  readonly strategy: Strategy
  readonly personalised: boolean
  readonly not_personal: NotPersonal | null
  readonly items: readonly RecommendedItem[]
  readonly alternative: readonly RecommendedItem[]
  readonly evaluation: ReportCard | null
  readonly diversity: {
    readonly level: Diversity
    readonly intra_list_similarity: number | null
    /** Of the list by score alone. */
    readonly undiversified: number | null
  }
  readonly model: {
    readonly id: string
    readonly trained_as_of: string
    readonly age_days: number
    readonly stale: boolean
  } | null
}
