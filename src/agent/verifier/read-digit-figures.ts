import type { Figure } from './figure.ts'

const SCALES: Readonly<Record<string, number>> = {
  十: 10,
  百: 100,
  千: 1e3,
  万: 1e4,
  亿: 1e8,
  百万: 1e6,
  千万: 1e7,
  k: 1e3,
  K: 1e3,
  m: 1e6,
  M: 1e6,
  bn: 1e9,
  hundred: 100,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  dozen: 12,
}
const CURRENCY =
  '(?:[A-Z]{2,3}\\$|[A-Z]\\$|JP¥|[¥$€£₩₹₽₫฿]|(?:CNY|RMB|USD|EUR|GBP|JPY|HKD|AUD|CAD|BRL|KRW|INR|SGD|TWD|KWD)\\s?)'
const NUMBER = '\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?'
const SCALE = '(?:\\s?(?:百万|千万|十|百|千|万|亿|hundred|thousand|million|billion|dozen)|(?:bn|[kKmM])(?![A-Za-z]))'
const AFTER =
  '(?:\\s?(?:%|‰|percent\\b|per\\s?cent\\b|percentage points?|points?\\b|个百分点|成|折|倍|元|块|美元|英镑|欧元|日元|pp\\b|x\\b|×))'

const FIGURE = new RegExp(`([-−+]?)\\s?(${CURRENCY})?([-−]?)(${NUMBER})(${SCALE})?(${AFTER})?`, 'g')
/** Letters and digits in one word or joined by a hyphen: C-10023, SKU-8841, Q2, 2L. */
const ID = /(?<![\p{L}\p{N}])(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*(?![A-Za-z0-9])/gu
const OTHER_NUMERIC = /[\p{Nl}\p{No}]+/gu

/** Figures written with digits, and whatever else Unicode counts as a number. Expects folded text. */
export function readDigitFigures(text: string): Figure[] {
  return [...readNumbers(text), ...readIds(text), ...readOthers(text)]
}

function* readNumbers(text: string): Generator<Figure> {
  for (const match of text.matchAll(FIGURE)) {
    const [whole, sign = '', currency, innerSign = '', digits = '', scale, after] = match
    const lead = whole.length - whole.trimStart().length
    // A hyphen between digits is a range, not a minus.
    const isRange = sign !== '' && /[\p{L}\p{N}%]$/u.test(text.slice(0, match.index + lead))
    const start = match.index + lead + (isRange ? sign.length : 0)
    const negative = (sign === '-' || sign === '−' || innerSign !== '') && !isRange
    const value = Number(digits.replaceAll(',', '')) * (SCALES[scale?.trim() ?? ''] ?? 1) * (negative ? -1 : 1)
    const end = match.index + whole.length
    yield { start, end, text: text.slice(start, end), ...classify(value, currency, after?.trim()) }
  }
}

function classify(
  value: number,
  currency: string | undefined,
  after: string | undefined,
): Pick<Figure, 'kind' | 'meaning'> {
  const number = String(Math.round(value * 1e9) / 1e9)
  if (currency !== undefined) return { kind: 'money', meaning: `money:${currency.trim()}${number}` }
  if (after === undefined) return { kind: 'number', meaning: `number:${number}` }
  if (/^(%|per)/.test(after) && !after.startsWith('percentage'))
    return { kind: 'percent', meaning: `percent:${number}` }
  if (after === '成') return { kind: 'percent', meaning: `percent:${String(value * 10)}` }
  if (/^(元|块|美元|英镑|欧元|日元)$/.test(after)) return { kind: 'money', meaning: `money:${after}${number}` }
  return { kind: 'number', meaning: `number:${number}${after}` }
}

function* readIds(text: string): Generator<Figure> {
  for (const match of text.matchAll(ID)) {
    // 5k, 3m, 20x and 12bn are numbers.
    if (/^\d+(?:k|m|bn|x|th|st|nd|rd)$/i.test(match[0])) continue
    const [start, end] = [match.index, match.index + match[0].length]
    yield { start, end, text: match[0], kind: 'id', meaning: `id:${match[0].toLowerCase()}` }
  }
}

function* readOthers(text: string): Generator<Figure> {
  for (const match of text.matchAll(OTHER_NUMERIC)) {
    yield {
      start: match.index,
      end: match.index + match[0].length,
      text: match[0],
      kind: 'number',
      meaning: `sign:${match[0]}`,
    }
  }
}
