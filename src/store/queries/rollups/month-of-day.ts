import { MS_PER_DAY } from '../../../lib/time-zone.ts'

const known = new Map<number, number>()

/**
 * Calendar month of a local day, counted from January 1970.
 *
 * @example monthOfDay(20634) // => 677 (June 2026)
 */
export function monthOfDay(day: number): number {
  let month = known.get(day)
  if (month === undefined) {
    const date = new Date(day * MS_PER_DAY)
    month = (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth()
    if (known.size > 100_000) known.clear()
    known.set(day, month)
  }
  return month
}
