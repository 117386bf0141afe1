import { InvalidInputError } from './errors.ts'
import type { PeriodInput } from './filters.ts'
import { dateOfDay, dayOfDate } from './time-zone.ts'

/** Half-open range of local days, with the name that asked for it. */
export interface Period {
  readonly fromDay: number
  readonly toDay: number
  readonly name: string
}

export type Grain = 'day' | 'week' | 'month' | 'quarter' | 'year'

/** What a relative period is relative to: the day that as-of falls on, and the ISO weekday that begins a week. */
export interface PeriodFrame {
  readonly asOfDay: number
  readonly weekStart: number
  /** First local day with a fact; the start of `all`. */
  readonly firstDay: number
}

const monthIndex = (day: number): number => {
  const date = new Date(day * 86_400_000)
  return date.getUTCFullYear() * 12 + date.getUTCMonth()
}
const startOfMonth = (index: number): number =>
  Date.UTC(Math.floor(index / 12), ((index % 12) + 12) % 12, 1) / 86_400_000

/** ISO weekday of a day number: Monday 1 .. Sunday 7. Day 0, 1970-01-01, was a Thursday. */
export const weekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1

/** The first day of the grain that holds `day`. */
export function startOfGrain(day: number, grain: Grain, weekStart: number): number {
  if (grain === 'day') return day
  if (grain === 'week') return day - ((weekdayOf(day) - weekStart + 7) % 7)
  const months = { month: 1, quarter: 3, year: 12 }[grain]
  return startOfMonth(Math.floor(monthIndex(day) / months) * months)
}

/** `start` moved by a whole number of grains; `start` must begin a grain. */
export function addGrains(start: number, grain: Grain, count: number): number {
  if (grain === 'day') return start + count
  if (grain === 'week') return start + 7 * count
  return startOfMonth(monthIndex(start) + { month: 1, quarter: 3, year: 12 }[grain] * count)
}

const GRAINS: readonly Grain[] = ['day', 'week', 'month', 'quarter', 'year']
const isGrain = (word: string | undefined): word is Grain => GRAINS.some((grain) => grain === word)

const HINT =
  'Use {from, to} dates (half-open) or a name: today, yesterday, this_week, last_month, last_90_days, last_6_months, ' +
  '2025, 2025-Q2, 2025-06, 2025-W23, 618, 618_2025, double_11, past_half_year, since_2025-06-18, before_2025-06-18, all.'

/**
 * The local days that a period takes. "last N days" ends with the as-of day; "last month" and the like are the latest
 * complete ones; "this month" is the one that holds the as-of day (to its own end).
 *
 * @throws {InvalidInputError} when the name is unknown, a date is not a date, or the range is empty
 * @example resolvePeriod('last_quarter', { asOfDay: dayOfDate('2026-06-30'), weekStart: 1, firstDay: 0 })
 * // => 2026-04-01 .. 2026-07-01, since the quarter is complete on its last day
 */
export function resolvePeriod(input: PeriodInput, frame: PeriodFrame): Period {
  if (typeof input !== 'string') {
    const period = { fromDay: dayOfDate(input.from), toDay: dayOfDate(input.to), name: `${input.from}..${input.to}` }
    if (period.toDay <= period.fromDay) {
      throw new InvalidInputError(`the period from '${input.from}' to '${input.to}' holds no day`, {
        field: 'period',
        hint: "'to' is the first day after the period, so it must be later than 'from'.",
      })
    }
    return period
  }
  const name = input.trim().toLowerCase()
  const range = namedRange(name, frame)
  if (range === null) {
    throw new InvalidInputError(`'${input}' is not a period`, { field: 'period', hint: HINT })
  }
  return { fromDay: range[0], toDay: range[1], name }
}

function namedRange(name: string, frame: PeriodFrame): readonly [number, number] | null {
  const tomorrow = frame.asOfDay + 1
  if (name === 'all') return [Math.min(frame.firstDay, frame.asOfDay), tomorrow]
  if (name === 'today') return [frame.asOfDay, tomorrow]
  // Facts end with the as-of day, so it is the latest whole day: what was asked about it is asked the day after.
  if (name === 'yesterday') return [frame.asOfDay, tomorrow]
  if (name === 'past_half_year') return lastComplete('month', 6, frame)

  const lastMany = /^last_(\d{1,4})_(day|week|month|quarter|year)s?$/.exec(name)
  if (lastMany !== null && isGrain(lastMany[2])) return lastComplete(lastMany[2], Number(lastMany[1]), frame)
  const relative = /^(this|last)_(day|week|month|quarter|year)$/.exec(name)
  if (relative !== null && isGrain(relative[2])) {
    if (relative[1] === 'last') return lastComplete(relative[2], 1, frame)
    const start = startOfGrain(frame.asOfDay, relative[2], frame.weekStart)
    return [start, addGrains(start, relative[2], 1)]
  }
  const since = /^since_(\d{4}-\d{2}-\d{2})$/.exec(name)
  if (since?.[1] !== undefined) {
    const from = dayOfDate(since[1])
    return from < tomorrow ? [from, tomorrow] : null
  }
  const before = /^before_(\d{4}-\d{2}-\d{2})$/.exec(name)
  if (before?.[1] !== undefined) {
    const to = dayOfDate(before[1])
    return frame.firstDay < to ? [frame.firstDay, to] : null
  }
  return namedEvent(name, frame) ?? calendarRange(name)
}

function lastComplete(grain: Grain, count: number, frame: PeriodFrame): readonly [number, number] | null {
  if (count < 1) return null
  const end = startOfGrain(frame.asOfDay + 1, grain, frame.weekStart)
  return [addGrains(end, grain, -count), end]
}

/** 618 is 1 to 18 June, double 11 is 1 to 11 November; without a year, the latest one begun. */
function namedEvent(name: string, frame: PeriodFrame): readonly [number, number] | null {
  const match = /^(618|double_11|11\.11)(?:_(\d{4}))?$/.exec(name)
  if (match === null) return null
  const [month, lastDay] = match[1] === '618' ? [5, 18] : [10, 11]
  const startIn = (year: number): number => Date.UTC(year, month, 1) / 86_400_000
  const asOfYear = new Date(frame.asOfDay * 86_400_000).getUTCFullYear()
  const year =
    match[2] === undefined ? (startIn(asOfYear) <= frame.asOfDay ? asOfYear : asOfYear - 1) : Number(match[2])
  return [startIn(year), startIn(year) + lastDay]
}

function calendarRange(name: string): readonly [number, number] | null {
  const match = /^(\d{4})(?:-(?:q([1-4])|w(\d{1,2})|(\d{2})(?:-(\d{2}))?))?$/.exec(name)
  if (match === null) return null
  const [, year = '', quarter, week, month, day] = match
  if (day !== undefined) return [dayOfDate(name), dayOfDate(name) + 1]
  if (month !== undefined) {
    const start = dayOfDate(`${name}-01`)
    return [start, addGrains(start, 'month', 1)]
  }
  const january = dayOfDate(`${year}-01-01`)
  if (quarter !== undefined) {
    const start = addGrains(january, 'quarter', Number(quarter) - 1)
    return [start, addGrains(start, 'quarter', 1)]
  }
  if (week !== undefined) {
    // ISO week 1 holds 4 January.
    const start = startOfGrain(january + 3, 'week', 1) + 7 * (Number(week) - 1)
    return Number(week) >= 1 && Number(week) <= 53 ? [start, start + 7] : null
  }
  return [january, addGrains(january, 'year', 1)]
}

/** The period of equal length or kind just before: the month before a month, the 30 days before 30 days. */
export function previousPeriod(period: Period, weekStart: number): Period {
  const grain = wholeGrainsOf(period, weekStart)
  const fromDay =
    grain === null
      ? period.fromDay - (period.toDay - period.fromDay)
      : addGrains(period.fromDay, grain.grain, -grain.count)
  return { fromDay, toDay: period.fromDay, name: `before ${period.name}` }
}

/** The same dates a year earlier; 29 February becomes 28. */
export function samePeriodLastYear(period: Period): Period {
  const back = (day: number): number => {
    const date = dateOfDay(day)
    return dayOfDate(`${Number(date.slice(0, 4)) - 1}${date.slice(4) === '-02-29' ? '-02-28' : date.slice(4)}`)
  }
  return { fromDay: back(period.fromDay), toDay: back(period.toDay), name: `${period.name}, a year earlier` }
}

function wholeGrainsOf(period: Period, weekStart: number): { grain: Grain; count: number } | null {
  for (const grain of ['year', 'quarter', 'month', 'week'] as const) {
    let count = 0
    let day = period.fromDay
    if (startOfGrain(day, grain, weekStart) !== day) continue
    while (day < period.toDay) {
      day = addGrains(day, grain, 1)
      count += 1
    }
    if (day === period.toDay) return { grain, count }
  }
  return null
}
