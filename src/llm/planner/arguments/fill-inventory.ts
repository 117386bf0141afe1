import { readChineseNumber, readEnglishNumber } from '../text/read-number.ts'
import { readDirection } from './fill-ranking.ts'
import { freeMarks, type FillRequest } from './request.ts'

const OLD =
  /\b(?:old(?:er)?|age(?:d|ing)?|aging|lying|sitting|slow[- ]?mov\w*|dead stock|do(?:es)? not move|dust)\b|库龄|积压|滞销|卖不动|呆滞|放了|周转慢/
const CAPITAL = /\b(?:tied?(?: up)?|ties|capital|money|value|overstock\w*)\b|资金|占了多少钱|压货|金额|占款/
const REORDER =
  /\b(?:re-?order\w*|restock\w*|replenish\w*|order (?:now|again)|safety stock|buy in)\b|补货|补多少|该补|要补|备货|安全库存|进货/
const SHORT =
  /\b(?:run(?:s|ning)? (?:out|low)|out of stock|short|low stock|sell out)\b|断货|断码|[先会要快]断|缺货|售罄|卖完|低库存/

/** Which list of stock is asked for: what runs out, what to order, what lies; of other rankings which end. */
export function readOrder(request: FillRequest): string | null {
  const known = request.tool.arguments.get('order')?.words ?? []
  if (!known.includes('tied_capital')) return readDirection(request)
  const { text } = request
  if (CAPITAL.test(text)) return 'tied_capital'
  if (OLD.test(text)) return 'ageing'
  if (REORDER.test(text)) {
    // "What should I reorder this week": when it is to be done is no condition on what was ordered.
    for (const mark of freeMarks(request)) if (mark.kind === 'period') request.used.add(mark)
    return 'reorder'
  }
  return SHORT.test(text) ? 'stock_out' : null
}

const DAYS: Readonly<Record<string, number>> = {
  day: 1,
  week: 7,
  month: 30,
  year: 365,
  天: 1,
  日: 1,
  周: 7,
  星期: 7,
  月: 30,
  年: 365,
}
const ENGLISH_AGE =
  /\b(?:older than|more than|over|at least|for|longer than|beyond|above)\s+(half a|an?|\d+|[a-z]+)[\s-]*(day|week|month|year)s?\b/
const CHINESE_AGE =
  /(半|\d+|[一二两三四五六七八九十百]+)\s?个?(天|日|周|星期|月|年)(?:以上|多)|(?:超过|大于|满|放了|至少)了?(半|\d+|[一二两三四五六七八九十百]+)\s?个?(天|日|周|星期|月|年)/

/** "older than 180 days", 库龄超过半年: how old stock must be; null when none is named. */
export function readAgeingDays(request: FillRequest): number | null {
  const english = ENGLISH_AGE.exec(request.text)
  const chinese = english === null ? CHINESE_AGE.exec(request.text) : null
  const found = english ?? chinese
  if (found === null) return null
  const word = english?.[1] ?? chinese?.[1] ?? chinese?.[3] ?? ''
  const unit = DAYS[english?.[2] ?? chinese?.[2] ?? chinese?.[4] ?? ''] ?? 1
  const count = /^half|^半/.test(word)
    ? 0.5
    : /^an?$/.test(word)
      ? 1
      : (readEnglishNumber(word) ?? readChineseNumber(word))
  const days = Math.round((count ?? 0) * unit)
  if (days < 1) return null
  takeWithin(request, found)
  return days
}

const LEAD =
  /\blead[- ]?times? (?:of |is )?(\d+)[\s-]*(day|week)s?|(\d+)[\s-]*(day|week)s? lead|到货(?:期|周期|时间)?(?:是|为)?\s?(\d+)\s?(天|周)|(\d+)\s?(天|周)到货/

/** "lead time of 21 days", 到货期21天; null when none is named. */
export function readLeadDays(request: FillRequest): number | null {
  const found = LEAD.exec(request.text)
  if (found === null) return null
  takeWithin(request, found)
  const count = Number(found[1] ?? found[3] ?? found[5] ?? found[7])
  return count * (DAYS[found[2] ?? found[4] ?? found[6] ?? found[8] ?? ''] ?? 1)
}

const SERVICE = /\bservice level\b|服务水平|满足率/

/** "service level of 98 %": the share that is named, where it is one. */
export function readServiceLevel(request: FillRequest): number | null {
  if (!SERVICE.test(request.text)) return null
  for (const mark of freeMarks(request)) {
    if (mark.kind !== 'number') continue
    const share = mark.unit === 'ratio' ? mark.value : mark.value / 100
    if (share < 0.5 || share > 0.999) continue
    request.used.add(mark)
    return share
  }
  return null
}

function takeWithin(request: FillRequest, found: RegExpExecArray): void {
  const end = found.index + found[0].length
  for (const mark of freeMarks(request)) {
    if (mark.kind !== 'entity' && mark.start < end && mark.end > found.index) request.used.add(mark)
  }
}
