import { meaningOf, type Mark, type NumberMark } from '../marks/mark.ts'
import { freeMarks, type FillRequest } from './request.ts'

/** Words that stand before a number and mean "that many of them" only there. */
const NEEDS_NUMBER = new Set(['前', '后', 'top', 'first', '排名前'])

/** Figures of which more is worse. */
const BAD_WHEN_HIGH = /\b(?:returns?|returned|refunds?|bounce|cancel\w*)\b|退货|退款|跳出/

/** "Worst" by returns is where most comes back; a follow-up asks for the figure of the question before. */
function isBadWhenHigh({ text, marks, thread }: FillRequest): boolean {
  if (BAD_WHEN_HIGH.test(text)) return true
  const [first] = (thread.earlier.at(-1)?.calls.at(-1)?.args['metrics'] ?? []) as readonly unknown[]
  return (
    !marks.some((mark) => meaningOf(mark, 'metrics') !== null) && BAD_WHEN_HIGH.test(String(first).replaceAll('_', ' '))
  )
}

/** Which end of a ranking is asked for, or null. */
export function readDirection(request: FillRequest): 'desc' | 'asc' | null {
  for (const mark of freeMarks(request)) {
    const direction = meaningOf(mark, 'order')
    if (direction === null) continue
    const bare = NEEDS_NUMBER.has(mark.text) && mark.text !== 'top'
    if (bare && !isFollowedByNumber(request, mark)) continue
    request.used.add(mark)
    if (/worst|poorest|最差|最糟/.test(mark.text) && isBadWhenHigh(request)) return 'desc'
    return direction === 'asc' ? 'asc' : 'desc'
  }
  return null
}

const isFollowedByNumber = (request: FillRequest, mark: Mark): boolean =>
  request.marks.some((one) => one.kind === 'number' && one.start >= mark.end && one.start - mark.end <= 1)

/** "top 20", "five countries", 前十名: how many, when the number is no condition and counts no days. */
export function readLimit(request: FillRequest): number | null {
  for (const mark of freeMarks(request)) {
    if (mark.kind !== 'number' || mark.unit !== 'count' || !Number.isInteger(mark.value) || mark.value < 1) continue
    if (!isRanked(request, mark)) continue
    request.used.add(mark)
    return mark.value
  }
  return null
}

/** "Show me 20", 给我看20条: so many rows of what is already there. */
const SHOWS = /(?:\b(?:show|list|give)(?: me| us)?|看|列|列出|给我|显示)\s*$/
const NOTHING_BUT_ROWS = /^\s*(?:of (?:them|those)|rows?|results?|lines?|items?|more|instead|条|行|个)?\s*[?.!]*$/

/** "The latest 5 orders", 最近5个订单, 最新的3条评论: so many of the newest. */
const NEWEST = /(?:\b(?:latest|newest|last|most recent)|(?:最近|最新)的?)\s*$/
const ORDERS =
  /^\s*(?:(?:\w+ )?(?:orders?|purchases?|reviews?|comments?|tickets?)\b|[个条张]?的?(?:订单|评论|评价|点评|工单)|单|笔)/

function isRanked(request: FillRequest, number: NumberMark): boolean {
  const { text, marks } = request
  const before = marks.findLast((mark) => mark.end <= number.start)
  const after = marks.find((mark) => mark.start >= number.end)
  if (before !== undefined && meaningOf(before, 'comparisons') !== null && number.start - before.end <= 2) return false
  if (before !== undefined && meaningOf(before, 'order') !== null && number.start - before.end <= 3) return true
  // 一个, 一批, 一份: an article, not a number of them.
  if (number.text === '一') return false
  const tail = text.slice(number.end, number.end + 24)
  if (/^\s*(?:groups?|clusters?|segments?|组|类|群|个群|个组|个分群|天|days?|weeks?|months?|stars?|星)/.test(tail))
    return false
  if (NEWEST.test(text.slice(0, number.start)) && ORDERS.test(tail)) return true
  if (SHOWS.test(text.slice(0, number.start)) && /^\s*(?:[条篇]|(?:[\w-]+ ){0,3}reviews?\b)/.test(tail)) return true
  if (SHOWS.test(text.slice(0, number.start)) && NOTHING_BUT_ROWS.test(text.slice(number.end))) return true
  if (after === undefined) return /^(?:个|名|位|人|家|款|种)/.test(tail) && /(?:最|前|挑|选|列|给我)/.test(text)
  const counted = meaningOf(after, 'dimensions') !== null || meaningOf(after, 'order') !== null
  const gap = text.slice(number.end, after.start)
  return (
    (counted && /^(?:[\s个名位家款种大]|\w+\s)*$/.test(gap) && gap.length <= 14) ||
    (/^(?:名|位|人|个人|个)/.test(tail) && /最|前|挑|选/.test(text))
  )
}

/** "into 5 groups", 分成四类: how many groups. */
export function readGroupCount(request: FillRequest): number | null {
  for (const mark of freeMarks(request)) {
    if (mark.kind !== 'number' || mark.unit !== 'count' || !Number.isInteger(mark.value)) continue
    const tail = request.text.slice(mark.end, mark.end + 24)
    const head = request.text.slice(Math.max(0, mark.start - 8), mark.start)
    // 第一群 is one of the groups, 任何一类 any of them, not how many there shall be.
    if (/(?:第|任何)$/.test(head)) continue
    if (
      !/^\s*(?:\w+\s)?(?:groups?|clusters?|segments?|(?:kinds?|types?) of|类|组|个?群|个?组|个?类|份|档)/.test(tail) &&
      !/\bk\s?=?\s?$/.test(head)
    )
      continue
    request.used.add(mark)
    return mark.value
  }
  return null
}
