import { describe, expect, test } from 'vitest'
import { dateOfDay, dayOfDate } from '../../../src/lib/time-zone.ts'
import { knownCalendar, sharesOfSteps } from '../../../src/services/forecast/known-calendar.ts'

/** Lunar new year as the Hong Kong Observatory's conversion tables have it. */
const NEW_YEARS = [
  '1985-02-20',
  '2009-01-26',
  '2013-02-10',
  '2020-01-25',
  '2024-02-10',
  '2026-02-17',
  '2033-01-31',
  '2034-02-19',
  '2035-02-08',
  '2040-02-12',
  '2060-02-02',
]

const stretch = (name: string, year: string) => {
  const found = knownCalendar(dayOfDate(`${year}-01-01`), dayOfDate(`${year}-12-31`)).find((one) => one.name === name)
  return found === undefined ? null : [dateOfDay(found.fromDay), dateOfDay(found.untilDay - 1)]
}

describe('knownCalendar', () => {
  test('has the Spring Festival of any year, from the eve on', () => {
    for (const date of NEW_YEARS) {
      const day = dayOfDate(date)
      expect(stretch('spring_festival', date.slice(0, 4))).toEqual([dateOfDay(day - 1), dateOfDay(day + 6)])
    }
  })

  test('has Black Friday and the days that are the same each year', () => {
    expect(stretch('black_friday', '2025')).toEqual(['2025-11-28', '2025-12-01'])
    expect(stretch('black_friday', '2026')).toEqual(['2026-11-27', '2026-11-30'])
    expect(stretch('618', '2026')).toEqual(['2026-06-01', '2026-06-18'])
    expect(stretch('double_11', '2026')).toEqual(['2026-11-01', '2026-11-11'])
  })

  test('tells the share of a week that a festival takes', () => {
    const fromDay = dayOfDate('2026-06-15')
    const shares = sharesOfSteps(knownCalendar(fromDay, fromDay + 14), { fromDay, stepDays: 7, steps: 2 })
    expect([...shares]).toEqual([4 / 7, 0])
  })
})
