import { expect, test } from 'vitest'
import { timeZone } from '../../../../src/lib/time-zone.ts'
import { zoneOffsets } from '../../../../src/store/queries/metrics/zone-offsets.ts'

const HOUR = 3_600_000

test('a zone without summer time is one stretch', () => {
  expect(zoneOffsets(timeZone('Asia/Shanghai'), 0, 10)).toEqual([[0, 10, 8 * HOUR]])
})

test('London in 2026 changes at 01:00 UTC on 29 March and 25 October', () => {
  const [from, to] = [Date.parse('2026-01-01T00:00:00Z'), Date.parse('2027-01-01T00:00:00Z')]
  const [spring, autumn] = [Date.parse('2026-03-29T01:00:00Z'), Date.parse('2026-10-25T01:00:00Z')]
  expect(zoneOffsets(timeZone('Europe/London'), from, to)).toEqual([
    [from, spring, 0],
    [spring, autumn, HOUR],
    [autumn, to, 0],
  ])
})

test('stretches meet, cover the range and hold the offset of every hour', () => {
  const zone = timeZone('America/New_York')
  const [from, to] = [Date.parse('2024-06-01T07:00:00Z'), Date.parse('2026-05-02T13:30:00Z')]
  const stretches = zoneOffsets(zone, from, to)
  expect(stretches.at(0)?.[0]).toBe(from)
  expect(stretches.at(-1)?.[1]).toBe(to)
  for (let instant = from; instant < to; instant += HOUR) {
    const found = stretches.filter(([start, end]) => instant >= start && instant < end)
    expect(found.map(([, , offset]) => offset)).toEqual([zone.offsetAt(instant)])
  }
})
