import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { timeZone } from '../../../../src/lib/time-zone.ts'
import { instantParser } from '../../../../src/importing/reading/fields/parse-instant.ts'
import { parseWallTime, type DateOrder } from '../../../../src/importing/reading/fields/parse-wall-time.ts'

const iso = (cell: string, order: DateOrder = 'month_first'): string | null => {
  const wall = parseWallTime(cell, order)
  return wall === null ? null : new Date(wall.ms).toISOString().replace('.000Z', wall.zoned ? 'Z' : '')
}

describe('layouts of dates', () => {
  test.each([
    ['2026-06-30', '2026-06-30T00:00:00'],
    ['2026-06-30 08:26', '2026-06-30T08:26:00'],
    ['2026-06-30T08:26:05', '2026-06-30T08:26:05'],
    ['2026-06-30T08:26:05Z', '2026-06-30T08:26:05Z'],
    ['2026-06-30T08:26:05+08:00', '2026-06-30T00:26:05Z'],
    ['2026-06-30 08:26:05 +0800', '2026-06-30T00:26:05Z'],
    ['2026-06-30 08:26:05 UTC', '2026-06-30T08:26:05Z'],
    ['2026/6/3 8:05', '2026-06-03T08:05:00'],
    ['2026.06.30', '2026-06-30T00:00:00'],
    ['2026年6月30日', '2026-06-30T00:00:00'],
    ['2026年6月30日 8时5分', '2026-06-30T08:05:00'],
    ['2026年6月30日 下午3:05', '2026-06-30T15:05:00'],
    ['２０２６-０６-３０', '2026-06-30T00:00:00'],
    ['20260630', '2026-06-30T00:00:00'],
    ['20260630142530', '2026-06-30T14:25:30'],
    ['12/1/10 8:26', '2010-12-01T08:26:00'],
    ['12/31/2010 11:59 PM', '2010-12-31T23:59:00'],
    ['12/31/2010 12:10 AM', '2010-12-31T00:10:00'],
    ['01-Jan-1995', '1995-01-01T00:00:00'],
    ['3 March 2026', '2026-03-03T00:00:00'],
    ['June 30, 2026 14:05', '2026-06-30T14:05:00'],
    ['Jun 5, 2026', '2026-06-05T00:00:00'],
    ['1767225600', '2026-01-01T00:00:00Z'],
    ['1767225600000', '2026-01-01T00:00:00Z'],
    ['881250949', '1997-12-04T15:55:49Z'],
  ])('%s is %s', (cell, expected) => {
    expect(iso(cell)).toBe(expected)
  })

  test('one text is two dates, by the order of the column', () => {
    expect(iso('03/04/2026', 'month_first')).toBe('2026-03-04T00:00:00')
    expect(iso('03/04/2026', 'day_first')).toBe('2026-04-03T00:00:00')
    expect(iso('03.04.2026 09:30', 'day_first')).toBe('2026-04-03T09:30:00')
  })
})

describe('what is no date', () => {
  test.each([
    '2026-02-31',
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '20260231',
    '31/04/2026',
    '2026-06-30 25:00',
    '2026-06-30 10:61',
    '2026年2月31日',
    '0000-00-00 00:00:00',
    'yesterday',
    '12',
    '1234567890123456',
    '30 Foo 2026',
    '',
  ])('%s', (cell) => {
    expect(iso(cell, 'day_first')).toBeNull()
  })

  test('29 February is one in a leap year only', () => {
    expect(iso('2024-02-29')).toBe('2024-02-29T00:00:00')
    expect(iso('1900-02-29')).toBeNull()
    expect(iso('2000-02-29')).toBe('2000-02-29T00:00:00')
  })
})

describe('instants in the shop’s zone', () => {
  const shanghai = timeZone('Asia/Shanghai')

  test('a wall-clock time is the shop’s, a zoned one is its own', () => {
    const parse = instantParser(shanghai, 'month_first')
    expect(parse('2026-06-30 08:00:00')).toBe(Date.UTC(2026, 5, 30, 0))
    expect(parse('2026-06-30 08:00:00Z')).toBe(Date.UTC(2026, 5, 30, 8))
    expect(parse('2026-06-30')).toBe(Date.UTC(2026, 5, 29, 16))
  })

  test('every instant that is written as ISO comes back, in any zone', () => {
    const newYork = instantParser(timeZone('America/New_York'), 'day_first')
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(1971, 0, 1), max: Date.UTC(2099, 0, 1) }), (ms) => {
        const instant = Math.floor(ms / 1000) * 1000
        expect(newYork(new Date(instant).toISOString())).toBe(instant)
      }),
    )
  })

  test('the quick way and the thorough way read every second alike', () => {
    const utc = instantParser(timeZone('UTC'), 'day_first')
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(1750, 0, 1), max: Date.UTC(2099, 0, 1) }), (ms) => {
        const text = new Date(ms).toISOString().slice(0, 19).replace('T', ' ')
        expect(utc(text)).toBe(parseWallTime(text, 'day_first')?.ms)
      }),
    )
  })
})
