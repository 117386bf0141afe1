import { scoreRfm } from '../compute/segments/rfm-scores.ts'
import type { Store } from '../store/open.ts'
import {
  stampCustomerFeatures,
  type StampedCutPoint,
  type StampedFeatureRow,
} from '../store/queries/features/stamp-customer-features.ts'
import { featureRow, type FeatureSources } from './catalogue.ts'
import { nameAt } from './coded-column.ts'
import type { FeatureRequest } from './load-customer-features.ts'
import { loadFeatureSources } from './load-feature-sources.ts'
import { loadRfmTotals } from './load-rfm-totals.ts'

/**
 * Computes the features of every customer as of an instant and keeps them, with the RFM cut points on net and gross
 * revenue, for whoever reads rows by SQL (lists, exports, other programs). Returns how many rows were written.
 */
export function stampFeatures(
  store: Store,
  request: FeatureRequest,
  { factVersion, now }: { readonly factVersion: number; readonly now: number },
): number {
  const sources = loadFeatureSources(store, request)
  return stampCustomerFeatures(store, {
    rows: stampedRows(sources, now),
    cutPoints: stampedCutPoints(store, request),
    factVersion,
    asOf: request.asOf.until,
    now,
  })
}

function* stampedRows(sources: FeatureSources, now: number): Generator<StampedFeatureRow> {
  const { features } = sources
  const orNull = (value: number | undefined): number | null =>
    value === undefined || Number.isNaN(value) || value < 0 ? null : value
  const score = (value: number | undefined): number | null => (value === 0 ? null : (value ?? null))
  for (let i = 0; i < features.size; i++) {
    yield {
      customerId: features.customerIds[i] ?? '',
      asOf: features.asOf.until,
      computedAt: now,
      recencyDays: orNull(features.recencyDays[i]),
      frequency: features.frequency[i] ?? 0,
      purchaseDays: features.purchaseDays[i] ?? 0,
      monetaryMinor: features.netMinor[i] ?? 0,
      grossMinor: features.grossMinor[i] ?? 0,
      tenureDays: orNull(features.tenureDays[i]),
      meanGapDays: orNull(features.meanGapDays[i]),
      medianGapDays: orNull(features.medianGapDays[i]),
      lifecycle: nameAt(features.lifecycle, i) ?? 'prospect',
      valueTier: nameAt(features.valueTier, i),
      r: score(features.rfm.recency[i]),
      f: score(features.rfm.frequency[i]),
      m: score(features.rfm.monetary[i]),
      rfmSegment: nameAt(features.rfm.segment, i),
      features: JSON.stringify(featureRow(sources, i)),
    }
  }
}

function* stampedCutPoints(store: Store, { asOf, shop }: FeatureRequest): Generator<StampedCutPoint> {
  for (const revenue of ['net', 'gross'] as const) {
    const { cutPoints } = scoreRfm(loadRfmTotals(store, { asOf, shop, period: null, revenue }).totals, asOf.day)
    if (cutPoints === null) continue
    for (const measure of ['recency', 'frequency', 'monetary'] as const) {
      for (const [position, value] of cutPoints[measure].entries()) {
        yield { asOf: asOf.until, revenue, measure, position: position + 1, value }
      }
    }
  }
}
