import { parseCurrency } from './currencies.ts'
import { parseDecimal, type DecimalMark } from './parse-decimal.ts'

/** An amount as decimal text, and the currency written beside it in the cell, if any. */
export interface ParsedMoney {
  readonly amount: string
  readonly currency: string | null
}

const SIGN = String.raw`\p{Sc}|[A-Za-z]{1,3}\p{Sc}?|人民币|[美欧日港]?元|英镑|欧元|日元|港币|￥`
const BEFORE = new RegExp(String.raw`^([(+-]?)\s*(${SIGN})\s*([-+]?[\d.,].*)$`, 'u')
const AFTER = new RegExp(String.raw`^([(+-]?[\d.,].*?)\s*(${SIGN})(\)?)$`, 'u')

/**
 * An amount of money: what parseDecimal takes, with a currency sign or code before or after it.
 *
 * @returns null when it is not an amount, 'unknown_currency' when the sign names no currency
 * @example parseMoney('-€ 1.234,50', ',', 'CNY') // => { amount: '-1234.5', currency: 'EUR' }
 */
export function parseMoney(
  cell: string,
  mark: DecimalMark,
  shopCurrency: string,
): ParsedMoney | 'unknown_currency' | null {
  const text = cell.normalize('NFKC').trim()
  const before = BEFORE.exec(text)
  const after = before === null ? AFTER.exec(text) : null
  const sign = before?.[2] ?? after?.[2]
  if (sign === undefined) {
    const amount = parseDecimal(text, mark)
    return amount === null ? null : { amount, currency: null }
  }
  const number = before === null ? `${after?.[1] ?? ''}${after?.[3] ?? ''}` : `${before[1] ?? ''}${before[3] ?? ''}`
  const amount = parseDecimal(number, mark)
  if (amount === null) return null
  const currency = parseCurrency(sign, shopCurrency)
  return currency === null ? 'unknown_currency' : { amount, currency }
}
