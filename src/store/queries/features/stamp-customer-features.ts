import type { Store } from '../../open.ts'
import type { customerFeatures, rfmCutPoints } from '../../schema/index.ts'

export type StampedFeatureRow = typeof customerFeatures.$inferInsert
export type StampedCutPoint = typeof rfmCutPoints.$inferInsert

const COLUMNS = [
  'customer_id',
  'as_of',
  'computed_at',
  'recency_days',
  'frequency',
  'purchase_days',
  'monetary_minor',
  'gross_minor',
  'tenure_days',
  'mean_gap_days',
  'median_gap_days',
  'lifecycle',
  'value_tier',
  'r',
  'f',
  'm',
  'rfm_segment',
  'features',
]

/** Replaces the stamped features and cut points by these, in one transaction with the watermark that dates them. */
export function stampCustomerFeatures(
  store: Store,
  stamp: {
    readonly rows: Iterable<StampedFeatureRow>
    readonly cutPoints: Iterable<StampedCutPoint>
    readonly factVersion: number
    readonly asOf: number
    readonly now: number
  },
): number {
  const insert = store.sqlite.prepare(
    `INSERT INTO customer_features (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map(() => '?').join(', ')})`,
  )
  const insertCut = store.sqlite.prepare(
    'INSERT INTO rfm_cut_points (as_of, revenue, measure, position, value) VALUES (?, ?, ?, ?, ?)',
  )
  let written = 0
  store.sqlite
    .transaction(() => {
      store.sqlite.exec('DELETE FROM customer_features; DELETE FROM rfm_cut_points')
      for (const row of stamp.rows) {
        insert.run(
          row.customerId,
          row.asOf,
          row.computedAt,
          row.recencyDays,
          row.frequency,
          row.purchaseDays,
          row.monetaryMinor,
          row.grossMinor,
          row.tenureDays,
          row.meanGapDays,
          row.medianGapDays,
          row.lifecycle,
          row.valueTier,
          row.r,
          row.f,
          row.m,
          row.rfmSegment,
          row.features,
        )
        written += 1
      }
      for (const cut of stamp.cutPoints) insertCut.run(cut.asOf, cut.revenue, cut.measure, cut.position, cut.value)
      writeWatermark(store, 'customer_features', stamp)
    })
    .immediate()
  return written
}

export interface Watermark {
  readonly factVersion: number
  readonly asOf: number | null
}

/** What a derived table was last computed from; null when it never was. 'facts' is the version of the facts themselves. */
export function readWatermark(store: Store, name: string): Watermark | null {
  const row = store.sqlite
    .prepare<[string], [number, number | null]>('SELECT fact_version, as_of FROM watermarks WHERE name = ?')
    .raw()
    .get(name)
  return row === undefined ? null : { factVersion: row[0], asOf: row[1] }
}

export function writeWatermark(
  store: Store,
  name: string,
  { factVersion, asOf, now }: { readonly factVersion: number; readonly asOf: number | null; readonly now: number },
): void {
  store.sqlite
    .prepare(
      `INSERT INTO watermarks (name, fact_version, as_of, updated_at) VALUES (?, ?, ?, ?)
       ON CONFLICT (name) DO UPDATE SET fact_version = excluded.fact_version, as_of = excluded.as_of,
         updated_at = excluded.updated_at`,
    )
    .run(name, factVersion, asOf, now)
}
