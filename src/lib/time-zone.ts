import { InvalidInputError } from './errors.ts'

export const MS_PER_DAY = 86_400_000

/** A shop's zone: turns instants (UTC ms) into local calendar days and back. Days count from 1970-01-01. */
export interface TimeZone {
  readonly name: string
  /** Local wall-clock minus UTC, in ms, at an instant. */
  offsetAt(instant: number): number
  /** Local day number of an instant. */
  dayOf(instant: number): number
  /** The instant at which a local day begins. */
  startOfDay(day: number): number
  /** The instant of a local wall-clock time given as if it were UTC ms. A time skipped by a change of clock moves forward. */
  instantOf(localMs: number): number
}

const HALF_HOUR = 1_800_000

/**
 * Zone by IANA name, with offsets cached per UTC day, and per half hour within the days on which a clock changes (every
 * zone in use changes on such a boundary), so that a million rows cost a million look-ups.
 *
 * @throws {InvalidInputError} when the runtime does not know the name
 * @example timeZone('Asia/Shanghai').dayOf(Date.UTC(2026, 5, 30, 17)) // => 20635 (2026-07-01)
 */
export function timeZone(name: string): TimeZone {
  let format: Intl.DateTimeFormat
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  } catch (cause) {
    throw new InvalidInputError(`'${name}' is not a time zone that this machine knows`, {
      field: 'time_zone',
      hint: "Use an IANA name such as 'Asia/Shanghai', 'Europe/London' or 'UTC'.",
      cause,
    })
  }
  const cache = new Map<number, number>()
  const measure = (instant: number): number => {
    const parts: Record<string, string> = {}
    for (const part of format.formatToParts(instant)) parts[part.type] = part.value
    const year = Number(parts['year']) * (parts['era'] === 'BC' ? -1 : 1) + (parts['era'] === 'BC' ? 1 : 0)
    const local = new Date(0)
    local.setUTCFullYear(year, Number(parts['month']) - 1, Number(parts['day']))
    local.setUTCHours(Number(parts['hour']), Number(parts['minute']), Number(parts['second']))
    return local.getTime() - Math.floor(instant / 1000) * 1000
  }
  const measured = (slot: number, size: number): number => {
    const key = size === MS_PER_DAY ? slot : 1e9 + slot
    let offset = cache.get(key)
    if (offset === undefined) {
      offset = measure(slot * size)
      if (cache.size > 200_000) cache.clear()
      cache.set(key, offset)
    }
    return offset
  }
  const offsetAt =
    name === 'UTC'
      ? () => 0
      : (instant: number): number => {
          const day = Math.floor(instant / MS_PER_DAY)
          const offset = measured(day, MS_PER_DAY)
          // A clock changes at most once within a day, so equal offsets at both ends hold between them.
          return offset === measured(day + 1, MS_PER_DAY)
            ? offset
            : measured(Math.floor(instant / HALF_HOUR), HALF_HOUR)
        }
  const instantOf = (localMs: number): number => {
    const guess = localMs - offsetAt(localMs)
    const instant = localMs - offsetAt(guess)
    // A wall-clock time that was skipped exists under neither offset: the one before the change moves it forward.
    return instant + offsetAt(instant) === localMs ? instant : guess
  }
  return {
    name,
    offsetAt,
    dayOf: (instant) => Math.floor((instant + offsetAt(instant)) / MS_PER_DAY),
    startOfDay: (day) => instantOf(day * MS_PER_DAY),
    instantOf,
  }
}

/** Calendar date of a day number: `dateOfDay(20634)` is '2026-06-30'. */
export const dateOfDay = (day: number): string => new Date(day * MS_PER_DAY).toISOString().slice(0, 10)

/**
 * Day number of a calendar date 'YYYY-MM-DD'.
 *
 * @throws {InvalidInputError} for anything else, 2026-02-31 included
 */
export function dayOfDate(date: string): number {
  const milliseconds = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN
  if (Number.isNaN(milliseconds) || new Date(milliseconds).toISOString().slice(0, 10) !== date) {
    throw new InvalidInputError(`'${date}' is not a calendar date`, {
      hint: "Write dates as YYYY-MM-DD, for example '2026-06-30'.",
    })
  }
  return milliseconds / MS_PER_DAY
}
