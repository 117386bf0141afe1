import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDecimal } from '../../../../src/importing/reading/fields/parse-decimal.ts'

describe('numbers with a decimal point', () => {
  test.each([
    ['12.34', '12.34'],
    ['12.50', '12.5'],
    ['12.00', '12'],
    ['007', '7'],
    ['0', '0'],
    ['-0.00', '0'],
    ['-3', '-3'],
    ['-007.50', '-7.5'],
    ['+3.5', '3.5'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['1,234', '1234'],
    ['1,234,567.89', '1234567.89'],
    ['12,34,567.5', '1234567.5'],
    ['1 234.5', '1234.5'],
    ['1\u00a0234\u202f567.5', '1234567.5'],
    ["1'234.50", '1234.5'],
    ['(12.00)', '-12'],
    ['12.00-', '-12'],
    ['１２．５０', '12.5'],
    ['−4.5', '-4.5'],
    ['1.5e3', '1500'],
    ['1.5E-05', '0.000015'],
    ['2.5e0', '2.5'],
  ])('%s is %s', (cell, expected) => {
    expect(parseDecimal(cell, '.')).toBe(expected)
  })
})

describe('numbers with a decimal comma', () => {
  test.each([
    ['12,34', '12.34'],
    ['1.234,50', '1234.5'],
    ['1.234', '1234'],
    ['1.234.567', '1234567'],
    ['-0,5', '-0.5'],
    ['(1.234,50)', '-1234.5'],
    ['7', '7'],
  ])('%s is %s', (cell, expected) => {
    expect(parseDecimal(cell, ',')).toBe(expected)
  })
})

test('a decimal number comes back as itself, whatever its zeros', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
      fc.integer({ min: 0, max: 6 }),
      (digits, places) => {
        const text = String(digits < 0n ? -digits : digits).padStart(places + 1, '0')
        const cut = text.length - places
        const written = `${digits < 0n ? '-' : ''}${text.slice(0, cut)}${places > 0 ? `.${text.slice(cut)}` : ''}`
        const parsed = parseDecimal(written, '.')
        const [whole = '', fraction = ''] = (parsed ?? '').split('.')
        expect(BigInt(whole.replace('-', '') + fraction.padEnd(places, '0'))).toBe(digits < 0n ? -digits : digits)
        expect(parsed?.startsWith('-') ?? false).toBe(digits < 0n)
        expect(parseDecimal(written.replace('.', ','), ',')).toBe(parsed)
      },
    ),
  )
})

describe('what is no number', () => {
  test.each([
    '',
    '-',
    '.',
    '1e400',
    '1e16',
    'NaN',
    'Infinity',
    '-Infinity',
    '0x1F',
    '12abc',
    '1.2.3',
    '1,2',
    '12,3456',
    '--5',
    '(-5)',
    '5%',
    '1 2',
    '9'.repeat(60),
  ])('%s', (cell) => {
    expect(parseDecimal(cell, '.')).toBeNull()
  })

  test('a point after a decimal comma', () => {
    expect(parseDecimal('1,234.5', ',')).toBeNull()
    expect(parseDecimal('12.5', ',')).toBeNull()
  })
})
