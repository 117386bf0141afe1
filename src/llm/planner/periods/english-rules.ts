import { dateOfDay } from '../../../lib/time-zone.ts'
import { readEnglishNumber } from '../text/read-number.ts'
import { halfYear, latestBegun, pad, toDate, yearOf, type PeriodRule } from './calendar.ts'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] as const
const MONTH =
  '(?<month>january|february|march|april|may|june|july|august|september|october|november|december|' +
  'jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)'
const COUNT = '(?<count>\\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|thirty|sixty|ninety)'
const YEAR = '(?<year>(?:19|20)\\d{2})'
/** "2000 to 5000", 2000到5000块: what reaches to a number that is no year is an amount. */
const TO_AMOUNT = '\\s*(?:to|and|-|~|到|至|和)\\s*[¥$€£]?(?!(?:19|20)\\d{2}(?!\\d))\\d{3,}'
const RELATIVE_YEAR = '(?<relative>last|this|the previous) year'
const ORDINALS: Readonly<Record<string, number>> = { first: 1, second: 2, third: 3, fourth: 4, '1st': 1, '2nd': 2 }

const monthNumber = (word: string): number => MONTHS.findIndex((month) => word.startsWith(month)) + 1
const yearFrom = (groups: Readonly<Record<string, string | undefined>>, asOfDay: number): number | undefined => {
  if (groups['year'] !== undefined) return Number(groups['year'])
  if (groups['relative'] === undefined) return undefined
  return yearOf(asOfDay) - (groups['relative'] === 'this' ? 0 : 1)
}
const rule = (pattern: string, read: PeriodRule['read']): PeriodRule => ({ pattern: new RegExp(pattern, 'g'), read })

/** "may" and "march" are also verbs: alone they count only after a sign or a word that a month follows. */
const BEFORE_MONTH =
  '(?<=[,;:(]\\s?|\\b(?:in|of|since|before|after|for|during|last|this|and|to|from|vs|versus|between|through|until|by|than|with|on|about|or|the|our)\\s)'

/** Periods in folded English text; each answers with a name of periods.ts or with half-open dates. */
export const ENGLISH_PERIOD_RULES: readonly PeriodRule[] = [
  rule('\\btoday\\b', () => 'today'),
  rule('\\byesterday\\b', () => 'yesterday'),
  rule('\\bthe day before yesterday\\b', (_groups, frame) => dateOfDay(frame.asOfDay - 1)),
  rule(
    `\\b(?:last|past|previous|latest|trailing|recent|most recent)\\s+${COUNT}[\\s-]+(?<grain>hour|day|week|month|quarter|year)s?\\b`,
    (groups) => {
      const count = readEnglishNumber(groups['count'] ?? '')
      if (count === null || count < 1) return null
      return groups['grain'] === 'hour' ? `last_${Math.ceil(count / 24)}_days` : `last_${count}_${groups['grain']}s`
    },
  ),
  rule(
    '\\b(?<which>this|current|last|previous)\\s+(?:calendar\\s+)?(?<grain>day|week|month|quarter|year)\\b',
    (groups) => `${groups['which'] === 'this' || groups['which'] === 'current' ? 'this' : 'last'}_${groups['grain']}`,
  ),
  rule(
    '\\bpast\\s+(?<grain>week|month|quarter|year)\\b',
    (groups) =>
      ({ week: 'last_7_days', month: 'last_30_days', quarter: 'last_3_months', year: 'last_12_months' })[
        groups['grain'] ?? ''
      ] ?? null,
  ),
  rule('\\b(?:past|last|latest) (?:half(?: a)? year|half-year)\\b', () => 'past_half_year'),
  rule('\\b(?:(?:year to date|ytd)\\b|so far this year\\b|this year so far\\b)', (_groups, frame) =>
    toDate('year', frame),
  ),
  rule('\\b(?:(?:month to date|mtd)\\b|so far this month\\b|this month so far\\b)', (_groups, frame) =>
    toDate('month', frame),
  ),
  rule('\\b(?:(?:quarter to date|qtd)\\b|so far this quarter\\b|this quarter so far\\b)', (_groups, frame) =>
    toDate('quarter', frame),
  ),
  rule('\\b(?:all time|all-time|all history|whole history|ever since we (?:opened|started))\\b', () => 'all'),
  rule(
    `(?<![¥$€£\\d.,-])\\b${YEAR}\\b(?!\\s*(?:yuan|rmb|cny|customers?|orders?|people|buyers?|units?|products?|times|days?)\\b|[-/.,]?\\d|%|${TO_AMOUNT})(?<!(?:over|than|top|least|most|exceeding|under|above|below)\\s\\d{4})`,
    (groups) => groups['year'] ?? null,
  ),
  rule(
    `\\b(?:january|february|april|june|july|august|september|october|november|december|jan|feb|apr|jun|jul|aug|sept?|oct|nov|dec)\\b`.replace(
      '(?:',
      '(?<month>',
    ),
    (groups, frame) => latestBegun((year) => `${year}-${pad(monthNumber(groups['month'] ?? ''))}`, frame),
  ),
  rule(
    `(?:${BEFORE_MONTH}|^)(?<month>march|may|mar)\\b(?!\\s+(?:i|we|be|have|you|not|also|they)\\b)`,
    (groups, frame) => latestBegun((year) => `${year}-${pad(monthNumber(groups['month'] ?? ''))}`, frame),
  ),
  rule(`\\b${MONTH}(?:,| of)? (?:${YEAR}|${RELATIVE_YEAR})\\b`, (groups, frame) =>
    latestBegun((year) => `${year}-${pad(monthNumber(groups['month'] ?? ''))}`, frame, yearFrom(groups, frame.asOfDay)),
  ),
  rule(`\\b(?:${YEAR}|${RELATIVE_YEAR}(?:'s)?) ${MONTH}\\b`, (groups, frame) =>
    latestBegun((year) => `${year}-${pad(monthNumber(groups['month'] ?? ''))}`, frame, yearFrom(groups, frame.asOfDay)),
  ),
  rule(`\\blast ${MONTH}\\b`, (groups, frame) => {
    const name = (year: number): string => `${year}-${pad(monthNumber(groups['month'] ?? ''))}`
    const begun = latestBegun(name, frame)
    // "last June" said in June is the one before.
    return begun === name(yearOf(frame.asOfDay)) &&
      monthNumber(groups['month'] ?? '') === new Date(frame.asOfDay * 86_400_000).getUTCMonth() + 1
      ? name(yearOf(frame.asOfDay) - 1)
      : begun
  }),
  rule(`\\bq(?<quarter>[1-4])(?:(?:,| of|/|-)?\\s*(?:${YEAR}|${RELATIVE_YEAR}))?\\b`, (groups, frame) =>
    latestBegun((year) => `${year}-q${groups['quarter']}`, frame, yearFrom(groups, frame.asOfDay)),
  ),
  rule(`\\b${YEAR}[\\s-]?q(?<quarter>[1-4])\\b`, (groups) => `${groups['year']}-q${groups['quarter']}`),
  rule(
    `\\b(?<ordinal>first|second|third|fourth|1st|2nd) quarter(?:(?:,| of)? (?:${YEAR}|${RELATIVE_YEAR}))?\\b`,
    (groups, frame) =>
      latestBegun((year) => `${year}-q${ORDINALS[groups['ordinal'] ?? '']}`, frame, yearFrom(groups, frame.asOfDay)),
  ),
  rule(
    `\\b(?:h(?<half>[12])|(?<ordinal>first|second|1st|2nd) half)(?:(?:,| of)?(?: the year)? (?:${YEAR}|${RELATIVE_YEAR})| of the year)?\\b`,
    (groups, frame) =>
      halfYear(
        (groups['half'] ?? String(ORDINALS[groups['ordinal'] ?? ''])) === '1' ? 1 : 2,
        frame,
        yearFrom(groups, frame.asOfDay),
      ),
  ),
  rule(`\\bweek (?:no\\.? ?|number )?(?<week>\\d{1,2})(?:(?:,| of)? ${YEAR})?\\b`, (groups, frame) =>
    latestBegun((year) => `${year}-w${pad(Number(groups['week']))}`, frame, yearFrom(groups, frame.asOfDay)),
  ),
  rule(`\\b${YEAR}-?w(?<week>\\d{1,2})\\b`, (groups) => `${groups['year']}-w${pad(Number(groups['week']))}`),
  rule(
    `(?<![¥$€£\\d.,-])\\b(?:${YEAR}[\\s-])?(?:6\\.18|618)(?:[\\s-]${YEAR.replace('year', 'later')}| (?:of |in )?${RELATIVE_YEAR})?\\b(?!\\s*(?:yuan|customers?|orders?(?! volume| count| number)|units?|people)\\b|[.,%]\\d)`,
    (groups, frame) => {
      const year = groups['later'] ?? yearFrom(groups, frame.asOfDay)
      return year === undefined ? '618' : `618_${year}`
    },
  ),
  rule(
    `\\b(?:${YEAR} )?(?:double (?:11|eleven)|singles'? day|11\\.11|double_11)(?: (?:of |in )?(?:${YEAR.replace('year', 'later')}))?(?!\\d)`,
    (groups) =>
      (groups['year'] ?? groups['later']) === undefined
        ? 'double_11'
        : `double_11_${groups['year'] ?? groups['later']}`,
  ),
  rule('\\b(?<date>(?:19|20)\\d{2}-\\d{2}-\\d{2})\\b', (groups) => groups['date'] ?? null),
  rule('\\b(?<month>(?:19|20)\\d{2}-(?:0[1-9]|1[0-2]))\\b(?!-\\d)', (groups) => groups['month'] ?? null),
]
