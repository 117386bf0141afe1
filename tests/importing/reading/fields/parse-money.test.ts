import { describe, expect, test } from 'vitest'
import { parseCurrency } from '../../../../src/importing/reading/fields/currencies.ts'
import { parseMoney } from '../../../../src/importing/reading/fields/parse-money.ts'

describe('amounts with their currency beside them', () => {
  test.each([
    ['€12.50', '12.5', 'EUR'],
    ['12.50 €', '12.5', 'EUR'],
    ['USD 1,200.00', '1200', 'USD'],
    ['1,200.00 usd', '1200', 'USD'],
    ['US$5', '5', 'USD'],
    ['¥1,234.50', '1234.5', 'CNY'],
    ['￥99', '99', 'CNY'],
    ['99元', '99', 'CNY'],
    ['-£3.20', '-3.2', 'GBP'],
    ['£-3.20', '-3.2', 'GBP'],
    ['(£3.20)', '-3.2', 'GBP'],
    ['R$ 10', '10', 'BRL'],
  ])('%s is %s %s', (cell, amount, currency) => {
    expect(parseMoney(cell, '.', 'CNY')).toEqual({ amount, currency })
  })

  test('a bare amount names no currency', () => {
    expect(parseMoney('12.5', '.', 'CNY')).toEqual({ amount: '12.5', currency: null })
  })

  test('a word that is no currency is said to be one that nobody knows', () => {
    expect(parseMoney('XQZ 12', '.', 'CNY')).toBe('unknown_currency')
  })

  test.each(['abc', '€', '€x', '0x10', '1e400'])('%s is no amount', (cell) => {
    expect(parseMoney(cell, '.', 'CNY')).toBeNull()
  })
})

describe('currencies', () => {
  test.each([
    ['cny', 'EUR', 'CNY'],
    ['RMB', 'EUR', 'CNY'],
    ['人民币', 'EUR', 'CNY'],
    ['$', 'EUR', 'USD'],
    ['$', 'AUD', 'AUD'],
    ['¥', 'JPY', 'JPY'],
  ])('%s in a shop of %s is %s', (word, shop, expected) => {
    expect(parseCurrency(word, shop)).toBe(expected)
  })

  test('a yen or yuan sign in a shop of neither is nobody’s', () => {
    expect(parseCurrency('¥', 'EUR')).toBeNull()
    expect(parseCurrency('ZZZ', 'EUR')).toBeNull()
  })
})
