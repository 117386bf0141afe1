/** A customer as `get_customer_profile` tells it, as far as the page shows it. Dates YYYY-MM-DD, money in minor units. */
export interface Profile {
  readonly customer_id: string
  readonly as_of: string
  readonly basic: {
    readonly customer_name: string | null
    readonly email: string | null
    readonly phone: string | null
    readonly identifiers: 'revealed' | 'masked' | 'none'
    readonly known_since: string
    readonly region: string | null
    readonly city: string | null
    readonly source: string | null
    readonly channel: string | null
    readonly member_level: string | null
  }
  readonly interests: readonly { readonly kind: string; readonly value: string; readonly lift: number }[]
  readonly interests_reason: string | null
  readonly behaviour: {
    readonly activity: string | null
    readonly recent_events: readonly {
      readonly at: string
      readonly name: string
      readonly product_id: string | null
      readonly product_name: string | null
      readonly query: string | null
    }[]
    readonly cart: readonly {
      readonly product_id: string
      readonly product_name: string | null
      readonly added_at: string
    }[]
  }
  readonly value: {
    readonly tier: string | null
    readonly rfm: { readonly r: number; readonly f: number; readonly m: number; readonly segment: string } | null
    readonly orders: number
    readonly net_minor: number
    readonly year_net_minor: number
    readonly aov_minor: number | null
    readonly return_share: number | null
    readonly last_order_at: string | null
    readonly top_categories: readonly { readonly category: string; readonly share: number }[]
  }
  readonly lifecycle: {
    readonly stage: string
    readonly recency_days: number | null
    readonly expected_gap_days: number | null
    readonly next_order_expected: string | null
  }
  readonly mood: { readonly mean_rating: number | null; readonly last_rating: number | null }
  readonly consents: readonly { readonly kind: string; readonly granted: boolean; readonly since: string }[]
  readonly open_issues: readonly {
    readonly ticket_id: string
    readonly subject: string | null
    readonly issue: string | null
    readonly opened_at: string
    readonly answered: boolean
  }[]
  readonly tags: readonly { readonly tag: string; readonly why: string }[]
}

export interface ChurnData {
  readonly horizon_days: number
  readonly customers: readonly {
    readonly probability: number
    readonly tier: string
    readonly value_at_stake_minor: number
    readonly reasons: readonly { readonly code: string; readonly text: string; readonly contribution: number }[]
  }[]
}

export interface ValueData {
  readonly months: number
  readonly customers: readonly {
    readonly expected_value_minor: number
    readonly expected_orders: number
    readonly interval: readonly [number, number]
    readonly probability_alive: number
    readonly next_order: { readonly date: string; readonly interval: readonly [string, string | null] } | null
  }[]
}

export interface RecommendData {
  readonly personalised: boolean
  readonly not_personal: string | null
  readonly items: readonly {
    readonly product_id: string
    readonly score: number
    readonly reason: { readonly code: string; readonly text: string }
  }[]
}

export interface OrdersData {
  readonly matched: number
  readonly orders: readonly {
    readonly order_id: string
    readonly ordered_at: string
    readonly status: string
    readonly gross_minor: number
    readonly units: number
    readonly late: boolean | null
    readonly lines: readonly {
      readonly product_name: string | null
      readonly product_id: string
      readonly quantity: number
    }[]
  }[]
}
