import { describe, expect, test } from 'vitest'
import {
  previousPeriod,
  resolvePeriod,
  samePeriodLastYear,
  startOfGrain,
  weekdayOf,
  type PeriodFrame,
} from '../../src/lib/periods.ts'
import { dateOfDay, dayOfDate } from '../../src/lib/time-zone.ts'

const frame = (asOf: string): PeriodFrame => ({
  asOfDay: dayOfDate(asOf),
  weekStart: 1,
  firstDay: dayOfDate('2024-01-01'),
})
const dates = (name: Parameters<typeof resolvePeriod>[0], asOf = '2026-06-30') => {
  const period = resolvePeriod(name, frame(asOf))
  return `${dateOfDay(period.fromDay)} ${dateOfDay(period.toDay)}`
}

describe('named periods as of Tuesday 30 June 2026', () => {
  test.each([
    ['today', '2026-06-30 2026-07-01'],
    ['yesterday', '2026-06-30 2026-07-01'],
    ['last_30_days', '2026-06-01 2026-07-01'],
    ['last_1_day', '2026-06-30 2026-07-01'],
    ['this_week', '2026-06-29 2026-07-06'],
    ['last_week', '2026-06-22 2026-06-29'],
    ['this_month', '2026-06-01 2026-07-01'],
    // Complete on its last day, so the latest complete month is this one.
    ['last_month', '2026-06-01 2026-07-01'],
    ['last_3_months', '2026-04-01 2026-07-01'],
    ['past_half_year', '2026-01-01 2026-07-01'],
    ['this_quarter', '2026-04-01 2026-07-01'],
    ['last_quarter', '2026-04-01 2026-07-01'],
    ['this_year', '2026-01-01 2027-01-01'],
    ['last_year', '2025-01-01 2026-01-01'],
    ['2025', '2025-01-01 2026-01-01'],
    ['2026-Q2', '2026-04-01 2026-07-01'],
    ['2026-06', '2026-06-01 2026-07-01'],
    ['2026-06-18', '2026-06-18 2026-06-19'],
    ['2026-W01', '2025-12-29 2026-01-05'],
    ['2026-W23', '2026-06-01 2026-06-08'],
    ['618', '2026-06-01 2026-06-19'],
    ['618_2025', '2025-06-01 2025-06-19'],
    ['double_11', '2025-11-01 2025-11-12'],
    ['since_2026-06-18', '2026-06-18 2026-07-01'],
    ['all', '2024-01-01 2026-07-01'],
  ])('%s is %s', (name, expected) => {
    expect(dates(name)).toBe(expected)
  })

  test('a month that is not complete is not the last one', () => {
    expect(dates('last_month', '2026-06-29')).toBe('2026-05-01 2026-06-01')
    expect(dates('last_quarter', '2026-06-29')).toBe('2026-01-01 2026-04-01')
    expect(dates('618', '2026-05-31')).toBe('2025-06-01 2025-06-19')
  })

  test('dates are half-open', () => {
    expect(dates({ from: '2026-01-01', to: '2026-02-01' })).toBe('2026-01-01 2026-02-01')
  })
})

describe('periods beside one', () => {
  const shift = (name: string, how: 'before' | 'year') => {
    const period = resolvePeriod(name, frame('2026-06-30'))
    const other = how === 'before' ? previousPeriod(period, 1) : samePeriodLastYear(period)
    return `${dateOfDay(other.fromDay)} ${dateOfDay(other.toDay)}`
  }
  test.each([
    ['2026-03', 'before', '2026-02-01 2026-03-01'],
    ['2026-Q1', 'before', '2025-10-01 2026-01-01'],
    ['last_3_months', 'before', '2026-01-01 2026-04-01'],
    ['last_30_days', 'before', '2026-05-01 2026-06-01'],
    ['last_90_days', 'before', '2026-01-02 2026-04-02'],
    ['last_week', 'before', '2026-06-15 2026-06-22'],
    ['2024-02', 'year', '2023-02-01 2023-03-01'],
    ['2024-02-29', 'year', '2023-02-28 2023-03-01'],
    ['618', 'year', '2025-06-01 2025-06-19'],
  ] as const)('%s, %s: %s', (name, how, expected) => {
    expect(shift(name, how)).toBe(expected)
  })
})

describe('what is not a period is refused with the way out', () => {
  test.each(['', 'sometime', 'last_0_days', '2026-13', '2026-02-31', '2026-W54', 'since_2027-01-01', 'last_x_days'])(
    '%s',
    (name) => {
      expect(() => dates(name)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }))
    },
  )
  test('an empty range', () => {
    expect(() => dates({ from: '2026-02-01', to: '2026-02-01' })).toThrow(/holds no day/)
  })
})

test('weeks begin on the weekday that the shop chose', () => {
  const tuesday = dayOfDate('2026-06-30')
  expect(weekdayOf(tuesday)).toBe(2)
  expect(dateOfDay(startOfGrain(tuesday, 'week', 1))).toBe('2026-06-29')
  expect(dateOfDay(startOfGrain(tuesday, 'week', 7))).toBe('2026-06-28')
})
