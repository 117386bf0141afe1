import type { Store } from '../../open.ts'

/** What refresh stamped for one customer; `features` is JSON of the catalogue. */
export interface StampedRow {
  readonly computedAt: number
  readonly recencyDays: number | null
  readonly frequency: number
  readonly purchaseDays: number
  readonly monetaryMinor: number
  readonly grossMinor: number
  readonly tenureDays: number | null
  readonly meanGapDays: number | null
  readonly medianGapDays: number | null
  readonly lifecycle: string
  readonly valueTier: string | null
  readonly r: number | null
  readonly f: number | null
  readonly m: number | null
  readonly rfmSegment: string | null
  readonly features: string
}

/** The stamped row of a customer at exactly this as-of; undefined when there is none. */
export const readStampedRow = (store: Store, customerId: string, asOf: number): StampedRow | undefined =>
  store.sqlite
    .prepare<[string, number], StampedRow>(
      `SELECT computed_at AS computedAt, recency_days AS recencyDays, frequency, purchase_days AS purchaseDays,
         monetary_minor AS monetaryMinor, gross_minor AS grossMinor, tenure_days AS tenureDays,
         mean_gap_days AS meanGapDays, median_gap_days AS medianGapDays, lifecycle, value_tier AS valueTier, r, f, m,
         rfm_segment AS rfmSegment, features
       FROM customer_features WHERE customer_id = ? AND as_of = ?`,
    )
    .get(customerId, asOf)

export interface OwnTotals {
  readonly orders: number
  readonly grossMinor: number
  readonly units: number
  readonly firstOrderAt: number | null
  readonly lastOrderAt: number | null
  readonly returnsMinor: number
  readonly returnedUnits: number
}

/** One customer's valid orders and returns as of an instant, from two covering indexes. */
export function readOwnTotals(store: Store, customerId: string, until: number): OwnTotals {
  const bound = { customerId, until }
  const [orders, grossMinor, units, firstOrderAt, lastOrderAt] = store.sqlite
    .prepare<[typeof bound], [number, number, number, number | null, number | null]>(
      `SELECT count(*), coalesce(sum(gross_minor), 0), coalesce(sum(units), 0), min(ordered_at), max(ordered_at)
       FROM orders WHERE customer_id = @customerId AND has_sale = 1 AND flag IS NULL AND ordered_at < @until
         AND (cancelled_at IS NULL OR cancelled_at >= @until)`,
    )
    .raw()
    .get(bound) ?? [0, 0, 0, null, null]
  const [returnsMinor, returnedUnits] = store.sqlite
    .prepare<[typeof bound], [number, number]>(
      `SELECT coalesce(sum(amount_minor), 0), coalesce(sum(quantity), 0) FROM returns
       WHERE customer_id = @customerId AND returned_at < @until`,
    )
    .raw()
    .get(bound) ?? [0, 0]
  return { orders, grossMinor, units, firstOrderAt, lastOrderAt, returnsMinor, returnedUnits }
}
