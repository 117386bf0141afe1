import type { Mark, NumberMark } from '../marks/mark.ts'
import { freeMarks, type Arguments, type FillRequest } from './request.ts'
import { allows } from './tool-shape.ts'

/** Figures of customers by the words for them; figures of the shop are named by the words of the vocabulary. */
const METRICS: readonly (readonly [RegExp, string])[] = [
  [
    /\b(?:(?:churn|risk of leaving|chance of leaving)(?: (?:risk|probability|score|chance))?|likely to leave|leav(?:e|es|ing)|lost to us|lose (?:a|an|any)\b)|流失(?:概率|风险|可能性?|的?可能)?|要走|跑掉/,
    'churn_probability',
  ],
  [/\b(?:chance|probability) (?:of being|to be|that \w+ is) (?:alive|active)|活跃概率/, 'probability_alive'],
  [/\b(?:risk score|fraud risk|order risk)\b|风险(?:评)?分|订单风险/, 'risk_score'],
  [/\b(?:expected|predicted) (?:\w+ )?(?:value|spend)|预期价值|预测价值/, 'expected_value'],
  [
    /\b(?:no|without (?:an?|any)|not placed an|has ?n[o']t|have ?n[o']t|did ?n[o']t) (?:orders?|order(?:ed)?|bought|purchases?|buy)\b|\b(?:silent|quiet|inactive) for\b|\bdays since (?:the |their )?(?:last )?order|(?:没有?|未)(?:下单|购买|买|消费)|沉默|不下单/,
    'days_since_order',
  ],
]

const UP_TO =
  /\b(?:reach(?:es)?|pass(?:es)?|hits?|crosses|cross|at least|gets? to|climbs? to|rises? to)\b|达到|不低于|至少|到了|越过/
const ABOVE =
  /\b(?:above|over|exceeds?|more than|greater than|higher than|beyond|tops?)\b|超过|高于|大于|突破|超出|多于/
const DOWN_TO = /\b(?:falls? to|drops? to|at most)\b|降到|跌到|不超过|不高于|至多/
const BELOW = /\b(?:below|under|less than|fewer than|lower than)\b|低于|少于|小于|不足|跌破|不到/

const EVENTS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:returns?|refunds?|sends? (?:something|an? \w+|goods|it) back)\b|退货|退款|退回/, 'return'],
  [/\b(?:add(?:s|ed)?(?: \w+){0,3} to (?:the |their )?(?:cart|basket))\b|加购|加入购物车/, 'add_to_cart'],
  [/\b(?:check(?:s|ed)? out|checkout)\b|结算|去付款/, 'checkout'],
  [/\b(?:search(?:es|ed)?)\b|搜索/, 'search'],
  [/\b(?:signs? in|logs? in|sign-in|login)\b|登录/, 'signed_in'],
  [/\b(?:favou?rites?|wishlist)\b|收藏/, 'favourite'],
  [/\b(?:views?|looks? at) (?:a|any|the|some) products?\b|浏览商品|看商品/, 'product_view'],
  [/\b(?:shares?)\b(?! of)|分享/, 'share'],
  [/\b(?:orders?|buys?|purchases?|places? an order|comes? back)\b|下单|购买|买了|回来|回购|复购/, 'order'],
]

const asksForAlert = ({ tool }: FillRequest): boolean => tool.arguments.has('condition') && tool.arguments.has('event')

/** Takes the marks that stand where words were understood already. */
function take(request: FillRequest, start: number, end: number): void {
  for (const mark of freeMarks(request)) {
    if (mark.kind !== 'number' && mark.start < end && mark.end > start) request.used.add(mark)
  }
}

/** The figure of customers that an alert is to watch; null for one of the shop, which the vocabulary names. */
export function readAlertMetric(request: FillRequest): string | null {
  if (!asksForAlert(request)) return null
  for (const [pattern, metric] of METRICS) {
    const found = pattern.exec(request.text)
    if (found === null || !allows(request.tool, 'metric', metric)) continue
    // "no order": a number of days must say for how long.
    if (metric === 'days_since_order' && boundOf(request) === null) continue
    take(request, found.index, found.index + found[0].length)
    return metric
  }
  return null
}

/** "passes 70 %", 跌破 5万: the bound of a figure and from which side it is passed. */
export function readAlertCondition(request: FillRequest, args: Arguments): unknown {
  if (!asksForAlert(request)) return null
  const number = boundOf(request)
  if (number === null) return null
  request.used.add(number)
  const isShare = typeof args['metric'] === 'string' && args['metric'].includes('probability')
  const value = isShare && number.unit !== 'ratio' && number.value > 1 ? number.value / 100 : number.value
  return { op: operatorOf(request, number, args), value }
}

const boundOf = (request: FillRequest): NumberMark | null =>
  freeMarks(request).find((mark: Mark): mark is NumberMark => mark.kind === 'number') ?? null

function operatorOf({ text }: FillRequest, number: NumberMark, args: Arguments): 'gt' | 'gte' | 'lt' | 'lte' {
  if (args['metric'] === 'days_since_order') return 'gte'
  const near = text.slice(Math.max(0, number.start - 30), number.end + 12)
  if (DOWN_TO.test(near)) return 'lte'
  if (BELOW.test(near)) return 'lt'
  if (UP_TO.test(near)) return 'gte'
  return ABOVE.test(near) ? 'gt' : 'gte'
}

/** What customers do that an alert is to watch; null where a figure is. */
export function readAlertEvent(request: FillRequest, args: Arguments): string | null {
  if (!asksForAlert(request) || args['metric'] !== undefined || args['condition'] !== undefined) return null
  for (const [pattern, event] of EVENTS) {
    const found = pattern.exec(request.text)
    if (found === null || !allows(request.tool, 'event', event)) continue
    take(request, found.index, found.index + found[0].length)
    return event
  }
  return null
}

/** The period of a figure of the shop: "a week" is the latest complete one. */
export function readAlertPeriod(request: FillRequest, args: Arguments): string | null {
  if (!asksForAlert(request) || args['condition'] === undefined || typeof args['metric'] === 'string') return null
  const { text } = request
  const period = /\bweek(?:ly|s)?\b|周|星期/.test(text)
    ? 'last_week'
    : /\bmonth(?:ly|s)?\b|月/.test(text)
      ? 'last_month'
      : /\b(?:day|daily)\b|每天|单日|当日|一天|每日/.test(text)
        ? 'yesterday'
        : null
  for (const mark of freeMarks(request)) if (mark.kind === 'period') request.used.add(mark)
  return period
}
