/** Which part comes first in dates such as 03/04/2026. Dates that begin with a four-digit year need no order. */
export type DateOrder = 'day_first' | 'month_first'

/** A date with a time, either on the shop's wall clock (`zoned` false, as if UTC) or a true instant, in ms. */
export interface WallTime {
  readonly ms: number
  readonly zoned: boolean
}

const MONTHS: readonly string[] = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const TIME = String.raw`(?:[T ,]*(上午|下午|凌晨|早上|中午|晚上)?\s*(\d{1,2})[:时点h](\d{1,2})(?:[:分m](\d{1,2})(?:[.,](\d{1,9}))?秒?|分)?\s*([AaPp]\.?[Mm]\.?)?)?`
const ZONE = String.raw`\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?`
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})(?:[-/.年]\s*)(\d{1,2})(?:[-/.月]\s*)(\d{1,2})日?${TIME}${ZONE}$`)
const YEAR_LAST = new RegExp(String.raw`^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})${TIME}${ZONE}$`)
const NAMED_DAY_FIRST = new RegExp(
  String.raw`^(\d{1,2})(?:st|nd|rd|th)?[- .]+([A-Za-z]{3,9})\.?[- .,]+(\d{4}|\d{2})${TIME}${ZONE}$`,
)
const NAMED_MONTH_FIRST = new RegExp(
  String.raw`^(?:[A-Za-z]{3,9},? )?([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})${TIME}${ZONE}$`,
)
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z)?)?$/

/** Epoch seconds from 1973 to 2128, and the same in ms. */
const EPOCH_SECONDS = [1e8, 5e9] as const

/**
 * Reads a date, with or without a time and a zone, in the layouts that shops export: ISO and its relatives, day or month
 * first, 2026年6月30日, yyyymmdd, month names, seconds or milliseconds since 1970.
 *
 * @returns null when it is no date of the calendar (31 February) or no known layout
 * @example parseWallTime('2026年6月30日 下午3:05', 'day_first') // => 2026-06-30T15:05 on the wall clock
 */
export function parseWallTime(cell: string, order: DateOrder): WallTime | null {
  const text = cell.normalize('NFKC').trim()
  if (/^\d+$/.test(text)) return fromDigits(text)
  const yearFirst = YEAR_FIRST.exec(text)
  if (yearFirst !== null) return assemble(Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3]), yearFirst)
  const yearLast = YEAR_LAST.exec(text)
  if (yearLast !== null) {
    const [first, second] = [Number(yearLast[1]), Number(yearLast[2])]
    const [day, month] = order === 'day_first' ? [first, second] : [second, first]
    return assemble(fullYear(yearLast[3]), month, day, yearLast)
  }
  const dayFirst = NAMED_DAY_FIRST.exec(text)
  if (dayFirst !== null) return assemble(fullYear(dayFirst[3]), monthOf(dayFirst[2]), Number(dayFirst[1]), dayFirst)
  const monthFirst = NAMED_MONTH_FIRST.exec(text)
  if (monthFirst !== null) {
    return assemble(fullYear(monthFirst[3]), monthOf(monthFirst[1]), Number(monthFirst[2]), monthFirst)
  }
  const compact = COMPACT.exec(text)
  return compact === null ? null : fromCompact(compact)
}

function fromDigits(text: string): WallTime | null {
  // Eight digits that are a calendar date are one: 20260630 as epoch seconds would be a day in August 1970.
  const compact = text.length === 8 || text.length === 12 || text.length === 14 ? COMPACT.exec(text) : null
  const date = compact === null ? null : fromCompact(compact)
  if (date !== null || text.length === 8 || text.length === 14) return date
  const value = Number(text)
  if (value >= EPOCH_SECONDS[0] && value < EPOCH_SECONDS[1]) return { ms: value * 1000, zoned: true }
  if (value >= EPOCH_SECONDS[0] * 1000 && value < EPOCH_SECONDS[1] * 1000) return { ms: value, zoned: true }
  return null
}

function fromCompact(match: RegExpExecArray): WallTime | null {
  const ms = instantOf(Number(match[1]), Number(match[2]), Number(match[3]), {
    hour: Number(match[4] ?? 0),
    minute: Number(match[5] ?? 0),
    second: Number(match[6] ?? 0),
    ms: 0,
  })
  return ms === null ? null : { ms, zoned: match[7] !== undefined }
}

const fullYear = (text: string | undefined): number => {
  const year = Number(text)
  return (text ?? '').length === 4 ? year : year < 70 ? 2000 + year : 1900 + year
}
const monthOf = (name: string | undefined): number => MONTHS.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1

/** Groups 4.. of every layout are the same: Chinese half of day, hour, minute, second, fraction, AM or PM, zone. */
function assemble(year: number, month: number, day: number, match: RegExpExecArray): WallTime | null {
  const half = match[4] ?? match[9]
  let hour = Number(match[5] ?? 0)
  if (half !== undefined) {
    const afternoon = /^(?:下午|晚上|中午|p)/i.test(half)
    if (hour > 12 && !afternoon) return null
    if (afternoon && hour < 12 && !(half === '中午' && hour === 11)) hour += 12
    else if (!afternoon && hour === 12) hour = 0
  }
  const ms = instantOf(year, month, day, {
    hour,
    minute: Number(match[6] ?? 0),
    second: Number(match[7] ?? 0),
    ms: Math.floor(Number(`0.${match[8] ?? '0'}`) * 1000),
  })
  if (ms === null) return null
  const zone = match[10]
  if (zone === undefined) return { ms, zoned: false }
  const offset = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone)
  if (offset === null) return { ms, zoned: true }
  const minutes = Number(offset[2]) * 60 + Number(offset[3] ?? 0)
  if (minutes > 18 * 60) return null
  return { ms: ms - (offset[1] === '-' ? -minutes : minutes) * 60_000, zoned: true }
}

interface TimeOfDay {
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly ms: number
}

const DAYS: readonly number[] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function instantOf(year: number, month: number, day: number, time: TimeOfDay): number | null {
  const days = month === 2 && !isLeap(year) ? 28 : DAYS[month - 1]
  if (days === undefined || day < 1 || day > days || year < 1700 || year > 9999) return null
  if (time.hour > 23 || time.minute > 59 || time.second > 60) return null
  return Date.UTC(year, month - 1, day, time.hour, time.minute, Math.min(time.second, 59), time.ms)
}

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
