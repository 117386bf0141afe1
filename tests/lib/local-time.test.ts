import { expect, test } from 'vitest'
import { localMinute, localMinuteOf } from '../../src/lib/local-time.ts'
import { timeZone } from '../../src/lib/time-zone.ts'

test('an instant is shown as the local date and minute of the shop, without rounding up', () => {
  const shanghai = timeZone('Asia/Shanghai')
  expect(localMinute(Date.UTC(2026, 5, 30, 15, 51, 59, 999), shanghai)).toBe('2026-06-30 23:51')
  expect(localMinuteOf('2026-06-30T16:00:00.000Z', shanghai)).toBe('2026-07-01 00:00')
  expect(localMinute(Date.UTC(1969, 11, 31, 23, 5), timeZone('UTC'))).toBe('1969-12-31 23:05')
  expect(localMinute(Date.UTC(2026, 6, 1, 3, 30), timeZone('America/New_York'))).toBe('2026-06-30 23:30')
})
