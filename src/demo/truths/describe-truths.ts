import type { StockTruth } from '../catalogue/write-stock.ts'
import { timeText } from '../files/wall-time.ts'
import { ABNORMAL_SHARE } from '../orders/abnormal-orders.ts'
import { BAD_ROWS } from '../orders/last-day-rejects.ts'
import type { DemoShop } from '../open-demo-shop.ts'
import { customerId } from '../people/customer-id.ts'
import { FIXED_IDS, roleOf, SMALLEST_SHOP } from '../people/roles.ts'
import { LATE_EFFECT } from '../reviews/make-review.ts'
import { CART_AT, OPEN_INTERESTS } from '../sessions/fixed-visits.ts'
import { CLICK_BY_POSITION } from '../sessions/make-visits.ts'

export interface TruthSources {
  readonly shop: Omit<DemoShop, 'finish'>
  readonly stock: StockTruth
  readonly repeated: number
  readonly dirty: boolean
}

/** Everything that was planted, with the counts of what chance made of it. */
export function describeTruths({ shop, stock, repeated, dirty }: TruthSources): object {
  const { settings, size } = shop
  const planted = (kind: string): string[] =>
    Array.from({ length: Math.min(size, SMALLEST_SHOP) }, (_, index) => index)
      .filter((index) => roleOf(index).kind === kind)
      .map((index) => customerId(index, size))
  return {
    seed: shop.seed,
    customers: size,
    dirty,
    first_day: '2024-01-01',
    last_day: '2026-06-30',
    rows: shop.files.rows(),
    rows_in_other_encodings: shop.files.rowsInOtherEncodings(),
    counts: shop.truths.counts(),
    purchase_story: {
      model:
        'Pareto/NBD per archetype in days of mean business (season removed); crescent follows an arc in (log gap, log value)',
      archetypes: settings.archetypes,
      replenishment:
        'customers with cycle_days in the customers list add regular purchases with a standard deviation of 12 % of the cycle',
    },
    season: { weekday: settings.shop.weekday, month: settings.shop.month, festivals: settings.shop.festivals },
    categories: settings.categories.map((one) => ({
      category: one.key,
      log_trend_per_year: one.trend,
      elasticity: one.elasticity,
      margin: one.margin,
      cycle_days: one.cycle_days ?? null,
    })),
    complements: settings.relations.complements,
    sequences: settings.relations.sequences,
    funnel: settings.shop.funnel,
    clicks_by_position: CLICK_BY_POSITION,
    delivery: {
      late_share_by_city: settings.cities.map((one) => [one.city, one.region, one.lead_days, one.late]),
      late_effect_on_satisfaction: LATE_EFFECT,
      satisfaction_deviation: 0.85,
    },
    campaigns: settings.campaigns,
    consents: settings.shop.consents,
    abnormal_share: ABNORMAL_SHARE,
    stock,
    import_ledger: {
      file: 'orders-2026-06-30.csv',
      duplicates: repeated,
      quarantined: BAD_ROWS.length,
      reasons: BAD_ROWS.map((one) => one.why),
    },
    people: {
      fixed: FIXED_IDS,
      wang_wei: planted('wang_wei'),
      ring: planted('ring'),
      copiers: planted('copier'),
      abnormal_last_48_hours: planted('abnormal'),
      cart_of_C_10023_at: timeText(CART_AT),
      open_interests_of_C_10023: OPEN_INTERESTS,
    },
    attack_texts: { reviews: ['R-90880', 'R-90881'], product: 'SKU-7666' },
    protected_attribute: { name: 'ethnic_group', drives: [] },
    gender_and_age: { drives: [] },
    weather: { drives: [] },
  }
}
