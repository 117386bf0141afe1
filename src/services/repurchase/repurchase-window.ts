import { InvalidInputError } from '../../lib/errors.ts'
import { dateOfDay, dayOfDate } from '../../lib/time-zone.ts'

/** Days ahead, `next_14_days`, or half-open dates. */
export type RepurchaseWindowInput = number | string | { readonly from: string; readonly to: string }

/** Half-open range of local days. */
export interface RepurchaseWindow {
  readonly fromDay: number
  readonly toDay: number
}

const DAYS_AHEAD = 14
const MOST_DAYS = 366
const DAYS_PER_UNIT: Readonly<Record<string, number>> = { day: 1, week: 7, month: 30 }

/**
 * The days in which a purchase is to be due: the next fourteen after as-of unless asked otherwise.
 *
 * @throws {InvalidInputError} for words that name no window, one without days or longer than a year
 */
export function resolveRepurchaseWindow(input: RepurchaseWindowInput | undefined, asOfDay: number): RepurchaseWindow {
  if (typeof input === 'object') return checked({ fromDay: dayOfDate(input.from), toDay: dayOfDate(input.to) })
  const days = input === undefined ? DAYS_AHEAD : typeof input === 'number' ? input : daysIn(input)
  return checked({ fromDay: asOfDay + 1, toDay: asOfDay + 1 + days })
}

function daysIn(words: string): number {
  const [, count, unit] = /^next_(?:(\d{1,3})_)?(day|week|month)s?$/.exec(words.trim().toLowerCase()) ?? []
  const days = DAYS_PER_UNIT[unit ?? '']
  if (days !== undefined) return Number(count ?? 1) * days
  throw new InvalidInputError(`'${words.slice(0, 40)}' names no window`, { field: 'window', hint: HINT })
}

const HINT = 'Write a number of days (14), next_14_days, next_2_weeks, or {from, to} dates, half-open, within a year.'

function checked(window: RepurchaseWindow): RepurchaseWindow {
  const days = window.toDay - window.fromDay
  if (Number.isInteger(days) && days >= 1 && days <= MOST_DAYS) return window
  throw new InvalidInputError(
    `a window of ${days} days${Number.isFinite(days) ? ` from ${dateOfDay(window.fromDay)}` : ''} cannot be answered`,
    { field: 'window', hint: HINT },
  )
}
