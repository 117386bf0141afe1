import { KithError } from '../../lib/errors.ts'
import { dateOfDay, dayOfDate, MS_PER_DAY } from '../../lib/time-zone.ts'

/** A stretch of local days, half-open, on which something known happens. */
export interface CalendarStretch {
  readonly name: string
  readonly fromDay: number
  readonly untilDay: number
}

/** First and last days of events that fall on the same dates each year. */
const YEARLY = [
  ['618', '06-01', '06-18'],
  ['double_11', '11-01', '11-11'],
  ['double_12', '12-12', '12-12'],
  ['national_day', '10-01', '10-07'],
  ['christmas', '12-18', '12-26'],
] as const

/** Months and days of the Chinese calendar, which every full build of ICU holds. */
const CHINESE = new Intl.DateTimeFormat('en-u-ca-chinese', { month: 'numeric', day: 'numeric', timeZone: 'UTC' })
/** The first day of the lunar year lies between 20 January and 21 February. */
const EARLIEST_NEW_YEAR = '01-20'
const DAYS_OF_NEW_YEAR = 33
const SPRING_FESTIVAL_DAYS = 7
const FRIDAY = 5
/** The Friday after the fourth Thursday of November, and the weekend with its Monday. */
const BLACK_FRIDAY_DAYS = 4

/** Festivals and holidays that touch the days `[fromDay, untilDay)`; 618 is 1 to 18 June, double 11 is 1 to 11 November. */
export function knownCalendar(fromDay: number, untilDay: number): CalendarStretch[] {
  const stretches: CalendarStretch[] = []
  const first = Number(dateOfDay(fromDay).slice(0, 4))
  const last = Number(dateOfDay(untilDay).slice(0, 4))
  for (let year = first; year <= last; year += 1) {
    for (const [name, from, to] of YEARLY) {
      stretches.push({ name, fromDay: dayOfDate(`${year}-${from}`), untilDay: dayOfDate(`${year}-${to}`) + 1 })
    }
    const eve = lunarNewYear(year) - 1
    stretches.push({ name: 'spring_festival', fromDay: eve, untilDay: eve + SPRING_FESTIVAL_DAYS + 1 })
    const friday = blackFriday(year)
    stretches.push({ name: 'black_friday', fromDay: friday, untilDay: friday + BLACK_FRIDAY_DAYS })
  }
  return stretches.filter((one) => one.fromDay < untilDay && one.untilDay > fromDay)
}

const newYears = new Map<number, number>()

/** Local day on which the lunar year begins that begins in a calendar year. */
function lunarNewYear(year: number): number {
  const known = newYears.get(year)
  if (known !== undefined) return known
  const first = dayOfDate(`${year}-${EARLIEST_NEW_YEAR}`)
  for (let day = first; day < first + DAYS_OF_NEW_YEAR; day += 1) {
    const parts = CHINESE.formatToParts(day * MS_PER_DAY)
    const valueOf = (type: string): string | undefined => parts.find((part) => part.type === type)?.value
    if (valueOf('month') === '1' && valueOf('day') === '1') {
      newYears.set(year, day)
      return day
    }
  }
  throw new KithError('INTERNAL', `the calendar of this machine knows no lunar new year in ${year}`, {
    hint: 'Run Kith on a Node.js with full ICU data, as every usual build has.',
  })
}

function blackFriday(year: number): number {
  const start = dayOfDate(`${year}-11-01`)
  // Day 0 of the epoch was a Thursday: Monday is 1 here.
  const weekday = ((((start + 3) % 7) + 7) % 7) + 1
  const firstThursday = start + ((FRIDAY - 1 - weekday + 7) % 7)
  return firstThursday + 22
}

/** The share of each step of `stepDays` days that the stretches of one name take, 0..1. */
export function sharesOfSteps(
  stretches: readonly CalendarStretch[],
  { fromDay, stepDays, steps }: { readonly fromDay: number; readonly stepDays: number; readonly steps: number },
): Float64Array {
  const shares = new Float64Array(steps)
  for (const stretch of stretches) {
    for (let step = 0; step < steps; step += 1) {
      const start = fromDay + step * stepDays
      const days = Math.min(stretch.untilDay, start + stepDays) - Math.max(stretch.fromDay, start)
      if (days > 0) shares[step] = Math.min(1, (shares[step] ?? 0) + days / stepDays)
    }
  }
  return shares
}
