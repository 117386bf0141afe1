import type { Filter } from '../../lib/filters.ts'
import type { RingSign } from './find-rings.ts'
import type { SuspicionReason } from './review-checks.ts'
import type { SetAsideEffect } from './set-aside-effect.ts'

export interface CheckReviewsInput {
  readonly product_id?: string | undefined
  /** rating, sentiment, topic, language and product are conditions on the review, others on its writer. */
  readonly filters?: readonly Filter[] | undefined
  /** Suspicious reviews to list. */
  readonly limit?: number | undefined
}

/** An account that wrote flagged reviews: what it buys, how it rates, how useful others find it. */
export interface Reviewer {
  readonly customer_id: string
  readonly flagged: number
  readonly reviews: number
  readonly mean_rating: number | null
  readonly five_star_share: number
  readonly helpful_votes: number
  readonly verified: number | null
  readonly products: number
  readonly categories: readonly string[]
  readonly orders: number
}

export interface CheckReviewsData {
  /** Reviews looked at. */
  readonly reviews: number
  readonly flagged: number
  /** Highest score first. */
  readonly suspicious: readonly {
    readonly review_id: string
    readonly customer_id: string | null
    readonly product_id: string | null
    readonly rating: number | null
    readonly written_on: string
    readonly score: number
    readonly reasons: readonly SuspicionReason[]
  }[]
  /** Largest first, whole groups, also where only a part of them is in scope. */
  readonly duplicate_groups: readonly {
    readonly group: number
    readonly reviews: readonly string[]
    readonly accounts: readonly string[]
    readonly products: readonly string[]
    readonly similarity: number
    readonly exact: boolean
    readonly from: string
    readonly to: string
    /** The beginning of one of the texts, without links and markup. */
    readonly excerpt: string
  }[]
  readonly rings: readonly {
    readonly accounts: readonly string[]
    readonly reviews: readonly string[]
    readonly products: readonly string[]
    readonly signs: readonly RingSign[]
    readonly from: string
    readonly to: string
  }[]
  readonly bursts: readonly {
    readonly product_id: string
    readonly from: string
    /** The first day after it. */
    readonly to: string
    readonly reviews: number
    readonly expected: number
  }[]
  readonly mismatches: number
  readonly reviewers: readonly Reviewer[]
  readonly effect: SetAsideEffect | null
  readonly linguistic_score: { readonly available: false; readonly reason: string }
}
