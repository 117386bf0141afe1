import type { NumberMark } from '../marks/mark.ts'
import { freeMarks, type FillRequest } from './request.ts'
import { allows } from './tool-shape.ts'

const plansTest = ({ tool }: FillRequest): boolean => tool.arguments.has('minimum_effect_absolute')

const numbers = (request: FillRequest, unit: NumberMark['unit'] | null = null): NumberMark[] =>
  freeMarks(request).filter(
    (mark): mark is NumberMark => mark.kind === 'number' && (unit === null || mark.unit === unit),
  )

const BASELINE =
  /(?:\b(?:baseline|currently|current|today|now|from|at present|base rate)\b[^\d%]{0,24}|\bon an?\s+|(?:基线|目前|现在|当前|从)[^\d%]{0,8}|率(?:是|为|在|约)?\s?)$/
const POWER = /(?:\bpower(?: of)?\s*|把握度?|功效)[^\d%]{0,6}$/
const POWER_AFTER = /^\s*(?:power|的?把握|的?功效)/
const POINTS = /^\s*(?:percentage )?points?\b|^\s*个?百分点|^\s*pp\b/

/** What a number of a planned test stands for, by the words around it. */
function roleOf({ text }: FillRequest, mark: NumberMark): 'baseline' | 'power' | 'points' | 'effect' {
  const head = text.slice(0, mark.start)
  const tail = text.slice(mark.end)
  if (POWER.test(head) || POWER_AFTER.test(tail)) return 'power'
  if (POINTS.test(tail)) return 'points'
  return BASELINE.test(head) ? 'baseline' : 'effect'
}

function take(request: FillRequest, role: ReturnType<typeof roleOf>): number | null {
  if (!plansTest(request)) return null
  const found = numbers(request).find(
    (mark) => roleOf(request, mark) === role && (mark.unit === 'ratio' || (role === 'points' && mark.unit === 'count')),
  )
  if (found === undefined) return null
  request.used.add(found)
  return found.unit === 'count' ? found.value / 100 : found.value
}

/** "from a baseline of 5 %", 目前转化率5%. */
export const readBaseline = (request: FillRequest): number | null => take(request, 'baseline')
/** "with 90 % power", 把握度90%. */
export const readPower = (request: FillRequest): number | null => take(request, 'power')
/** "two points more", 提高2个百分点. */
export const readPoints = (request: FillRequest): number | null => take(request, 'points')
/** "a lift of 10 %", 提升10%. */
export const readEffect = (request: FillRequest): number | null => take(request, 'effect')

const GROUPS = /^\s*(?:groups?|variants?|versions?|arms?)\b|^\s*个?(?:组|版本)/

/** "three variants", 三个版本. */
export function readGroupsOfTest(request: FillRequest): number | null {
  if (!plansTest(request)) return null
  const found = numbers(request, 'count').find(({ end, value }) => value >= 2 && GROUPS.test(request.text.slice(end)))
  if (found === undefined) return null
  request.used.add(found)
  return found.value
}

const METRICS: readonly (readonly [RegExp, string])[] = [
  [/\bopen(?:s|ed|ing|ings)?\b|打开/, 'open_rate'],
  [/\bclick(?:s|ed|ing|-through)?\b|\bctr\b|点击/, 'click_rate'],
  [/\b(?:average )?order value|\baov\b|\bbasket\b|客单价|订单金额/, 'aov'],
  [/\b(?:site|page|checkout|shop|website|landing page|visits?)\b|网站|页面|结算页|落地页|访问|商城/, 'conversion_rate'],
  [/\b(?:conver(?:t|ts|ted|sions?)|orders?|purchases?|coupons?|vouchers?)\b|转化|下单|购买|优惠券/, 'conversion'],
]

/** What a planned test is to be judged on. */
export function readDesignMetric(request: FillRequest): string | null {
  if (!plansTest(request)) return null
  const [, value] =
    METRICS.find(([pattern, word]) => allows(request.tool, 'metric', word) && pattern.test(request.text)) ?? []
  return value ?? null
}
