import { parseDecimal, type DecimalMark } from './parse-decimal.ts'

/**
 * A whole number, '6.0' and '1,200' included.
 *
 * @returns the number, or the reason why it is none: `not_a_number`, `not_an_integer` (6.5), `out_of_range` (beyond 2^53)
 */
export function parseInteger(cell: string, mark: DecimalMark): number | string {
  const length = cell.length
  if (length > 0 && length < 10) {
    let value = 0
    let index = 0
    const negative = cell.charCodeAt(0) === 45
    if (negative) index = 1
    if (index < length) {
      for (; index < length; index++) {
        const digit = cell.charCodeAt(index) - 48
        if (digit < 0 || digit > 9) break
        value = value * 10 + digit
      }
      if (index === length) return negative && value !== 0 ? -value : value
    }
  }
  const decimal = parseDecimal(cell, mark)
  if (decimal === null) return 'not_a_number'
  if (decimal.includes('.')) return 'not_an_integer'
  const value = Number(decimal)
  return Number.isSafeInteger(value) ? value : 'out_of_range'
}
