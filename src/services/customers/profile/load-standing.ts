import type { ServiceContext } from '../../context.ts'
import { featuresOf } from '../../population/population-frame.ts'
import {
  readOwnTotals,
  readStampedRow,
  type OwnTotals,
  type StampedRow,
} from '../../../store/queries/customers/read-stamped-row.ts'
import { standingAt, type CustomerStanding } from '../standing.ts'

/**
 * Where one customer stands. What refresh stamped serves as long as it speaks of this as-of and agrees with the
 * customer's own orders and returns, read now; otherwise the features of everyone are computed.
 */
export function loadStanding(ctx: ServiceContext, customerId: string): CustomerStanding {
  const stamped = readStampedRow(ctx.store, customerId, ctx.asOf.until)
  if (stamped !== undefined) {
    const own = readOwnTotals(ctx.store, customerId, ctx.asOf.until)
    if (agrees(stamped, own)) return stampedStanding(stamped, own)
  }
  const features = featuresOf(ctx)
  return standingAt(features, features.positionOf(customerId))
}

const agrees = (stamped: StampedRow, own: OwnTotals): boolean =>
  stamped.frequency === own.orders &&
  stamped.grossMinor === own.grossMinor &&
  stamped.monetaryMinor === own.grossMinor - own.returnsMinor

function stampedStanding(stamped: StampedRow, own: OwnTotals): CustomerStanding {
  const features: unknown = JSON.parse(stamped.features)
  const feature = (name: string): unknown =>
    features !== null && typeof features === 'object'
      ? (features as Readonly<Record<string, unknown>>)[name]
      : undefined
  const number = (name: string): number | null => {
    const value = feature(name)
    return typeof value === 'number' ? value : null
  }
  const { r, f, m, rfmSegment: segment } = stamped
  return {
    lifecycle: stamped.lifecycle,
    wonBack: feature('won_back') === true,
    valueTier: stamped.valueTier,
    rfm: r === null || f === null || m === null || segment === null ? null : { r, f, m, segment },
    orders: own.orders,
    purchaseDays: stamped.purchaseDays,
    units: own.units,
    returnedUnits: own.returnedUnits,
    grossMinor: own.grossMinor,
    returnsMinor: own.returnsMinor,
    netMinor: own.grossMinor - own.returnsMinor,
    yearNetMinor: number('year_net_minor') ?? 0,
    firstOrderAt: own.firstOrderAt,
    lastOrderAt: own.lastOrderAt,
    recencyDays: stamped.recencyDays,
    tenureDays: stamped.tenureDays,
    meanGapDays: stamped.meanGapDays,
    medianGapDays: stamped.medianGapDays,
    expectedGapDays: number('expected_gap_days'),
  }
}
