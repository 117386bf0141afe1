import type { MeasureName } from './measures.ts'

export type TagCondition = readonly [
  measure: MeasureName,
  op: 'is' | 'at_least' | 'at_most',
  threshold: number | string,
]

export interface TagRule {
  readonly tag: string
  /** All must hold. */
  readonly when: readonly TagCondition[]
}

const rule = (tag: string, ...when: readonly TagCondition[]): TagRule => ({ tag, when })

/**
 * What earns a tag. Shares need a least number of orders beside them, so that one Saturday does not make a weekend
 * shopper. No rule looks at gender, age or another protected attribute.
 */
export const TAG_RULES: readonly TagRule[] = [
  // Worth and stage
  rule('vip', ['value_tier', 'is', 'high']),
  rule('champion', ['rfm_segment', 'is', 'champions']),
  rule('prospect', ['lifecycle', 'is', 'prospect']),
  rule('newcomer', ['lifecycle', 'is', 'new']),
  rule('loyal', ['purchase_days', 'at_least', 5], ['gap_ratio', 'at_most', 1]),
  rule('lapsing', ['lifecycle', 'is', 'at_risk']),
  rule('dormant', ['lifecycle', 'is', 'dormant']),
  rule('lost', ['lifecycle', 'is', 'churned']),
  rule('won_back', ['won_back', 'at_least', 1]),
  rule('one_time_buyer', ['purchase_days', 'is', 1], ['tenure_days', 'at_least', 31]),
  rule('frequent_buyer', ['purchase_days_90', 'at_least', 4]),
  rule('long_standing', ['tenure_days', 'at_least', 730], ['purchase_days', 'at_least', 2]),
  rule('order_due', ['purchase_days', 'at_least', 3], ['gap_ratio', 'at_least', 0.9], ['gap_ratio', 'at_most', 1.2]),
  rule('spending_up', ['spend_change', 'at_least', 2], ['orders', 'at_least', 4]),
  rule('spending_down', ['spend_change', 'at_most', 0.5], ['orders', 'at_least', 4]),
  // Basket
  rule('big_basket', ['basket_ratio', 'at_least', 2], ['orders', 'at_least', 2]),
  rule('small_basket', ['basket_ratio', 'at_most', 0.5], ['orders', 'at_least', 2]),
  rule('bulk_buyer', ['units_per_order', 'at_least', 10], ['orders', 'at_least', 2]),
  rule('bargain_hunter', ['discount_share', 'at_least', 0.5], ['orders', 'at_least', 3]),
  rule('full_price_buyer', ['discount_share', 'at_most', 0], ['orders', 'at_least', 5]),
  rule('returns_often', ['returned_share', 'at_least', 0.3], ['returned_units', 'at_least', 3]),
  rule('never_returns', ['returned_units', 'at_most', 0], ['units', 'at_least', 10]),
  rule('category_lover', ['top_category_share', 'at_least', 0.6], ['orders', 'at_least', 3]),
  rule('explorer', ['categories', 'at_least', 5]),
  rule('restocker', ['product_days', 'at_least', 3]),
  // When and how
  rule('weekend_shopper', ['weekend_share', 'at_least', 0.6], ['orders', 'at_least', 4]),
  rule('weekday_shopper', ['weekend_share', 'at_most', 0], ['orders', 'at_least', 6]),
  rule('night_owl', ['night_share', 'at_least', 0.5], ['orders', 'at_least', 4]),
  rule('early_bird', ['morning_share', 'at_least', 0.5], ['orders', 'at_least', 4]),
  rule('lunch_break_shopper', ['lunch_share', 'at_least', 0.5], ['orders', 'at_least', 4]),
  rule('festival_shopper', ['festival_share', 'at_least', 0.5], ['orders', 'at_least', 3]),
  rule('mobile_shopper', ['mobile_share', 'at_least', 0.8], ['orders', 'at_least', 3]),
  rule('desktop_shopper', ['desktop_share', 'at_least', 0.8], ['orders', 'at_least', 3]),
  rule('multi_channel', ['channels', 'at_least', 2], ['orders', 'at_least', 4]),
  rule('new_device', ['new_device', 'at_least', 1]),
  // On the site
  rule('very_active', ['active_days', 'at_least', 12]),
  rule('window_shopper', ['views', 'at_least', 10], ['recency_days', 'at_least', 28]),
  rule('searcher', ['searches', 'at_least', 5]),
  rule('sharer', ['shares', 'at_least', 3]),
  rule('cart_waiting', ['cart_age_days', 'at_most', 7]),
  // Voice and ties
  rule('reviewer', ['reviews', 'at_least', 5]),
  rule('helpful_reviewer', ['helpful_votes', 'at_least', 10]),
  rule('fan', ['mean_rating', 'at_least', 4.5], ['reviews', 'at_least', 3]),
  rule('critical_voice', ['low_ratings', 'at_least', 2]),
  rule('open_issue', ['open_tickets', 'at_least', 1]),
  rule('referrer', ['referrals', 'at_least', 1]),
  rule('ambassador', ['referrals', 'at_least', 3]),
  rule('shares_household', ['household', 'at_least', 1]),
  rule('not_reachable', ['reachable', 'at_most', 0]),
  rule('birthday_soon', ['birthday_in_days', 'at_most', 14]),
]

export const TAGS: readonly string[] = TAG_RULES.map(({ tag }) => tag)
