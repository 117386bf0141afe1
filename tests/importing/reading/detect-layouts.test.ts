import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { detectDateOrder, detectDecimals } from '../../../src/importing/reading/detect-layouts.ts'

const NOW = Date.UTC(2026, 6, 1)

describe('the decimal mark of a file', () => {
  test.each([
    ['.', ['1.50', '2', '300']],
    ['.', ['1,234.50']],
    ['.', ['1,234,567', '3']],
    ['.', ['€ 12.50']],
    [',', ['1,50', '2']],
    [',', ['1.234,50']],
    [',', ['1.234.567']],
    [',', ['12,5 €', '1.000']],
    ['.', []],
  ] as const)('%s for %j', (mark, cells) => {
    expect(detectDecimals([...cells], ',')).toMatchObject({ mark, warning: null })
  })

  test('1,234 alone is a doubt that is said; files with ; have decimal commas', () => {
    expect(detectDecimals(['1,234'], ',')).toMatchObject({ mark: '.' })
    expect(detectDecimals(['1,234'], ';')).toMatchObject({ mark: ',' })
    expect(detectDecimals(['1,234'], ';').warning?.en).toContain('1,234')
  })

  test('three or more amounts written the German way are read so', () => {
    const german = fc
      .double({ min: 0.01, max: 1e6, noNaN: true })
      .map((value) =>
        new Intl.NumberFormat('de-DE', { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value),
      )
    fc.assert(
      fc.property(fc.array(german, { minLength: 1, maxLength: 20 }), (cells) => {
        expect(detectDecimals(cells, ';').mark).toBe(',')
      }),
    )
  })
})

describe('the order of day and month', () => {
  const find = (cells: readonly string[], neighbours: readonly string[] = []): ReturnType<typeof detectDateOrder> =>
    detectDateOrder('when', cells, neighbours, NOW)

  test('one date with a day above 12 decides for the column', () => {
    expect(find(['01/02/2025', '13/02/2025']).order).toBe('day_first')
    expect(find(['01/02/2025', '02/13/2025']).order).toBe('month_first')
  })

  test('the majority decides when a column has both', () => {
    expect(find(['13/02/2025', '14/02/2025', '02/13/2025']).order).toBe('day_first')
  })

  test('another column of the file decides when this one cannot', () => {
    expect(find(['01/02/2025'], ['25/12/2025']).order).toBe('day_first')
  })

  test('dots mean day first', () => {
    expect(find(['01.02.2025'])).toMatchObject({ order: 'day_first', warning: null })
  })

  test('what no rule decides is said', () => {
    expect(find(['01/02/2025'])).toMatchObject({ order: 'month_first', reason: null })
    expect(find(['01/02/2025']).warning?.en).toContain('01/02/2025')
  })

  test('columns without such dates need no order', () => {
    expect(find(['2026-01-02', '20260102', '', '31/31/2025'])).toEqual({
      order: 'month_first',
      reason: null,
      warning: null,
    })
  })
})
