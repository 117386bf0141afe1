import { dateOfDay, dayOfDate } from '../../lib/time-zone.ts'

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

/** First day of the lunar year by calendar year: the Hong Kong Observatory's conversion tables. */
const SPRING_FESTIVAL: Readonly<Record<number, string>> = {
  2009: '01-26',
  2010: '02-14',
  2011: '02-03',
  2012: '01-23',
  2013: '02-10',
  2014: '01-31',
  2015: '02-19',
  2016: '02-08',
  2017: '01-28',
  2018: '02-16',
  2019: '02-05',
  2020: '01-25',
  2021: '02-12',
  2022: '02-01',
  2023: '01-22',
  2024: '02-10',
  2025: '01-29',
  2026: '02-17',
  2027: '02-06',
  2028: '01-26',
  2029: '02-13',
  2030: '02-03',
  2031: '01-23',
  2032: '02-11',
  2033: '01-31',
  2034: '02-19',
  2035: '02-08',
}
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
    const lunar = SPRING_FESTIVAL[year]
    if (lunar !== undefined) {
      const start = dayOfDate(`${year}-${lunar}`) - 1
      stretches.push({ name: 'spring_festival', fromDay: start, untilDay: start + SPRING_FESTIVAL_DAYS + 1 })
    }
    const friday = blackFriday(year)
    stretches.push({ name: 'black_friday', fromDay: friday, untilDay: friday + BLACK_FRIDAY_DAYS })
  }
  return stretches.filter((one) => one.fromDay < untilDay && one.untilDay > fromDay)
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
