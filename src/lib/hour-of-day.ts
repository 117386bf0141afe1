import { MS_PER_DAY, type TimeZone } from './time-zone.ts'

/**
 * Local hour of an instant, 0..23; null for the very beginning of a day, which is where a date without a time of day is
 * kept: a shop that exports dates only would else do all its business at midnight.
 *
 * @example hourOfDay(Date.UTC(2026, 5, 30, 17, 30), timeZone('Asia/Shanghai')) // => 1
 */
export function hourOfDay(instant: number, zone: TimeZone): number | null {
  const local = instant + zone.offsetAt(instant)
  const within = ((local % MS_PER_DAY) + MS_PER_DAY) % MS_PER_DAY
  return within === 0 ? null : Math.floor(within / 3_600_000)
}
