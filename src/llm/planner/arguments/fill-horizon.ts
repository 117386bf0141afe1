import { readChineseNumber, readEnglishNumber } from '../text/read-number.ts'
import { freeMarks, type FillRequest } from './request.ts'

const ENGLISH =
  /\b(?:next|coming|following|over|within|in|for)\s+(?:the\s+)?(?:next\s+|coming\s+|following\s+)?(half(?:\s+a)?|\d+|[a-z]+)?[\s-]*(month|quarter|year)s?\b/
const CHINESE = /(?:未来|接下来|今后|往后|之后|下)的?(半|\d+|[一二两三四五六七八九十]+)?(?:个)?(月|季度|年)|(明年)/
const MONTHS: Readonly<Record<string, number>> = { month: 1, quarter: 3, year: 12, 月: 1, 季度: 3, 年: 12 }
const MOST = 60

/** "over the next six months", 未来半年: how many months ahead are asked about; null when none are named. */
export function readMonths(request: FillRequest): number | null {
  const { text } = request
  const english = ENGLISH.exec(text)
  if (english !== null) {
    const unit = MONTHS[english[2] ?? ''] ?? 1
    const word = english[1] ?? 'one'
    const count = word.startsWith('half') ? 0.5 : word === 'a' || word === 'the' ? 1 : readEnglishNumber(word)
    // "in june month", "for their year": a word that counts nothing says nothing.
    if (count === null && !/\b(?:next|coming|following)\b/.test(english[0])) return null
    takeNumbers(request, english)
    return whole((count ?? 1) * unit)
  }
  const chinese = CHINESE.exec(text)
  if (chinese === null) return null
  takeNumbers(request, chinese)
  if (chinese[3] !== undefined) return 12
  const word = chinese[1] ?? '一'
  return whole((word === '半' ? 0.5 : (readChineseNumber(word) ?? 1)) * (MONTHS[chinese[2] ?? ''] ?? 1))
}

/** The number of months is no number of customers. */
function takeNumbers(request: FillRequest, found: RegExpExecArray): void {
  const end = found.index + found[0].length
  for (const mark of freeMarks(request)) {
    if (mark.kind === 'number' && mark.start >= found.index && mark.end <= end) request.used.add(mark)
  }
}

const whole = (months: number): number | null => {
  const rounded = Math.round(months)
  return rounded >= 1 && rounded <= MOST ? rounded : null
}

const ENGLISH_DAYS =
  /\b(?:next|coming|following|within|over|in|for)\s+(?:the\s+)?(?:next\s+|coming\s+|following\s+)?(\d+|[a-z]+)?[\s-]*(day|week|month|quarter)s?\b|\b(\d+)[\s-]day\b/
const CHINESE_DAYS =
  /(?:未来|接下来|今后|往后|之后|下)的?(\d+|[一二两三四五六七八九十]+)?(?:个)?(天|日|周|星期|月|季度)/
const DAYS: Readonly<Record<string, number>> = {
  day: 1,
  week: 7,
  month: 30,
  quarter: 90,
  天: 1,
  日: 1,
  周: 7,
  星期: 7,
  月: 30,
  季度: 90,
}
const MOST_DAYS = 365
const FEWEST_DAYS = 7

/** "in the next 30 days", 未来三个月: how many days ahead are asked about; null when none are named. */
export function readHorizonDays({ text }: Pick<FillRequest, 'text'>): number | null {
  const english = ENGLISH_DAYS.exec(text)
  const chinese = CHINESE_DAYS.exec(text)
  if (english?.[3] !== undefined) return inRange(Number(english[3]))
  if (english !== null) {
    const word = english[1] ?? 'one'
    const count = readEnglishNumber(word)
    if (count === null && !/\b(?:next|coming|following)\b/.test(english[0])) return null
    return inRange((count ?? 1) * (DAYS[english[2] ?? ''] ?? 1))
  }
  if (chinese === null) return null
  return inRange((readChineseNumber(chinese[1] ?? '一') ?? 1) * (DAYS[chinese[2] ?? ''] ?? 1))
}

const inRange = (days: number): number | null => (days >= FEWEST_DAYS && days <= MOST_DAYS ? days : null)

const ENGLISH_SHARE =
  /\b(?:above|over|more than|at least|exceeds?|exceeding|higher than|greater than|pass(?:es|ed)?|from)\s+(\d+(?:\.\d+)?)\s*(?:%|per ?cent)/
const CHINESE_SHARE = /(?:超过|高于|大于|不低于|至少|达到)\s*(?:百分之)?(\d+(?:\.\d+)?)\s*%?/

/** "above 70 %", 超过 70%: the probability that a list begins at, 0..1; null when none is named. */
export function readThreshold({ text }: Pick<FillRequest, 'text'>): number | null {
  const found = ENGLISH_SHARE.exec(text) ?? (/%|百分之/.test(text) ? CHINESE_SHARE.exec(text) : null)
  const share = Number(found?.[1] ?? Number.NaN) / 100
  return share > 0 && share <= 1 ? share : null
}
