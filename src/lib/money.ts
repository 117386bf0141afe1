import { InvalidInputError } from './errors.ts'

/** Minor-unit digits of currencies that do not have two (ISO 4217). */
const MINOR_DIGITS: Readonly<Record<string, number>> = {
  BHD: 3,
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  IQD: 3,
  ISK: 0,
  JOD: 3,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  PYG: 0,
  RWF: 0,
  TND: 3,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
}

/** Digits after the decimal point in an ISO 4217 currency: CNY 2, JPY 0, KWD 3. */
export const minorDigits = (currency: string): number => MINOR_DIGITS[currency] ?? 2

/** Major units of an integer amount in minor units: `toMajor(1234, 'CNY')` is 12.34. */
export const toMajor = (minor: number, currency: string): number => minor / 10 ** minorDigits(currency)

/**
 * Integer minor units of an amount in major units, halves away from zero.
 *
 * @throws {InvalidInputError} when the amount is not finite or its minor units leave the safe integers
 * @example toMinor(12.345, 'CNY') // => 1235
 */
export function toMinor(major: number, currency: string): number {
  const scale = 10 ** minorDigits(currency)
  // 1.005 * 100 is 100.49999999999999 in binary; a relative nudge restores the decimal that was meant.
  const minor = Math.sign(major) * Math.round(Math.abs(major) * scale * (1 + Number.EPSILON * 4))
  if (!Number.isSafeInteger(minor)) {
    throw new InvalidInputError(`the amount ${major} ${currency} is outside what money can hold`, {
      hint: 'Check the column: amounts must be finite numbers in major units such as 12.34.',
    })
  }
  return minor === 0 ? 0 : minor
}
