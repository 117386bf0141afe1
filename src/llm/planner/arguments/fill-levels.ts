import type { EntityMark, NumberMark } from '../marks/mark.ts'
import { readChineseNumber, readEnglishNumber } from '../text/read-number.ts'
import { freeMarks, type FillRequest } from './request.ts'

/** Only what lays a rule of levels over the past has thresholds. */
const laysRule = ({ tool }: FillRequest): boolean => tool.arguments.has('thresholds')

/** A number of months or points is no threshold. */
const NO_THRESHOLD = /^\s?(?:months?|years?|points?|个月|年|分)/
const BY_ORDERS = /\b\d+ orders?\b|满?[\d一二两三四五六七八九十]+\s?(?:单|个订单|次)/

/** "silver from 1000 and gold from 5000", 金卡5000元: each level named with the number that follows it, else the one before. */
export function readThresholds(request: FillRequest): { level: string; at_least: number }[] | null {
  if (!laysRule(request)) return null
  const levels = freeMarks(request).filter(
    (mark): mark is EntityMark => mark.kind === 'entity' && levelOf(mark) !== null,
  )
  const numbers = freeMarks(request).filter(
    (mark): mark is NumberMark =>
      mark.kind === 'number' && mark.unit !== 'ratio' && !NO_THRESHOLD.test(request.text.slice(mark.end)),
  )
  const paired =
    pair(levels, (level, next) =>
      numbers.find(({ start }) => start >= level.end && start < (next?.start ?? Infinity)),
    ) ?? pair(levels, (level) => numbers.findLast(({ end }) => end <= level.start))
  if (paired === null) return null
  for (const { mark, number } of paired) request.used.add(mark).add(number)
  const rule = new Map(paired.map(({ mark, number }) => [levelOf(mark) ?? '', number.value]))
  return [...rule].map(([level, least]) => ({ level, at_least: least }))
}

const levelOf = ({ field, value, also }: EntityMark): string | null =>
  field === 'member_level' ? value : (also.find((one) => one.field === 'member_level')?.value ?? null)

function pair(
  levels: readonly EntityMark[],
  numberOf: (level: EntityMark, next: EntityMark | undefined) => NumberMark | undefined,
): { readonly mark: EntityMark; readonly number: NumberMark }[] | null {
  const pairs = levels.flatMap((mark, at) => {
    const number = numberOf(mark, levels[at + 1])
    return number === undefined ? [] : [{ mark, number }]
  })
  return pairs.length === 0 ? null : pairs
}

/** Thresholds count orders where the question does. */
export const readBasis = (request: FillRequest): string | null =>
  laysRule(request) && BY_ORDERS.test(request.text) ? 'orders' : null

const MONTHS =
  /\b(?:last|past|over|in|within)\s+(?:the\s+(?:last|past)\s+)?(\d+|[a-z]+)\s+months\b|(?:最近|过去|近)(\d+|[一二两三四五六七八九十]+)个月/

/** Months that a rule looks back over; null where none are named, or nothing is laid over them. */
export function readRuleMonths(request: FillRequest): number | null {
  const found = MONTHS.exec(request.text)
  if (found === null) return null
  const months = numberIn(found[1] ?? found[2] ?? '')
  return months !== null && Number.isInteger(months) && months >= 1 && months <= 120 ? months : null
}

const NUMBER = String.raw`(\d+(?:\.\d+)?|one|two|three|five|ten|half a|[一二两三四五十])`
const UNIT = '(?:yuan|rmb|cny|dollar|euro|pound|unit)'
const PER_UNIT = [
  new RegExp(String.raw`\b${NUMBER}\s+points?\s+(?:per|for (?:each|every)|a|for an?|each)\s+(?:1 |one )?${UNIT}`),
  new RegExp(String.raw`(?:每消费|每花|每|一|1)\s?(?:1|一)?\s?元\s?(?:积|得|送|给)?\s?${NUMBER}\s?(?:个)?(?:积)?分`),
]
const VALUE = [
  new RegExp(String.raw`\b${NUMBER}\s+(?:${UNIT}s?|(cents?))\s+(?:a|per|for (?:a|each|every)|each)\s+point`),
  new RegExp(String.raw`\bworth\s+${NUMBER}\s+(?:${UNIT}s?|(cents?))`),
  new RegExp(String.raw`(?:每|一|1)\s?(?:个)?(?:积)?分\s?(?:值|抵|换|是|=)?\s?${NUMBER}\s?(?:元|(分钱))`),
]

/** "1 point per yuan", 每元1分. */
export const readPointsPerUnit = (request: FillRequest): number | null =>
  laysRule(request) ? firstOf(request, PER_UNIT) : null

/** "0.01 yuan a point", 每分值0.01元, one cent: money that a point is worth, in major units. */
export const readPointValue = (request: FillRequest): number | null =>
  laysRule(request) ? firstOf(request, VALUE) : null

function firstOf(request: FillRequest, patterns: readonly RegExp[]): number | null {
  for (const pattern of patterns) {
    const found = pattern.exec(request.text)
    const value = found === null ? null : numberIn(found[1] ?? '')
    if (found === null || value === null || value <= 0) continue
    for (const mark of freeMarks(request)) {
      if (mark.kind === 'number' && mark.start < found.index + found[0].length && mark.end > found.index)
        request.used.add(mark)
    }
    return found[2] === undefined ? value : value / 100
  }
  return null
}

const USED = /\b(?:used|use|redeem\w*|spent|burnt?)\b|使用|兑换|核销|用掉/

/** "if 60 % of them are used", 使用60%. */
export function readRedeemedShare(request: FillRequest): number | null {
  if (!laysRule(request) || !USED.test(request.text)) return null
  const mark = freeMarks(request).find(
    (one): one is NumberMark => one.kind === 'number' && one.unit === 'ratio' && one.value <= 1,
  )
  if (mark === undefined) return null
  request.used.add(mark)
  return mark.value
}

const numberIn = (word: string): number | null =>
  word === 'half a' ? 0.5 : (readEnglishNumber(word) ?? readChineseNumber(word))
