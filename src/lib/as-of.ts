import { dateOfDay, dayOfDate, type TimeZone } from './time-zone.ts'

/** The instant up to which facts are visible. A fact counts when its own instant is < `until`. */
export interface AsOf {
  /** UTC ms, exclusive: the start of the local day after `day`, unless an exact instant was asked for. */
  readonly until: number
  /** The local day that as-of falls on. */
  readonly day: number
}

/** The end of a local day. */
export const asOfEndOfDay = (day: number, zone: TimeZone): AsOf => ({ until: zone.startOfDay(day + 1), day })

/**
 * As-of from what a caller wrote: a date means the end of that day in the shop's zone, a full ISO instant means itself.
 *
 * @throws {InvalidInputError} for anything else
 */
export function parseAsOf(text: string, zone: TimeZone): AsOf {
  const instant = /^\d{4}-\d{2}-\d{2}T/.test(text) ? Date.parse(text) : Number.NaN
  if (!Number.isNaN(instant)) return { until: instant + 1, day: zone.dayOf(instant) }
  return asOfEndOfDay(dayOfDate(text), zone)
}

/** The date that answers show. */
export const asOfDate = (asOf: AsOf): string => dateOfDay(asOf.day)
