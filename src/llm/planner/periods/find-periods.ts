import * as chrono from 'chrono-node'
import { samePeriodLastYear, type PeriodFrame } from '../../../lib/periods.ts'
import { dateOfDay, dayOfDate } from '../../../lib/time-zone.ts'
import { days, pad, spanOf, yearOf, type PeriodRule, type PeriodSpan } from './calendar.ts'
import { CHINESE_PERIOD_RULES } from './chinese-rules.ts'
import { ENGLISH_PERIOD_RULES } from './english-rules.ts'

/** A period of a question; `pair` when it says "both before and after X". */
export interface FoundPeriod extends PeriodSpan {
  readonly pair?: readonly [PeriodSpan, PeriodSpan]
}

/**
 * The periods that a folded question names, in order, relative to as-of. "Before June" and "after June" leave June out;
 * "since June" begins with it; "from May to June" takes both.
 *
 * @example findPeriods('revenue last quarter', frame)[0]?.input // => 'last_quarter'
 */
export function findPeriods(text: string, frame: PeriodFrame): FoundPeriod[] {
  const spans = keepLongest([
    ...(/[a-z\d]/.test(text) ? ENGLISH_PERIOD_RULES : []).flatMap((rule) => applyRule(rule, text, frame)),
    ...(CHINESE_OR_DATE.test(text) ? CHINESE_PERIOD_RULES : []).flatMap((rule) => applyRule(rule, text, frame)),
    ...findDates(text, frame),
  ])
  return modify(joinRanges(spans, text, frame), text, frame)
}

/** What the Chinese rules need at least; dates such as 2026/6 are theirs. */
const CHINESE_OR_DATE = /\p{Script=Han}|\d[-/.]\d/u

function applyRule(rule: PeriodRule, text: string, frame: PeriodFrame): PeriodSpan[] {
  return [...text.matchAll(rule.pattern)].flatMap((match) => {
    try {
      const input = rule.read(match.groups ?? {}, frame)
      const span = input === null ? null : spanOf(input, match.index, match.index + match[0].length, frame)
      return span === null ? [] : [span]
    } catch {
      return []
    }
  })
}

/** Only dates with a named month or slashes are wanted of chrono; its other readers would take most of the time. */
const DATE_READERS = new Set([
  'ENMonthNameLittleEndianParser',
  'ENMonthNameMiddleEndianParser',
  'SlashDateFormatParser',
])
const dates = new chrono.Chrono({
  parsers: chrono.en.strict.parsers.filter((parser) => DATE_READERS.has(parser.constructor.name)),
  refiners: chrono.en.strict.refiners,
})

/** Even so, reading dates is worth its time only where a month stands beside a number. */
const MONTH_WORD =
  /\d.*\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*.*\d|\d{1,2}\/\d{1,2}/

const NAMED_MONTH = /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\d\/\d/

/** Whole dates that chrono knows how to read ("June 5th", "5 June 2026"); the year is the latest that has begun. */
function findDates(text: string, frame: PeriodFrame): PeriodSpan[] {
  if (!MONTH_WORD.test(text)) return []
  const reference = new Date(`${dateOfDay(frame.asOfDay)}T12:00:00`)
  return dates.parse(text, reference).flatMap((found) => {
    const { start } = found
    // Chrono also reads "for 120 days"; only what names a month is a date here.
    if (!NAMED_MONTH.test(found.text)) return []
    if (!start.isCertain('day') || !start.isCertain('month') || /^\d+(?:\.\d+)?$/.test(found.text)) return []
    const date = (year: number): string => `${year}-${pad(start.get('month') ?? 1)}-${pad(start.get('day') ?? 1)}`
    const year = start.get('year') ?? reference.getFullYear()
    const chosen = !start.isCertain('year') && date(year) > dateOfDay(frame.asOfDay) ? year - 1 : year
    const shift = year - chosen
    const end = found.end?.isCertain('day') === true ? found.end : null
    const last =
      end === null ? date(chosen) : isoDate((end.get('year') ?? year) - shift, end.get('month'), end.get('day'))
    const input = days(dayOfDate(date(chosen)), dayOfDate(last) + 1)
    const span = spanOf(end === null ? date(chosen) : input, found.index, found.index + found.text.length, frame)
    return span === null ? [] : [span]
  })
}

const isoDate = (year: number, month: number | null, day: number | null): string =>
  `${year}-${pad(month ?? 1)}-${pad(day ?? 1)}`

function keepLongest(spans: readonly PeriodSpan[]): PeriodSpan[] {
  const kept: PeriodSpan[] = []
  for (const span of spans.toSorted((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start)) {
    if (kept.every((other) => span.end <= other.start || span.start >= other.end)) kept.push(span)
  }
  return kept.toSorted((a, b) => a.start - b.start)
}

const RANGE_GAP = /^\s*(?:to|until|till|through|thru|up to|-|~|到|至)\s*$/
const AND_GAP = /^\s*(?:and|和|与)\s*$/

/** "from May to June", 五月到六月, "between May and June". */
function joinRanges(spans: readonly PeriodSpan[], text: string, frame: PeriodFrame): PeriodSpan[] {
  const joined: PeriodSpan[] = []
  for (const written of spans) {
    const { before, span } = shareYear(joined.at(-1), written, text, frame)
    const gap = before === undefined ? '' : text.slice(before.end, span.start)
    const between = before !== undefined && /(?:\bbetween|介于|在)\s*$/.test(text.slice(0, before.start))
    if (
      before !== undefined &&
      (RANGE_GAP.test(gap) || (between && AND_GAP.test(gap))) &&
      span.toDay > before.fromDay
    ) {
      const lead = /(?:\b(?:from|between)\s+(?:the\s+)?|从|自)$/.exec(text.slice(0, before.start))
      const start = before.start - (lead?.[0].length ?? 0)
      const range = spanOf(days(before.fromDay, span.toDay), start, span.end, frame)
      if (range !== null) joined[joined.length - 1] = range
    } else joined.push(span)
  }
  return joined
}

/** "from May to July 2025" and 2024年6月到8月: the end that has no year of its own takes the other's. */
function shareYear(before: PeriodSpan | undefined, span: PeriodSpan, text: string, frame: PeriodFrame) {
  if (before === undefined || typeof before.input !== 'string' || typeof span.input !== 'string')
    return { before, span }
  const hasYear = (one: PeriodSpan): boolean => /(?:19|20)\d{2}|年/.test(text.slice(one.start, one.end))
  const inYear = (one: PeriodSpan, year: number): PeriodSpan =>
    spanOf(String(one.input).replace(/^\d{4}(?=-)/, String(year)), one.start, one.end, frame) ?? one
  if (hasYear(span) && !hasYear(before)) return { before: inYear(before, yearOf(span.fromDay)), span }
  if (hasYear(before) && !hasYear(span)) return { before, span: inYear(span, yearOf(before.fromDay)) }
  return { before, span }
}

const BOTH_BEFORE = /(?:both\s+)?before\s+and\s+(?:also\s+)?after\s+(?:the\s+)?$/
const BOTH_AFTER = /^\s*(?:(?:之前|以前|前)(?:和|与|及|跟|、|,)?(?:之后|以后|后)|前后)/
const LEADING: readonly (readonly [RegExp, 'since' | 'before' | 'after'])[] = [
  // "The buyers from January" are those of January; "revenue from January" goes on from there.
  [
    /\b(?:since|starting(?: from)?|(?<!\b(?:customers?|buyers?|shoppers?|clients?|cohorts?|orders?|those|ones)\s)from)\s+(?:the\s+)?(?:start of\s+|beginning of\s+)?$/,
    'since',
  ],
  [/\b(?:before|prior to|until|up to|earlier than)\s+(?:the\s+)?(?:start of\s+)?$/, 'before'],
  [/\b(?:after|later than)\s+(?:the\s+)?(?:end of\s+)?$/, 'after'],
]
const TRAILING: readonly (readonly [RegExp, 'since' | 'before' | 'after'])[] = [
  [/^\s*(?:以来|至今|开始|起(?!来)|onwards?\b|to date\b)/, 'since'],
  [/^\s*(?:之前|以前|前(?!十|五|三|二|两|一|\d))/, 'before'],
  [/^\s*(?:之后|以后|后(?!来))/, 'after'],
]

function modify(spans: readonly PeriodSpan[], text: string, frame: PeriodFrame): FoundPeriod[] {
  const tomorrow = frame.asOfDay + 1
  const first = Math.min(frame.firstDay, frame.asOfDay)
  return spans.map((span): FoundPeriod => {
    const head = text.slice(0, span.start)
    const tail = text.slice(span.end)
    const lead = BOTH_BEFORE.exec(head)
    const trail = BOTH_AFTER.exec(tail)
    const start = span.start - (lead?.[0].length ?? 0)
    const end = span.end + (trail?.[0].length ?? 0)
    if (lead !== null || trail !== null) {
      const before = spanOf(days(first, span.fromDay), start, end, frame)
      const after = spanOf(days(span.toDay, Math.max(tomorrow, span.toDay + 1)), start, end, frame)
      if (before !== null && after !== null) return { ...span, start, end, pair: [before, after] }
    }
    return bound(span, head, tail, { first, tomorrow }, frame) ?? span
  })
}

function bound(
  span: PeriodSpan,
  head: string,
  tail: string,
  limits: { readonly first: number; readonly tomorrow: number },
  frame: PeriodFrame,
): PeriodSpan | null {
  const leading = LEADING.flatMap(([pattern, word]) => {
    const match = pattern.exec(head)
    return match === null ? [] : [{ word, start: match.index, end: span.end }]
  })
  const trailing = TRAILING.flatMap(([pattern, word]) => {
    const match = pattern.exec(tail)
    return match === null ? [] : [{ word, start: span.start, end: span.end + match[0].length }]
  })
  const [found] = [...leading, ...trailing]
  if (found === undefined) return null
  const selfStart = /(?:自从?|从)$/.exec(head)?.[0].length ?? 0
  const start = trailing[0] === found ? found.start - selfStart : found.start
  if (found.word === 'since') {
    return span.fromDay < limits.tomorrow ? spanOf(`since_${dateOfDay(span.fromDay)}`, start, found.end, frame) : null
  }
  if (found.word === 'before') return spanOf(days(limits.first, span.fromDay), start, found.end, frame)
  // Said of the latest one, "after June" would hold no day yet: then the one a year earlier is meant.
  const ended = span.toDay < limits.tomorrow ? span : samePeriodLastYear({ ...span, name: '' })
  return spanOf(`since_${dateOfDay(ended.toDay)}`, start, found.end, frame)
}
