import type { Language } from './answer.ts'
import { minorDigits } from './money.ts'
import { plainText } from './plain-text.ts'
import type { Unit } from './tool-result.ts'

export interface FormatFigureOptions {
  readonly language: Language
  /** Words for enum values (unit `label`), by value; a value without one is shown with its underscores as spaces. */
  readonly labels?: Readonly<Record<string, string>>
  /** Money without its minor unit. */
  readonly wholeMoney?: boolean
}

/** Signs that name one currency only; every other currency is shown by its code. */
const SIGNS: Readonly<Record<string, string>> = {
  AUD: 'A$',
  BRL: 'R$',
  CAD: 'CA$',
  CNY: '¥',
  EUR: '€',
  GBP: '£',
  HKD: 'HK$',
  INR: '₹',
  JPY: 'JP¥',
  KRW: '₩',
  NZD: 'NZ$',
  SGD: 'S$',
  TWD: 'NT$',
  USD: '$',
  VND: '₫',
}

export const isCurrency = (unit: Unit): boolean => /^[A-Z]{3}$/.test(unit)

/** Units whose value is words, not a quantity. */
const WORD_UNITS: ReadonlySet<Unit> = new Set(['text', 'id', 'date', 'label'])
export const isWordUnit = (unit: Unit): boolean => WORD_UNITS.has(unit)

const NOT_KNOWN: Readonly<Record<Language, string>> = { en: 'not known', zh: '暂无' }

/**
 * A figure as a reader sees it. Both languages show the same digits, so that an answer and its translation can be compared.
 *
 * Money to the minor unit with its sign, shares in per cent with one decimal, days and other counts whole when they are and
 * with at most two decimals otherwise, dates as YYYY-MM-DD, enum values by their label. Rounding is for reading only.
 *
 * @param value - full precision; money in major units, shares as 0..1
 * @example formatFigure(1234.5, 'CNY', { language: 'en' }) // => '¥1,234.50'
 * @example formatFigure(0.1234, 'ratio', { language: 'zh' }) // => '12.3%'
 * @example formatFigure(2.345, 'orders', { language: 'en' }) // => '2.35'
 */
export function formatFigure(
  value: number | string | boolean | null,
  unit: Unit,
  { language, labels = {}, wholeMoney = false }: FormatFigureOptions,
): string {
  if (value === null || value === '') return NOT_KNOWN[language]
  if (typeof value === 'boolean') return BOOLEANS[language][value ? 'yes' : 'no']
  if (typeof value === 'string') {
    if (unit === 'label') return labels[value] ?? value.replaceAll('_', ' ')
    return plainText(value)
  }
  if (!Number.isFinite(value)) return NOT_KNOWN[language]
  if (isCurrency(unit)) return formatMoney(value, unit, wholeMoney)
  if (unit === 'ratio') return `${group(value * 100, 1, 1)}%`
  if (unit === 'points') return `${group(value * 100, 1, 1)} ${language === 'en' ? 'points' : '个百分点'}`
  // A net promoter score runs from -100 to 100 and is no difference of percentages.
  if (unit === 'nps') return `${group(value * 100, 1, 1)}${language === 'en' ? ' points' : ' 分'}`
  if (unit === 'p_value') return formatChance(value)
  if (unit === 'small') return group(value, 4, 4)
  // Expected units are no whole number, and nobody sells a hundredth of one; of rare goods the hundredth says how rare.
  if (unit === 'days' || (unit === 'units' && Math.abs(value) >= 10)) return group(value, 0, 0)
  return group(value, 0, 2)
}

/** A p value by its first two digits; below one in ten thousand only that it is. */
function formatChance(value: number): string {
  if (value < 0.0001) return '<0.0001'
  return value.toLocaleString('en-US', { maximumSignificantDigits: 2, useGrouping: false })
}

const BOOLEANS = { en: { yes: 'yes', no: 'no' }, zh: { yes: '是', no: '否' } } as const

function formatMoney(value: number, currency: string, whole: boolean): string {
  const digits = whole ? 0 : minorDigits(currency)
  const amount = group(Math.abs(value), digits, digits)
  const sign = value < 0 && /[1-9]/.test(amount) ? '-' : ''
  return `${sign}${SIGNS[currency] ?? `${currency} `}${amount}`
}

/** Digits in groups of three, rounded half away from zero in decimal, without a minus before zero. */
function group(value: number, least: number, most: number): string {
  // The nudge restores the decimal that binary lost: 1.005 * 100 is 100.49999999999999.
  const nudged = value * (1 + Number.EPSILON * 4)
  const text = nudged.toLocaleString('en-US', {
    minimumFractionDigits: least,
    maximumFractionDigits: most,
    roundingMode: 'halfExpand',
  })
  return /[1-9]/.test(text) ? text : text.replace('-', '')
}
