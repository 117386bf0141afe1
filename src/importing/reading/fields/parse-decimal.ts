/** Which character separates the fraction; the other one, spaces and apostrophes group thousands. */
export type DecimalMark = '.' | ','

const ZERO = 48
const NINE = 57
const MINUS = 45
const POINT = 46
/** More digits than any amount has: such a cell is a mistake, not a number. */
const LONGEST = 40
const LARGEST_EXPONENT = 15

/** Groups of three after the first, or the Indian 12,34,567. */
const GROUPED = { '.': /^\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d*)?$/, ',': /^\d{1,3}(?:\.\d{3})+(?:,\d*)?$/ } as const
const PLAIN = /^(?:\d+(?:\.\d*)?|\.\d+)(?:[eE]([+-]?\d{1,3}))?$/

/**
 * A decimal number as canonical text: optional minus, digits without leading zeros, a point and a fraction without
 * trailing zeros. Text, because 0.1 + 0.2 is not 0.3 in binary and money must not drift.
 *
 * Takes thousands marks, decimal commas, full-width digits, accounting negatives such as (12.00) and 12.00-, a per cent
 * sign never. Hexadecimal, NaN, infinities and exponents beyond 15 are not numbers here.
 *
 * @returns null when the cell is not a number
 * @example parseDecimal('(1.234,50)', ',') // => '-1234.5'
 */
export function parseDecimal(cell: string, mark: DecimalMark): string | null {
  const length = cell.length
  if (mark === '.' && length > 0 && length <= LONGEST) {
    // The common case, without an allocation: digits, at most one point, nothing to strip.
    let point = -1
    let index = cell.charCodeAt(0) === MINUS ? 1 : 0
    const first = index
    for (; index < length; index++) {
      const code = cell.charCodeAt(index)
      if (code >= ZERO && code <= NINE) continue
      if (code === POINT && point < 0) point = index
      else break
    }
    if (index === length && point !== first && point !== length - 1 && length > first) {
      return canonical(cell, first, point)
    }
  }
  return parseRareDecimal(cell, mark)
}

/** Strips zeros that say nothing: '007.50' is '7.5', '-0.00' is '0'. */
function canonical(text: string, first: number, point: number): string {
  let end = text.length
  if (point >= 0) {
    while (text.charCodeAt(end - 1) === ZERO) end--
    if (end - 1 === point) end--
  }
  const last = point >= 0 && point < end ? point : end
  let start = first
  while (start < last - 1 && text.charCodeAt(start) === ZERO) start++
  const body = start === 0 && end === text.length ? text : text.slice(start, end)
  if (first === 0 || body === '0') return body
  return start === first && end === text.length ? text : `-${body}`
}

function parseRareDecimal(cell: string, mark: DecimalMark): string | null {
  let text = cell.normalize('NFKC').replaceAll('−', '-').trim()
  let negative = false
  const accounting = /^\((.+)\)$/.exec(text) ?? /^([^-].*)-$/.exec(text)
  if (accounting !== null) {
    negative = true
    text = (accounting[1] ?? '').trim()
  }
  if (/^[+-]/.test(text)) {
    if (negative) return null
    negative = text.startsWith('-')
    text = text.slice(1).trim()
  }
  text = text.replaceAll(/(?<=\d)[\s'’](?=\d{3}(?!\d))/g, '')
  if (GROUPED[mark].test(text)) text = text.replaceAll(mark === '.' ? ',' : '.', '')
  if (mark === ',') {
    if (text.includes('.')) return null
    text = text.replace(',', '.')
  }
  if (text.length > LONGEST) return null
  const match = PLAIN.exec(text)
  if (match === null) return null
  const plain = match[1] === undefined ? text : shifted(text, Number(match[1]))
  if (plain === null) return null
  const padded = plain.startsWith('.') ? `0${plain}` : plain
  const body = canonical(padded, 0, padded.indexOf('.'))
  return negative && body !== '0' ? `-${body}` : body
}

/** '1.25e3' with its point moved: spreadsheets and scripts write small and large amounts so. */
function shifted(text: string, exponent: number): string | null {
  if (Math.abs(exponent) > LARGEST_EXPONENT) return null
  const mantissa = text.slice(0, text.search(/[eE]/))
  const [whole = '', fraction = ''] = mantissa.split('.')
  const digits = whole + fraction
  const point = whole.length + exponent
  if (point <= 0) return `0.${'0'.repeat(-point)}${digits}`
  if (point >= digits.length) return digits + '0'.repeat(point - digits.length)
  return `${digits.slice(0, point)}.${digits.slice(point)}`
}
