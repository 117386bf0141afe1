import { LIFECYCLE_STAGES, lifecycleStages } from '../compute/segments/lifecycle-stages.ts'
import { purchaseGaps } from '../compute/segments/purchase-gaps.ts'
import { scoreRfm } from '../compute/segments/rfm-scores.ts'
import { RFM_SEGMENTS, rfmSegmentCodes } from '../compute/segments/rfm-segments.ts'
import { VALUE_TIERS, valueTiers } from '../compute/segments/value-tiers.ts'
import type { AsOf } from '../lib/as-of.ts'
import type { TimeZone } from '../lib/time-zone.ts'
import type { Store } from '../store/open.ts'
import { readReturnGroups } from '../store/queries/features/read-return-groups.ts'
import type { CustomerFeatures } from './customer-features.ts'
import { readCustomerColumns } from './read-customer-columns.ts'
import { readPurchaseHistory } from './read-purchase-history.ts'

const VALUE_DAYS = 365

/**
 * Features of every customer from the facts that were visible at `asOf`, and from nothing else: orders placed before it
 * (a later cancellation has not happened), returns on their own date, levels held then.
 *
 * Time: two index scans and one pass over the customers; memory about 150 bytes a customer and 4 bytes a purchase day.
 */
export function computeCustomerFeatures(store: Store, asOf: AsOf, zone: TimeZone): CustomerFeatures {
  const yearFromDay = asOf.day - VALUE_DAYS + 1
  const customers = readCustomerColumns(store, asOf.until)
  const returned = [...readReturnGroups(store, asOf.until, zone.startOfDay(yearFromDay))].map((group) => ({
    ...group,
    position: customers.positionFor(group.customerId),
  }))
  const history = readPurchaseHistory(
    store,
    { until: asOf.until, yearFromDay },
    customers.positionFor,
    () => customers.ids.length,
  )
  const size = customers.ids.length
  const { orders, purchases } = history
  const returnsMinor = new Float64Array(size)
  const returnedUnits = new Int32Array(size)
  const netMinor = Float64Array.from(history.grossMinor)
  const yearNetMinor = Float64Array.from(history.yearGrossMinor)
  for (const group of returned) {
    returnsMinor[group.position] = group.returnsMinor
    returnedUnits[group.position] = group.returnedUnits
    netMinor[group.position] = (netMinor[group.position] ?? 0) - group.returnsMinor
    yearNetMinor[group.position] = (yearNetMinor[group.position] ?? 0) - group.yearReturnsMinor
  }
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
  const rfm = scoreRfm({ lastDay, frequency: orders, monetaryMinor: netMinor }, asOf.day)
  return {
    asOf,
    size,
    customerIds: customers.ids,
    positionOf: customers.positionOf,
    recencyDays: rfm.recencyDays,
    tenureDays,
    frequency: orders,
    purchaseDays,
    units: history.units,
    returnedUnits,
    grossMinor: history.grossMinor,
    returnsMinor,
    netMinor,
    yearNetMinor,
    firstOrderAt: history.firstOrderAt,
    lastOrderAt: history.lastOrderAt,
    meanGapDays: gaps.meanDays,
    medianGapDays: gaps.medianDays,
    expectedGapDays: lifecycle.expectedGapDays,
    populationMedianGapDays: gaps.populationMedianDays,
    lifecycle: { names: LIFECYCLE_STAGES, codes: lifecycle.stage },
    wonBack: lifecycle.wonBack,
    valueTier: { names: VALUE_TIERS, codes: valueTiers(yearNetMinor, buyer) },
    rfm: { ...rfm, segment: { names: RFM_SEGMENTS, codes: rfmSegmentCodes(rfm) } },
    purchases,
    attributes: customers.attributes(),
  }
}
