import { readChineseNumber, readEnglishNumber } from '../text/read-number.ts'
import type { FillRequest } from './request.ts'

const ENGLISH =
  /\b(?:next|coming|following|over|within|in|for)\s+(?:the\s+)?(?:next\s+|coming\s+|following\s+)?(half(?:\s+a)?|\d+|[a-z]+)?[\s-]*(month|quarter|year)s?\b/
const CHINESE = /(?:未来|接下来|今后|往后|之后|下)的?(半|\d+|[一二两三四五六七八九十]+)?(?:个)?(月|季度|年)|(明年)/
const MONTHS: Readonly<Record<string, number>> = { month: 1, quarter: 3, year: 12, 月: 1, 季度: 3, 年: 12 }
const MOST = 60

/** "over the next six months", 未来半年: how many months ahead are asked about; null when none are named. */
export function readMonths({ text }: Pick<FillRequest, 'text'>): number | null {
  const english = ENGLISH.exec(text)
  if (english !== null) {
    const unit = MONTHS[english[2] ?? ''] ?? 1
    const word = english[1] ?? 'one'
    const count = word.startsWith('half') ? 0.5 : word === 'a' || word === 'the' ? 1 : readEnglishNumber(word)
    // "in june month", "for their year": a word that counts nothing says nothing.
    if (count === null && !/\b(?:next|coming|following)\b/.test(english[0])) return null
    return whole((count ?? 1) * unit)
  }
  const chinese = CHINESE.exec(text)
  if (chinese === null) return null
  if (chinese[3] !== undefined) return 12
  const word = chinese[1] ?? '一'
  return whole((word === '半' ? 0.5 : (readChineseNumber(word) ?? 1)) * (MONTHS[chinese[2] ?? ''] ?? 1))
}

const whole = (months: number): number | null => {
  const rounded = Math.round(months)
  return rounded >= 1 && rounded <= MOST ? rounded : null
}
