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

const firsts = new Map<number, number>()

/**
 * First day of the calendar month of a local day.
 *
 * @example firstDayOfMonth(20634) // => 20605 (2026-06-01)
 */
export function firstDayOfMonth(day: number): number {
  let first = firsts.get(day)
  if (first === undefined) {
    first = day - (new Date(day * MS_PER_DAY).getUTCDate() - 1)
    if (firsts.size > 100_000) firsts.clear()
    firsts.set(day, first)
  }
  return first
}

/**
 * The first day of a calendar month at or after a local day.
 *
 * @example monthStartFrom(20634) // => 20635 (2026-07-01)
 */
export function monthStartFrom(day: number): number {
  const first = firstDayOfMonth(day)
  return first === day ? day : firstDayOfMonth(first + 31)
}
