import { minorDigits } from '../../lib/money.ts'

const MICRO_DIGITS = 6
const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?$/

/** Halves away from zero. */
const rounded = (value: number): number => {
  const whole = Math.sign(value) * Math.round(Math.abs(value))
  return whole === 0 ? 0 : whole
}

/**
 * Millionths of the major unit of a decimal text, exact up to six decimals, halves away from zero beyond.
 *
 * @returns null when the text is no decimal or leaves the safe integers (beyond 9 x 10^9 major units)
 * @example microOf('2.55') // => 2550000
 */
export function microOf(text: string): number | null {
  const match = DECIMAL.exec(text)
  if (match === null) return null
  const [, sign, whole = '', fraction = ''] = match
  if (whole === '' && fraction === '') return null
  const digits = fraction.slice(0, MICRO_DIGITS).padEnd(MICRO_DIGITS, '0')
  const micro = Number(whole) * 1_000_000 + Number(digits) + ((fraction[MICRO_DIGITS] ?? '0') >= '5' ? 1 : 0)
  if (!Number.isSafeInteger(micro)) return null
  return sign === '-' && micro !== 0 ? -micro : micro
}

/** Minor units of a decimal text, exact; null as `microOf`, or beyond the safe integers. */
export function minorOf(text: string, currency: string): number | null {
  const micro = microOf(text)
  if (micro !== null) return rounded(micro / 10 ** (MICRO_DIGITS - minorDigits(currency)))
  // Large totals of currencies without minor units pass the range of millionths but not that of whole units.
  const scaled = DECIMAL.test(text) ? rounded(Number(text) * 10 ** minorDigits(currency)) : Number.NaN
  return Number.isSafeInteger(scaled) ? scaled : null
}

/**
 * quantity x unit price, in minor units, halves away from zero.
 *
 * @returns null beyond the safe integers
 * @example amountMinor(3, 1_005_000, 'CNY') // => 302 (3.015, rounded)
 */
export function amountMinor(quantity: number, unitPriceMicro: number, currency: string): number | null {
  const scale = 10 ** (MICRO_DIGITS - minorDigits(currency))
  const product = quantity * unitPriceMicro
  if (Number.isSafeInteger(product)) return rounded(product / scale)
  const exact = BigInt(quantity) * BigInt(unitPriceMicro)
  const half = (exact < 0n ? -1n : 1n) * (BigInt(scale) / 2n)
  const minor = Number((exact + half) / BigInt(scale))
  return Number.isSafeInteger(minor) ? minor : null
}
