import { dateOfDay, MS_PER_DAY, type TimeZone } from './time-zone.ts'

/**
 * An instant as people of the shop read a clock: local date and minute.
 *
 * @param instant - UTC ms
 * @example localMinute(Date.UTC(2026, 5, 30, 15, 51, 20), timeZone('Asia/Shanghai')) // => '2026-06-30 23:51'
 */
export function localMinute(instant: number, zone: TimeZone): string {
  const local = instant + zone.offsetAt(instant)
  const minutes = Math.floor((local - Math.floor(local / MS_PER_DAY) * MS_PER_DAY) / 60_000)
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${dateOfDay(Math.floor(local / MS_PER_DAY))} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

/**
 * The same for an instant in ISO form.
 *
 * @example localMinuteOf('2026-06-30T15:51:20.000Z', timeZone('Asia/Shanghai')) // => '2026-06-30 23:51'
 */
export const localMinuteOf = (iso: string, zone: TimeZone): string => localMinute(Date.parse(iso), zone)
