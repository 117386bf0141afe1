import { describe, expect, test } from 'vitest'
import { dateOfDay, dayOfDate, timeZone } from '../../src/lib/time-zone.ts'

describe('days in a zone', () => {
  test('an evening in UTC is the next day in Shanghai', () => {
    expect(dateOfDay(timeZone('Asia/Shanghai').dayOf(Date.UTC(2026, 5, 30, 17)))).toBe('2026-07-01')
  })

  test.each([
    'America/New_York',
    'Europe/London',
    'Asia/Kolkata',
    'Australia/Lord_Howe',
    'America/St_Johns',
    'Asia/Shanghai',
  ])('each day of a year in %s begins at local midnight, and the instant before it is the day before', (name) => {
    const zone = timeZone(name)
    const format = new Intl.DateTimeFormat('sv-SE', { timeZone: name, dateStyle: 'short', timeStyle: 'medium' })
    for (let day = dayOfDate('2026-01-01'); day < dayOfDate('2027-01-01'); day += 1) {
      const start = zone.startOfDay(day)
      expect(format.format(start)).toBe(`${dateOfDay(day)} 00:00:00`)
      expect(zone.dayOf(start)).toBe(day)
      expect(zone.dayOf(start - 1)).toBe(day - 1)
    }
  })

  test('a time that a change of clock skips moves forward', () => {
    const zone = timeZone('America/New_York')
    expect(new Date(zone.instantOf(Date.UTC(2026, 2, 8, 2, 30))).toISOString()).toBe('2026-03-08T07:30:00.000Z')
  })

  test('an unknown zone is named', () => {
    expect(() => timeZone('Mars/Olympus')).toThrow(/'Mars\/Olympus' is not a time zone/)
  })
})

describe('dates', () => {
  test.each(['2026-02-31', '2026-2-1', '20260201', '', '2026-13-01'])('%s is not one', (text) => {
    expect(() => dayOfDate(text)).toThrow(/is not a calendar date/)
  })
  test('29 February exists in leap years', () => {
    expect(dateOfDay(dayOfDate('2024-02-29'))).toBe('2024-02-29')
    expect(() => dayOfDate('2026-02-29')).toThrow()
  })
})
