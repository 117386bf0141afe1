import type { TimeZone } from '../../../lib/time-zone.ts'

const HOUR = 3_600_000

/** Stretches of one offset: [from, to, offset], UTC ms, half-open. */
export type ZoneOffset = readonly [number, number, number]

/**
 * The offsets that hold between two instants, so that SQL can turn instants into local hours: one stretch in a zone
 * without summer time, three a year with it.
 *
 * @example zoneOffsets(timeZone('UTC'), 0, 10) // => [[0, 10, 0]]
 */
export function zoneOffsets(zone: TimeZone, from: number, to: number): ZoneOffset[] {
  const stretches: ZoneOffset[] = []
  let start = from
  let offset = zone.offsetAt(from)
  for (let day = from; day < to; day += 24 * HOUR) {
    const next = Math.min(day + 24 * HOUR, to)
    if (zone.offsetAt(next) === offset) continue
    // Changes fall on quarter hours; look for the one within this day.
    let change = Math.ceil(day / (HOUR / 4)) * (HOUR / 4)
    while (change < next && zone.offsetAt(change) === offset) change += HOUR / 4
    stretches.push([start, change, offset])
    start = change
    offset = zone.offsetAt(change)
  }
  if (start < to) stretches.push([start, to, offset])
  return stretches
}
