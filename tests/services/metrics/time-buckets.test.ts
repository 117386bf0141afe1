import { describe, expect, test } from 'vitest'
import { dateOfDay, dayOfDate, timeZone } from '../../../src/lib/time-zone.ts'
import { timeBuckets } from '../../../src/services/metrics/time-buckets.ts'

const cut = (from: string, to: string, grain: 'day' | 'week' | 'month' | 'quarter' | 'year', weekStart = 1) =>
  timeBuckets({ fromDay: dayOfDate(from), toDay: dayOfDate(to) }, grain, weekStart, timeZone('UTC')).map(
    ({ label, fromDay, toDay, complete }) => [label, dateOfDay(fromDay), dateOfDay(toDay), complete],
  )

describe('a window is cut at the edges of the grain', () => {
  test('months, the first and last of them cut short', () => {
    expect(cut('2026-05-25', '2026-07-03', 'month')).toEqual([
      ['2026-05', '2026-05-25', '2026-06-01', false],
      ['2026-06', '2026-06-01', '2026-07-01', true],
      ['2026-07', '2026-07-01', '2026-07-03', false],
    ])
  })

  test('ISO weeks: 2027-01-01 is still in week 53 of 2026', () => {
    expect(cut('2026-12-28', '2027-01-11', 'week').map(([label]) => label)).toEqual(['2026-W53', '2027-W01'])
  })

  test('weeks from Sunday are named by their first day', () => {
    expect(cut('2026-06-07', '2026-06-21', 'week', 7).map(([label]) => label)).toEqual(['2026-06-07', '2026-06-14'])
  })

  test('quarters and years', () => {
    expect(cut('2026-01-01', '2026-07-01', 'quarter').map(([label]) => label)).toEqual(['2026-Q1', '2026-Q2'])
    expect(cut('2025-01-01', '2027-01-01', 'year').map(([label]) => label)).toEqual(['2025', '2026'])
  })

  test('a day on which clocks go forward has 23 hours', () => {
    const [day] = timeBuckets(
      { fromDay: dayOfDate('2026-03-29'), toDay: dayOfDate('2026-03-30') },
      'day',
      1,
      timeZone('Europe/London'),
    )
    expect(((day?.to ?? 0) - (day?.from ?? 0)) / 3_600_000).toBe(23)
  })
})
