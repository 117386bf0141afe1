import type { Interest } from '../interests/interest.ts'
import type { Tag } from '../tags/apply-tags.ts'
import type { CustomerBehaviour } from './behaviour.ts'

export interface PredictedValue {
  readonly value: number
  readonly low: number | null
  readonly high: number | null
  readonly model_run: string
  /** In words, from the customer's own figures; empty when the run is gone. */
  readonly why: readonly string[]
  /** How good the model was on what it had not seen; null when the run is gone. */
  readonly report_card: {
    readonly tested_on: string | null
    readonly n_test: number
    readonly auc: number | null
    readonly calibration_error: number | null
    readonly baseline_auc: number | null
  } | null
}

export interface PredictedNext {
  readonly visit: 'open' | 'over' | 'none'
  readonly actions: readonly { readonly action: string; readonly probability: number }[]
  readonly next_category: readonly { readonly category: string; readonly probability: number }[]
  readonly model_run: string
  readonly why: readonly string[]
  /** Of the likeliest action on days that the model had not seen, beside always naming the commonest. */
  readonly report_card: {
    readonly tested_on: string | null
    readonly n_test: number
    readonly top_1: number | null
    readonly top_3: number | null
    readonly log_loss: number | null
    readonly baseline_top_1: number | null
    readonly baseline_log_loss: number | null
  }
}

/** Everything about one customer, as of a date. Dates are YYYY-MM-DD, instants ISO; money in minor units. */
export interface CustomerProfile {
  readonly customer_id: string
  readonly as_of: string
  readonly basic: {
    readonly customer_id: string
    readonly customer_name: string | null
    readonly email: string | null
    readonly phone: string | null
    readonly address: string | null
    readonly identifiers: 'revealed' | 'masked' | 'none'
    readonly known_since: string
    readonly gender: string | null
    readonly age_band: string | null
    readonly country: string | null
    readonly region: string | null
    readonly city: string | null
    readonly language: string | null
    readonly source: string | null
    readonly channel: string | null
    readonly member_level: string | null
    readonly attributes: Readonly<Record<string, string>>
  }
  readonly interests: readonly Interest[]
  /** Why interests were not computed; null when they were. */
  readonly interests_reason: string | null
  readonly behaviour: CustomerBehaviour
  readonly social: {
    readonly referrals_made: readonly string[]
    readonly referred_by: readonly string[]
    readonly household: readonly string[]
    readonly follows: readonly string[]
    readonly reviews: number
    readonly helpful_votes: number
    readonly shares_28: number
  }
  readonly value: {
    readonly tier: string | null
    readonly rfm: { readonly r: number; readonly f: number; readonly m: number; readonly segment: string } | null
    readonly orders: number
    readonly units: number
    readonly gross_minor: number
    readonly returns_minor: number
    readonly net_minor: number
    readonly year_net_minor: number
    readonly aov_minor: number | null
    readonly returned_units: number
    readonly return_share: number | null
    readonly first_order_at: string | null
    readonly last_order_at: string | null
    readonly top_categories: readonly {
      readonly category: string
      readonly amount_minor: number
      readonly share: number
    }[]
  }
  readonly lifecycle: {
    readonly stage: string
    readonly won_back: boolean
    readonly recency_days: number | null
    readonly tenure_days: number | null
    readonly mean_gap_days: number | null
    readonly median_gap_days: number | null
    readonly expected_gap_days: number | null
    /** Last purchase plus the expected gap. */
    readonly next_order_expected: string | null
  }
  readonly predictions: {
    readonly churn_probability: PredictedValue | null
    readonly probability_alive: PredictedValue | null
    readonly expected_value: PredictedValue | null
    /** If another order comes; null for a customer who has probably left. */
    readonly next_order: { readonly date: string; readonly interval: readonly [string, string | null] } | null
    /** What comes next on the site, likeliest first; null where it is not known. */
    readonly next_action: PredictedNext | null
    /** Why `next_action` is null. */
    readonly next_action_reason: string | null
    /** Why the other nulls are null. */
    readonly reason: string | null
  }
  readonly mood: {
    readonly mean_rating: number | null
    readonly last_rating: number | null
    readonly last_rated_at: string | null
    readonly low_ratings_365: number
    /** Of all that the customer wrote in reviews, [-1, 1]; null where nothing of it could be read. */
    readonly sentiment: number | null
    /** What they write about, most often first, with the mean sentiment of it. */
    readonly topics: readonly { readonly name: string; readonly reviews: number; readonly sentiment: number }[]
    /** Why `sentiment` is null. */
    readonly reason: string | null
  }
  readonly risk: { readonly score: PredictedValue | null; readonly reason: string | null }
  readonly consents: readonly { readonly kind: string; readonly granted: boolean; readonly since: string }[]
  readonly open_issues: readonly {
    readonly ticket_id: string
    readonly order_id: string | null
    readonly issue: string | null
    readonly subject: string | null
    readonly channel: string | null
    readonly opened_at: string
    readonly answered: boolean
  }[]
  readonly tags: readonly Tag[]
  readonly last_received_at: string | null
  readonly profile_at: string
  readonly profile_delay_ms: number | null
}
