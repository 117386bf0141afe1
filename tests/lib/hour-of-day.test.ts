import { expect, test } from 'vitest'
import { hourOfDay } from '../../src/lib/hour-of-day.ts'
import { timeZone } from '../../src/lib/time-zone.ts'

const shanghai = timeZone('Asia/Shanghai')

test('is local, also before 1970, and none at the very beginning of a day', () => {
  expect(hourOfDay(Date.UTC(2026, 5, 30, 17, 30), shanghai)).toBe(1)
  expect(hourOfDay(Date.UTC(2026, 5, 30, 15, 59, 59, 999), shanghai)).toBe(23)
  expect(hourOfDay(Date.UTC(1969, 11, 31, 20), timeZone('UTC'))).toBe(20)
  expect(hourOfDay(Date.UTC(2026, 5, 30, 16), shanghai)).toBeNull()
  expect(hourOfDay(Date.UTC(2026, 5, 30, 16, 0, 1), shanghai)).toBe(0)
})
