import { readChineseNumeral } from './chinese-numerals.ts'
import type { Figure } from './figure.ts'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const MONTH =
  '(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\\.?'
const MONTH_LONG =
  '(January|February|March|April|May|June|July|August|September|October|November|December|JANUARY|FEBRUARY|MARCH|APRIL|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)'
const DAY = '(\\d{1,2})(?:st|nd|rd|th)?'
const ZH = '([〇零一二三四五六七八九十两\\d]{1,4})'

type Read = (groups: readonly (string | undefined)[]) => readonly [year: string, month: string, day: string]
const none = ''

/** Earlier patterns win where two begin at the same place. */
const PATTERNS: readonly (readonly [RegExp, Read])[] = [
  [/\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\b/g, ([y, m, d]) => [y ?? none, m ?? none, d ?? none]],
  [/\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b/g, ([d, m, y]) => [y ?? none, m ?? none, d ?? none]],
  [/\b(\d{4})[-/](0?[1-9]|1[0-2])(?![\d-])/g, ([y, m]) => [y ?? none, m ?? none, none]],
  [new RegExp(`${ZH}年\\s*(?:${ZH}月(?:份)?\\s*(?:${ZH}[日号])?)?`, 'g'), ([y, m, d]) => [zh(y), zh(m), zh(d)]],
  [new RegExp(`(?<![个])${ZH}月份?\\s*(?:${ZH}[日号])?`, 'g'), ([m, d]) => [none, zh(m), zh(d)]],
  [
    new RegExp(`\\b${DAY}\\s+(?:of\\s+)?${MONTH}(?:,?\\s+(\\d{4}))?\\b`, 'gi'),
    ([d, m, y]) => [y ?? none, monthOf(m), d ?? none],
  ],
  [
    new RegExp(`\\b${MONTH}\\s+${DAY}(?!\\d)(?:,?\\s+(\\d{4}))?\\b`, 'gi'),
    ([m, d, y]) => [y ?? none, monthOf(m), d ?? none],
  ],
  [new RegExp(`\\b${MONTH}\\s+(\\d{4})\\b`, 'gi'), ([m, y]) => [y ?? none, monthOf(m), none]],
  [new RegExp(`\\b${MONTH_LONG}\\b`, 'g'), ([m]) => [none, monthOf(m), none]],
]

/** Calendar dates, months and years-with-months in both languages; a bare year is a number. */
export function readDates(text: string): Figure[] {
  const found: Figure[] = []
  for (const [pattern, read] of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].trimEnd().length]
      if (found.some((other) => start < other.end && end > other.start)) continue
      if (isVerbMay(text, start, match[0])) continue
      const [year, month, day] = read(match.slice(1)).map((part) => part.replace(/^0+(?=\d)/, ''))
      const meaning = `date:${year ?? none}/${month ?? none}/${day ?? none}`
      found.push({ start, end, text: text.slice(start, end), kind: 'date', meaning })
    }
  }
  return found
}

/** "May" and "March" begin sentences as verbs; as months they follow a word such as in, of, since. */
const isVerbMay = (text: string, start: number, match: string): boolean =>
  /^(May|March|MARCH)$/.test(match) &&
  !/\b(in|of|since|until|till|by|from|to|before|after|during|for|last|this|next|and|or|between|vs\.?|than|through|mid|early|late)[\s-]+$/i.test(
    text.slice(Math.max(0, start - 12), start),
  )

const monthOf = (name: string | undefined): string =>
  String(MONTHS.indexOf((name ?? none).slice(0, 3).toLowerCase()) + 1)

function zh(run: string | undefined): string {
  if (run === undefined) return none
  if (/^\d+$/.test(run)) return run
  const value = readChineseNumeral(run)
  return value === null ? run : String(value)
}
