import type { TimeZone } from '../../lib/time-zone.ts'

export interface DeliveryInstants {
  /** UTC ms; null when not known or not yet happened. */
  readonly shippedAt: number | null
  readonly promisedAt: number | null
  readonly deliveredAt: number | null
}

export interface DeliveryRules {
  readonly asOfDay: number
  readonly zone: TimeZone
  readonly returnWindowDays: number
  readonly stuckParcelDays: number
}

/** Days are local day numbers. */
export interface DeliveryState {
  readonly shippedDay: number | null
  readonly promisedDay: number | null
  readonly deliveredDay: number | null
  /** Last day on which goods may be sent back; null before delivery. */
  readonly returnDeadlineDay: number | null
  /** Whole days after the promised day: until delivery, or until as-of while it is not delivered. 0 = not late. */
  readonly daysLate: number
  /** Days since shipping without delivery, from the shop's limit on; null when not stuck. */
  readonly daysStuck: number | null
}

/**
 * Where a parcel stands, by whole local days: delivered on the promised day, at whatever hour, is in time.
 *
 * @param closed - cancelled or otherwise not to be delivered: neither late nor stuck
 */
export function deliveryState(instants: DeliveryInstants, closed: boolean, rules: DeliveryRules): DeliveryState {
  const { asOfDay, zone, returnWindowDays, stuckParcelDays } = rules
  const dayOf = (instant: number | null): number | null => (instant === null ? null : zone.dayOf(instant))
  const shippedDay = dayOf(instants.shippedAt)
  const promisedDay = dayOf(instants.promisedAt)
  const deliveredDay = dayOf(instants.deliveredAt)
  const late = promisedDay === null || closed ? 0 : Math.max(0, (deliveredDay ?? asOfDay) - promisedDay)
  const underway = shippedDay === null || deliveredDay !== null || closed ? null : asOfDay - shippedDay
  return {
    shippedDay,
    promisedDay,
    deliveredDay,
    returnDeadlineDay: deliveredDay === null ? null : deliveredDay + returnWindowDays,
    daysLate: late,
    daysStuck: underway !== null && underway >= stuckParcelDays ? underway : null,
  }
}
