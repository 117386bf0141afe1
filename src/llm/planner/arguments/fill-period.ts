import type { PeriodInput } from '../../../lib/filters.ts'
import {
  addGrains,
  previousPeriod,
  samePeriodLastYear,
  startOfGrain,
  type Grain,
  type Period,
} from '../../../lib/periods.ts'
import { dateOfDay } from '../../../lib/time-zone.ts'
import { wordsOf, type PeriodMark } from '../marks/mark.ts'
import { movesBetween } from './fill-segmentation.ts'
import { freeMarks, type FillRequest } from './request.ts'

const AGAINST_BEFORE =
  /(?:\b(?:vs\.?|versus|against|than|compared? (?:it |that |this |them )?(?:with|to)|relative to|over|from)\s+(?:the\s+)?|比|相比|和|与|跟|同|较|对比)$/
const AGAINST_AFTER = /^\s*(?:的)?(?:相比|比|对比)/
const COMPARING =
  /\b(?:vs\.?|versus|against|than|compare|compared|relative to|difference|change[ds]?)\b|比|相比|对比|变化|差/

export interface Comparison {
  readonly compare: 'previous' | 'year'
  /** The period that is compared, when the words for the comparison settle it. */
  readonly period: PeriodInput | null
}

const periodsOf = (request: FillRequest): PeriodMark[] =>
  freeMarks(request).filter((mark): mark is PeriodMark => mark.kind === 'period' && mark.pair === null)

const asPeriod = (mark: PeriodMark): Period => ({ fromDay: mark.fromDay, toDay: mark.toDay, name: '' })
const same = (a: Period, b: Period): boolean => a.fromDay === b.fromDay && a.toDay === b.toDay

/** Whether the words put this period on the far side of a comparison. */
function isAgainst(request: FillRequest, mark: PeriodMark): boolean {
  const head = request.text.slice(0, mark.start)
  const tail = request.text.slice(mark.end)
  if (!COMPARING.test(request.text)) return false
  return (
    AGAINST_AFTER.test(tail) ||
    (AGAINST_BEFORE.test(head) &&
      !/\b(?:over|from)\s+(?:the\s+)?$/.test(head) &&
      (!/[和与跟同]$/.test(head) || /^.{0,4}(?:相?比|对比)/.test(tail)))
  )
}

/** "compared with the month before", 同比, "June against May": which comparison is asked for. */
export function readComparison(request: FillRequest): Comparison | null {
  const frame = request.frame
  const [word] = wordsOf(freeMarks(request), 'compare')
  if (word !== undefined) {
    request.used.add(word.mark)
    return { compare: word.value === 'year' ? 'year' : 'previous', period: null }
  }
  const periods = periodsOf(request)
  const [first, second] = periods
  // "March against the previous month": the one before March, whatever month it is now.
  if (first !== undefined && second !== undefined && isOneBefore(request, first, second)) {
    request.used.add(first).add(second)
    return { compare: 'previous', period: first.value }
  }
  if (first !== undefined && second !== undefined && COMPARING.test(request.text)) {
    const [main, other] = first.fromDay > second.fromDay ? [first, second] : [second, first]
    for (const [compare, period] of [
      ['previous', previousPeriod(asPeriod(main), frame.weekStart)],
      ['year', samePeriodLastYear(asPeriod(main))],
    ] as const) {
      if (!same(period, asPeriod(other))) continue
      request.used.add(other).add(main)
      return { compare, period: main.value }
    }
    return relativePair(request, main, other)
  }
  if (first !== undefined && setsAStretchAgainst(request, first)) {
    request.used.add(first)
    return { compare: 'previous', period: first.value }
  }
  if (first === undefined || !isAgainst(request, first)) return null
  const grain = lastGrain(first)
  if (grain === null) return null
  request.used.add(first)
  // "this X compared with last X": the one that holds as-of against the one before it.
  return { compare: 'previous', period: `this_${grain}` }
}

/** "Did satisfaction change after 1 May?": how it stood since then against as long a time before. */
const setsAStretchAgainst = ({ text, tool }: FillRequest, { value }: PeriodMark): boolean =>
  tool.arguments.has('by') && typeof value === 'string' && value.startsWith('since_') && CHANGED.test(text)
const CHANGED =
  /\b(?:change[ds]?|better|worse|improved?|risen?|rose|fallen|fell|dropped)\b|变化|变好|变差|改善|提升|提高|下降|好转/

/** A named period set against "the previous month": the words speak of the named one. */
const isOneBefore = (request: FillRequest, named: PeriodMark, other: PeriodMark): boolean =>
  /^(?:the )?previous |^[上前]一?个?[月周]$|^上一?个?季度?$/.test(other.text) &&
  typeof named.value === 'string' &&
  !/^(?:this|last)_/.test(named.value) &&
  isAgainst(request, other)

/** "this month against last month" on the month's last day: both names mean the same dates, the comparison does not. */
function relativePair(request: FillRequest, main: PeriodMark, other: PeriodMark): Comparison | null {
  const grain = lastGrain(other) ?? lastGrain(main)
  const holds = [main, other].find((mark) => typeof mark.value === 'string' && mark.value.startsWith('this_'))
  if (grain === null || holds === undefined) return null
  request.used.add(main).add(other)
  return { compare: 'previous', period: holds.value }
}

function lastGrain(mark: PeriodMark): Grain | null {
  const match = typeof mark.value === 'string' ? /^last_(day|week|month|quarter|year)$/.exec(mark.value) : null
  return (match?.[1] as Grain | undefined) ?? null
}

/** "As of the end of March", 三月底: a day at which a state is asked for, set beside how it is now. */
const isMoment = ({ text }: FillRequest, mark: PeriodMark): boolean =>
  /\b(?:as of|end of|back in)\s*(?:the\s+)?$/.test(text.slice(0, mark.start)) ||
  /^的?(?:底|末|月底|月末|年底|年末|那时|的时候)/.test(text.slice(mark.end))

/** For a state (stages, tiers): the date of the earlier state that it is compared with. */
export function readCompareAsOf(request: FillRequest): string | null {
  const against =
    periodsOf(request).find((mark) => isAgainst(request, mark)) ??
    (COMPARING.test(request.text) || movesBetween(request.text)
      ? periodsOf(request)[0]
      : periodsOf(request).find((mark) => isMoment(request, mark)))
  const { asOfDay, weekStart } = request.frame
  if (against !== undefined) {
    request.used.add(against)
    const grain = lastGrain(against)
    // "changed since last month": against the day before it began.
    if (typeof against.value === 'string' && against.value.startsWith('since_')) return dateOfDay(against.fromDay - 1)
    return dateOfDay(
      grain === null ? Math.min(against.toDay - 1, asOfDay) : startOfGrain(asOfDay, grain, weekStart) - 1,
    )
  }
  const ago = readAgo(request)
  if (ago !== null) return ago
  const [word] = wordsOf(freeMarks(request), 'compare')
  if (word === undefined) return null
  request.used.add(word.mark)
  if (word.value === 'year')
    return dateOfDay(samePeriodLastYear({ fromDay: asOfDay, toDay: asOfDay + 1, name: '' }).fromDay)
  return dateOfDay(startOfGrain(asOfDay, 'month', weekStart) - 1)
}

const AGO =
  /^\s*个?\s*(?:(?<day>days?|天)|(?<week>weeks?|周|个?星期)|(?<month>months?|月)|(?<year>years?|年))\s*(?:ago|earlier|before|以?前)/

/** "And two months ago?", 与三个月前相比: that day, so many days, weeks, months or years before as-of. */
function readAgo(request: FillRequest): string | null {
  for (const mark of freeMarks(request)) {
    if (mark.kind !== 'number' || !Number.isInteger(mark.value) || mark.value < 1) continue
    const groups = AGO.exec(request.text.slice(mark.end))?.groups
    const grain = (['day', 'week', 'month', 'year'] as const).find((one) => groups?.[one] !== undefined)
    if (grain === undefined) continue
    request.used.add(mark)
    const { asOfDay, weekStart } = request.frame
    if (grain === 'day' || grain === 'week') return dateOfDay(asOfDay - mark.value * (grain === 'week' ? 7 : 1))
    // The same day of that month, or its last one.
    const start = startOfGrain(asOfDay, 'month', weekStart)
    const months = -mark.value * (grain === 'year' ? 12 : 1)
    const next = addGrains(start, 'month', months + 1)
    return dateOfDay(Math.min(addGrains(start, 'month', months) + asOfDay - start, next - 1))
  }
  return null
}

const RECENT =
  /(?<!\bmost )\brecent(?:ly)?\b(?! (?:plan|import|win|campaign|order|test|experiment|edition|one\b))|\blately\b|\bthese days\b|\bof late\b|最近(?!一|那|\d|[两三四五六七八九十]|的?(?:订单|一|那)|下过?的?单|买)|近期|近来|这阵子|这段时间/
/** What "recently" is taken for; the answer says so. */
const RECENT_PERIOD = 'last_30_days'
/** Arguments of the tools that say how things stood in a period, and take all there is without one. */
const OF_A_PERIOD = ['compare', 'sources', 'order_id']

/** "Lately", 最近: a short while up to as-of. Trends and cohorts need their history, and lists of the latest have their own. */
function readRecent({ text, tool: { arguments: named }, assumed }: FillRequest): PeriodInput | null {
  const isOfPeriod = OF_A_PERIOD.some((name) => named.has(name)) && (named.has('by') || named.has('compare'))
  if (!isOfPeriod || !RECENT.test(text)) return null
  assumed.add('recent_period')
  return RECENT_PERIOD
}

/** The period that is left over for the tool itself. */
export function readPeriod(request: FillRequest): PeriodInput | null {
  const [first] = periodsOf(request)
  if (first === undefined) return readRecent(request)
  request.used.add(first)
  return first.value
}
