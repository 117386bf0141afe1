import type { NumberMark } from '../marks/mark.ts'
import { freeMarks, type FillRequest } from './request.ts'

const CUE =
  /\b(?:budget|spend|spending|invest|cost|for marketing|(?:ad|advertising|marketing) money)\b|预算|花|投入|成本|\bwith\s+(?=[¥$€£]\s?\d|\d[\d,.]*\s?[km]?\s+(?:yuan|rmb|cny|dollars?|euros?|pounds?)\b)/i
/** Money that is shared out is a budget without the word. */
const SHARES = /\b(?:split|divide|distribute|allocate|put)\b|费用|怎么分|分配|怎么投/
/** A plain number right after the word: it may look like a year, and is none. */
const RIGHT_AFTER =
  /(?:\bspend(?:ing)?|\binvest|\bbudget(?:\s+(?:of|is))?|预算|花|投入)\s*[¥$€£]?\s?(\d+(?:,\d{3})*(?:\.\d+)?)(?![\d万千百kKmM年/-])/
const PLAN = /\bwinback-\d{4}-\d{2}-\d{2}-[0-9a-f]{8}\b/
const ACT = /\bwin(?:ning)?[\s-]?back\b|挽回|召回/

/** "with a budget of 20,000", 预算两万: how much may be spent, in major units. */
export function readBudget(request: FillRequest): number | null {
  const cue = CUE.exec(request.text) ?? SHARES.exec(request.text)
  if (cue === null) return readMoneyInHand(request)
  const plain = RIGHT_AFTER.exec(request.text)
  if (plain !== null) {
    take(request, plain.index, plain.index + plain[0].length)
    return Number((plain[1] ?? '').replaceAll(',', ''))
  }
  const numbers = freeMarks(request).filter(
    (mark): mark is NumberMark => mark.kind === 'number' && mark.unit !== 'ratio',
  )
  const distance = (mark: NumberMark): number =>
    (mark.unit === 'money' ? 0 : 1000) + Math.min(Math.abs(mark.start - cue.index), Math.abs(mark.end - cue.index))
  const nearest = numbers.toSorted((a, b) => distance(a) - distance(b))[0]
  if (nearest === undefined || !(nearest.value > 0)) return null
  request.used.add(nearest)
  return nearest.value
}

const IN_HAND = /(?:\b(?:with|using|have|got|for)\s+(?:a |an |only |about |just )?|[拿用有给])$/

/** "I have 8k to get people back": a large round number that is in hand and to be used. */
const IS_SUM = /\b(?:have|got|with|using)\s+(?:a |an |only |about |just )?\d[\d,.]*\s?[km]?\s+(?:to|for)\b/
const LEAST_SUM = 500

/** "Win them back with 20,000 yuan", 拿2万块: money to act with is a budget without the word. */
function readMoneyInHand(request: FillRequest): number | null {
  const money = freeMarks(request).find(
    (mark): mark is NumberMark =>
      mark.kind === 'number' &&
      (mark.unit === 'money' || (mark.unit === 'count' && mark.value >= LEAST_SUM && IS_SUM.test(request.text))) &&
      IN_HAND.test(request.text.slice(0, mark.start)),
  )
  if (money === undefined) return null
  request.used.add(money)
  return money.value
}

/** The id of a win-back plan, as the answer that made it named it; the date in it is no period. */
export function readPlanId(request: FillRequest): string | null {
  spendAct(request)
  const found = PLAN.exec(request.text)
  if (found === null) return asksOfTheLast(request.text) ? 'latest' : null
  take(request, found.index, found.index + found[0].length)
  return found[0]
}

/** "How did the last win-back do": what came of it is asked, and which one is said by its place in time. */
const asksOfTheLast = (text: string): boolean =>
  LAST_ONE.test(text) && OUTCOME.test(text) && !/\bplan (?:a|the next)\b/.test(text)
const LAST_ONE =
  /\b(?:last|latest|previous|most recent|recent|earlier)\s+(?:\w+\s+){0,2}?win(?:ning)?[\s-]?back|\bwin[\s-]?back\b.*\blast time\b|\b(?:did|has|have|was)\s+(?:the|our|that|this)\s+win[\s-]?back|(?:挽回|召回)(?:计划|活动|方案)(?=带来了|取得了|有没有效果|的?(?:效果|成果|成绩))|(?:上次|上一次|上一轮|上一个|上回|最近一次|最近那次|前一次|之前)的?[^,。?]{0,4}(?:挽回|召回|唤回|赢回)/
const OUTCOME =
  /\b(?:how did|how has|did|do|does|work\w*|bring|brought|result\w*|outcome|effect\w*|perform\w*|pay off|paid off|read[- ]?out|go|went|success\w*)\b|效果|结果|怎么样|怎样|如何|带来|成绩|有用|有效|成功|复盘/

/** To "win back" is what is asked for, so the customers who were won back are not meant by it. */
export function spendAct(request: FillRequest): void {
  const act = ACT.exec(request.text)
  for (const mark of freeMarks(request)) {
    const isStage = mark.kind === 'entity' && mark.field === 'lifecycle' && mark.value === 'won_back'
    if (isStage && act !== null && mark.start < act.index + act[0].length && mark.end > act.index)
      request.used.add(mark)
  }
}

/** Marks inside a stretch of the text are spent with it. */
function take(request: FillRequest, start: number, end: number): void {
  for (const mark of freeMarks(request)) if (mark.start < end && mark.end > start) request.used.add(mark)
}
