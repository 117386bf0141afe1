import type { PeriodInput } from '../../../lib/filters.ts'
import { resolvePeriod, startOfGrain, type PeriodFrame } from '../../../lib/periods.ts'
import { dateOfDay } from '../../../lib/time-zone.ts'

/** A period found in a text, with the days that it takes. */
export interface PeriodSpan {
  readonly start: number
  readonly end: number
  readonly input: PeriodInput
  readonly fromDay: number
  readonly toDay: number
}

/** One way of writing a period: where it stands in a text and what it means. */
export interface PeriodRule {
  readonly pattern: RegExp
  /** Null when the match turns out not to be a period. */
  read(groups: Readonly<Record<string, string | undefined>>, frame: PeriodFrame): PeriodInput | null
}

export const yearOf = (day: number): number => Number(dateOfDay(day).slice(0, 4))
export const pad = (value: number): string => String(value).padStart(2, '0')
export const days = (fromDay: number, toDay: number): PeriodInput => ({
  from: dateOfDay(fromDay),
  to: dateOfDay(toDay),
})

/** A name such as '2025-06' for the latest year in which that part has begun, unless the year is given. */
export function latestBegun(name: (year: number) => string, frame: PeriodFrame, year?: number): string {
  if (year !== undefined) return name(year)
  const thisYear = yearOf(frame.asOfDay)
  return resolvePeriod(name(thisYear), frame).fromDay <= frame.asOfDay ? name(thisYear) : name(thisYear - 1)
}

/** First or second half of a year. */
export function halfYear(half: 1 | 2, frame: PeriodFrame, year?: number): PeriodInput {
  const inYear = (value: number): PeriodInput =>
    half === 1 ? { from: `${value}-01-01`, to: `${value}-07-01` } : { from: `${value}-07-01`, to: `${value + 1}-01-01` }
  if (year !== undefined) return inYear(year)
  const thisYear = yearOf(frame.asOfDay)
  return half === 1 || dateOfDay(frame.asOfDay) >= `${thisYear}-07-01` ? inYear(thisYear) : inYear(thisYear - 1)
}

/** From the start of the grain that holds as-of, up to as-of. */
export const toDate = (grain: 'week' | 'month' | 'quarter' | 'year', frame: PeriodFrame): PeriodInput =>
  days(startOfGrain(frame.asOfDay, grain, frame.weekStart), frame.asOfDay + 1)

/** The days of a period, or null when it holds none. */
export function spanOf(input: PeriodInput, start: number, end: number, frame: PeriodFrame): PeriodSpan | null {
  try {
    const { fromDay, toDay } = resolvePeriod(input, frame)
    return { start, end, input, fromDay, toDay }
  } catch {
    return null
  }
}
