import type { IdentifierSpan } from './pseudonyms.ts'

const SEPARATOR = '[ \\-.\u00a0]?'
const CN_MOBILE = new RegExp(
  `(?<![\\d.])(?:(?:\\+|00)?86${SEPARATOR})?1[3-9]\\d${SEPARATOR}(?:\\d${SEPARATOR}){7}\\d(?!\\d)`,
  'g',
)
const INTERNATIONAL_PHONE = /(?<![\w.])\+\d{1,3}(?:[ \-.()]{0,2}\d){6,13}(?!\d)/g
const RESIDENT_ID = /(?<!\d)\d{6}[ -]?\d{8}[ -]?\d{3}[\dXx](?![\dA-Za-z])/g
const CARD = /(?<![\d.])\d{4}(?:[ -]?\d{4}){2}[ -]?\d{1,7}(?![\d.])/g
const IPV4 = /(?<![\d.])(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}(?![\d.])/g
const IPV6 = /(?<![\w:])(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}(?![\w:])/gi

/**
 * Identifiers that show by their form alone, whoever they belong to: e-mail addresses, Chinese mobile and international
 * telephone numbers, resident identity numbers with a right check digit, bank cards that pass Luhn, IP addresses.
 *
 * @param text - widths folded, so that full-width digits and ＠ are found, too
 */
export function detectByForm(text: string): IdentifierSpan[] {
  const spans: IdentifierSpan[] = []
  const add = (kind: IdentifierSpan['kind'], pattern: RegExp, holds: (match: string) => boolean = () => true): void => {
    for (const match of text.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length]
      if (holds(match[0]) && spans.every((span) => end <= span.start || start >= span.end)) {
        spans.push({ start, end, kind, value: match[0] })
      }
    }
  }
  spans.push(...emails(text))
  add('document', RESIDENT_ID, isResidentId)
  add('document', CARD, isCard)
  add('phone', CN_MOBILE)
  add('phone', INTERNATIONAL_PHONE)
  add('device', IPV4)
  add('device', IPV6)
  return spans
}

const LOCAL_PART = /[\p{L}\p{N}._%+-]{1,64} ?$/u
const DOMAIN = /^ ?(?:[\p{L}\p{N}-]{1,63} ?\. ?){1,8}\p{L}{2,24}/u

/** Around each @, so that the time grows with the text and not with its square. */
function* emails(text: string): Generator<IdentifierSpan> {
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const local = LOCAL_PART.exec(text.slice(Math.max(0, at - 65), at))?.[0]
    const domain = DOMAIN.exec(text.slice(at + 1, at + 400))?.[0]
    if (local === undefined || domain === undefined) continue
    const [start, end] = [at - local.length, at + 1 + domain.length]
    yield { start, end, kind: 'email', value: text.slice(start, end) }
  }
}

const RESIDENT_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const
const RESIDENT_CHECKS = '10X98765432'

/**
 * Whether 18 characters are a mainland resident identity number: a calendar birth date and the ISO 7064 MOD 11-2 check.
 *
 * @see GB 11643-1999
 * @example isResidentId('11010519491231002X') // => true
 */
export function isResidentId(text: string): boolean {
  const id = text.replaceAll(/[ -]/g, '').toUpperCase()
  if (!/^\d{17}[\dX]$/.test(id)) return false
  const [year, month, day] = [Number(id.slice(6, 10)), Number(id.slice(10, 12)), Number(id.slice(12, 14))]
  const date = new Date(Date.UTC(year, month - 1, day))
  if (year < 1850 || year > 2150 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return false
  const sum = RESIDENT_WEIGHTS.reduce<number>((total, weight, index) => total + weight * Number(id[index]), 0)
  return RESIDENT_CHECKS[sum % 11] === id[17]
}

/**
 * Whether 13 to 19 digits pass the Luhn check of payment cards.
 *
 * @see ISO/IEC 7812-1, annex B
 * @example isCard('4111 1111 1111 1111') // => true
 */
export function isCard(text: string): boolean {
  const digits = text.replaceAll(/[ -]/g, '')
  if (!/^[3-6]\d{12,18}$/.test(digits) || /^(\d)\1+$/.test(digits)) return false
  let sum = 0
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index])
    const doubled = index % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}
