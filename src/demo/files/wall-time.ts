import { dateOfDay, dayOfDate, MS_PER_DAY } from '../../lib/time-zone.ts'

/**
 * The demo's calendar. Times are wall-clock times of Asia/Shanghai given as if they were UTC ms: the files carry no
 * zone, and the import reads them in the shop's.
 */
export const FIRST_DAY = dayOfDate('2024-01-01')
export const LAST_DAY = dayOfDate('2026-06-30')
export const DAYS = LAST_DAY - FIRST_DAY + 1
/** Nothing happens at or after this wall time. */
export const END = (LAST_DAY + 1) * MS_PER_DAY
export const MINUTE = 60_000
export const HOUR = 3_600_000
export const DAY = MS_PER_DAY

/** Wall time of a date, hours after its midnight: `wallOf('2026-06-30', 23.5)`. */
export function wallOf(date: string, hours = 0): number {
  let day = days.get(date)
  if (day === undefined) days.set(date, (day = dayOfDate(date)))
  return day * DAY + Math.round(hours * HOUR)
}

const days = new Map<string, number>()
const dates = new Map<number, string>()
const twoDigits = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'))

/** '2026-06-30' of a wall time. */
export function dateText(wall: number): string {
  const day = Math.floor(wall / DAY)
  let text = dates.get(day)
  if (text === undefined) dates.set(day, (text = dateOfDay(day)))
  return text
}

/** '2026-06-30 23:52:00' of a wall time, to the second. */
export function timeText(wall: number): string {
  const second = Math.floor((wall % DAY) / 1000)
  const hours = twoDigits[Math.floor(second / 3600)] ?? ''
  const minutes = twoDigits[Math.floor(second / 60) % 60] ?? ''
  return `${dateText(wall)} ${hours}:${minutes}:${twoDigits[second % 60] ?? ''}`
}
