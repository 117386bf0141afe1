import { LIFECYCLE_STAGES, lifecycleStages } from '../compute/segments/lifecycle-stages.ts'
import { purchaseGaps } from '../compute/segments/purchase-gaps.ts'
import { scoreRfm } from '../compute/segments/rfm-scores.ts'
import { RFM_SEGMENTS, rfmSegmentCodes } from '../compute/segments/rfm-segments.ts'
import { VALUE_TIERS, valueTiers } from '../compute/segments/value-tiers.ts'
import type { CustomerFeatures } from './customer-features.ts'

/** What facts say of each customer; everything else follows from it and from all of them together. */
export type FeatureBase = Pick<
  CustomerFeatures,
  | 'asOf'
  | 'customerIds'
  | 'positionOf'
  | 'frequency'
  | 'units'
  | 'returnedUnits'
  | 'grossMinor'
  | 'returnsMinor'
  | 'netMinor'
  | 'yearNetMinor'
  | 'firstOrderAt'
  | 'lastOrderAt'
  | 'purchases'
  | 'attributes'
>

/**
 * Works out where everybody stands: rhythm, stage, tier and RFM scores.
 *
 * Time: a few passes over the customers and their purchase days, about 1 microsecond a customer.
 */
export function arrangeFeatures(base: FeatureBase): CustomerFeatures {
  const { asOf, purchases, frequency, netMinor, yearNetMinor } = base
  const size = base.customerIds.length
  const tenureDays = new Int32Array(size).fill(-1)
  const purchaseDays = new Int32Array(size)
  const lastDay = new Int32Array(size)
  const buyer = new Uint8Array(size)
  for (let i = 0; i < size; i++) {
    const from = purchases.offsets[i] ?? 0
    const to = purchases.offsets[i + 1] ?? 0
    if (to === from) continue
    buyer[i] = 1
    purchaseDays[i] = to - from
    tenureDays[i] = asOf.day - (purchases.days[from] ?? 0)
    lastDay[i] = purchases.days[to - 1] ?? 0
  }
  const gaps = purchaseGaps(purchases)
  const lifecycle = lifecycleStages(purchases, gaps.populationMedianDays, asOf.day)
  const rfm = scoreRfm({ lastDay, frequency, monetaryMinor: netMinor }, asOf.day)
  return {
    ...base,
    size,
    recencyDays: rfm.recencyDays,
    tenureDays,
    purchaseDays,
    meanGapDays: gaps.meanDays,
    medianGapDays: gaps.medianDays,
    expectedGapDays: lifecycle.expectedGapDays,
    populationMedianGapDays: gaps.populationMedianDays,
    lifecycle: { names: LIFECYCLE_STAGES, codes: lifecycle.stage },
    wonBack: lifecycle.wonBack,
    valueTier: { names: VALUE_TIERS, codes: valueTiers(yearNetMinor, buyer) },
    rfm: { ...rfm, segment: { names: RFM_SEGMENTS, codes: rfmSegmentCodes(rfm) } },
  }
}
