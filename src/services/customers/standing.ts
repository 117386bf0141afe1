import { nameAt } from '../../features/coded-column.ts'
import type { CustomerFeatures } from '../../features/customer-features.ts'

/** Where one customer stands among all, and the totals that this rests on. Money in minor units. */
export interface CustomerStanding {
  readonly lifecycle: string
  readonly wonBack: boolean
  readonly valueTier: string | null
  readonly rfm: { readonly r: number; readonly f: number; readonly m: number; readonly segment: string } | null
  readonly orders: number
  readonly purchaseDays: number
  readonly units: number
  readonly returnedUnits: number
  readonly grossMinor: number
  readonly returnsMinor: number
  readonly netMinor: number
  readonly yearNetMinor: number
  readonly firstOrderAt: number | null
  readonly lastOrderAt: number | null
  readonly recencyDays: number | null
  readonly tenureDays: number | null
  readonly meanGapDays: number | null
  readonly medianGapDays: number | null
  readonly expectedGapDays: number | null
}

/** A prospect: somebody of whom no order is known. */
const NOBODY: CustomerStanding = {
  lifecycle: 'prospect',
  wonBack: false,
  valueTier: null,
  rfm: null,
  orders: 0,
  purchaseDays: 0,
  units: 0,
  returnedUnits: 0,
  grossMinor: 0,
  returnsMinor: 0,
  netMinor: 0,
  yearNetMinor: 0,
  firstOrderAt: null,
  lastOrderAt: null,
  recencyDays: null,
  tenureDays: null,
  meanGapDays: null,
  medianGapDays: null,
  expectedGapDays: null,
}

/** The standing at a position of the features; -1 for a customer whom they do not know. */
export function standingAt(features: CustomerFeatures, position: number): CustomerStanding {
  if (position < 0) return NOBODY
  const number = (column: ArrayLike<number>): number => column[position] ?? 0
  const known = (column: ArrayLike<number>): number | null => {
    const value = column[position] ?? Number.NaN
    return Number.isNaN(value) || value < 0 ? null : value
  }
  const segment = nameAt(features.rfm.segment, position)
  const { recency, frequency, monetary } = features.rfm
  return {
    lifecycle: nameAt(features.lifecycle, position) ?? 'prospect',
    wonBack: features.wonBack[position] === 1,
    valueTier: nameAt(features.valueTier, position),
    rfm: segment === null ? null : { r: number(recency), f: number(frequency), m: number(monetary), segment },
    orders: number(features.frequency),
    purchaseDays: number(features.purchaseDays),
    units: number(features.units),
    returnedUnits: number(features.returnedUnits),
    grossMinor: number(features.grossMinor),
    returnsMinor: number(features.returnsMinor),
    netMinor: number(features.netMinor),
    yearNetMinor: number(features.yearNetMinor),
    firstOrderAt: known(features.firstOrderAt),
    lastOrderAt: known(features.lastOrderAt),
    recencyDays: known(features.recencyDays),
    tenureDays: known(features.tenureDays),
    meanGapDays: known(features.meanGapDays),
    medianGapDays: known(features.medianGapDays),
    expectedGapDays: known(features.expectedGapDays),
  }
}
