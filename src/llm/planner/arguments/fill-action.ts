import type { Filter } from '../../../lib/filters.ts'
import type { Mark, NumberMark } from '../marks/mark.ts'
import { wordsOf } from '../marks/mark.ts'
import { callBefore, lastCustomer, type PastCall } from '../turn/thread-state.ts'
import { readAudienceId } from './fill-export.ts'
import { fillFilters } from './fill-filters.ts'
import { readName } from './fill-groups.ts'
import { freeMarks, type Arguments, type FillRequest } from './request.ts'

const EVERYBODY =
  /\b(?:everyone|everybody|all (?:of )?(?:our |my |the )?(?:customers|people|users|buyers|clients)|the whole (?:list|base))\b|所有人|全部客户|所有客户|全体|每个人|每位客户|大家/
const POINTING = /\b(?:them|those|these|this|that|it|they|the (?:list|audience|result))\b|[这那它]|他们|她们/
const LOWER = /\b(?:lower|cut|reduce|drop|decrease|discount|cheaper|down|less|off)\b|降|减|低|便宜|下调|打折/

const isAction = ({ tool }: FillRequest): boolean => tool.arguments.has('target') && tool.arguments.has('parameters')

/** The kind of action that most of the nearest utterances mean. */
const actionOf = (request: FillRequest, args: Arguments): string =>
  String(args['action'] ?? request.implied['action'] ?? '')

const textBefore = ({ text }: FillRequest, mark: Mark): string => text.slice(Math.max(0, mark.start - 12), mark.start)

/** What an action is to be done with: how much off, which price, which words, by which channel. */
export function readParameters(request: FillRequest, args: Arguments): unknown {
  if (!isAction(request)) return null
  const action = actionOf(request, args)
  const found: Record<string, unknown> = {
    ...amountsOf(request, action),
    ...wordsFor(request, action),
    ...(action === 'reclassify_products' ? categoryOf(request) : {}),
  }
  return Object.keys(found).length === 0 ? null : found
}

/** 八折 is 20 % off, 五折 half price; 8.5折 15 % off. */
const CHINESE_DISCOUNT = /([一二三四五六七八九]|\d(?:\.\d)?)(\d|[一二三四五六七八九])?折/

function amountsOf(request: FillRequest, action: string): Record<string, unknown> {
  const numbers = freeMarks(request).filter((mark): mark is NumberMark => mark.kind === 'number')
  const take = (mark: NumberMark): number => {
    request.used.add(mark)
    return mark.value
  }
  if (action === 'send_coupon') {
    const ratio = numbers.find((mark) => mark.unit === 'ratio')
    if (ratio !== undefined) return { discount: take(ratio) }
    const folded = foldedDiscount(request)
    if (folded !== null) return { discount: folded }
    const money = numbers.find(
      (mark) => mark.unit === 'money' && !/(?:over|than|超过|满|高于)\D*$/.test(textBefore(request, mark)),
    )
    return money === undefined ? {} : { value: take(money) }
  }
  if (action === 'change_price') {
    const ratio = numbers.find((mark) => mark.unit === 'ratio')
    if (ratio !== undefined) {
      const size = take(ratio)
      return { change: LOWER.test(request.text) ? -size : size }
    }
    const folded = foldedDiscount(request)
    if (folded !== null) return { change: -folded }
    const price = numbers.find((mark) => mark.unit !== 'ratio' && mark.value > 0)
    return price === undefined ? {} : { price: take(price) }
  }
  if (action === 'change_setting') {
    const value = numbers[0]
    return value === undefined ? {} : { value: take(value) }
  }
  return {}
}

function foldedDiscount({ text }: FillRequest): number | null {
  const [, first, second] = CHINESE_DISCOUNT.exec(text) ?? []
  if (first === undefined) return null
  const digit = (word: string): number => '一二三四五六七八九'.indexOf(word) + 1 || Number(word)
  const tenths = second === undefined ? digit(first) : digit(first) + digit(second) / 10
  return Number((1 - tenths / 10).toPrecision(6))
}

const DECISIONS: readonly (readonly [RegExp, string])[] = [
  [
    /\b(?:legitimate|legit|genuine|fine|good|ok|okay|not fraud\w*|false alarm|safe)\b|正常|没问题|误报|不是欺诈/,
    'legitimate',
  ],
  [/\b(?:fraud\w*|fake|stolen)\b|欺诈|盗刷|假单/, 'fraud'],
  [/\babus\w*\b|滥用|薅羊毛/, 'abuse'],
]
const LIMITS: readonly (readonly [RegExp, string])[] = [
  [/\bcoupons?\b|\bvouchers?\b|优惠券|用券/, 'no_coupons'],
  [/\brefunds?\b|\breturns?\b|退款|退货/, 'refund_after_inspection'],
]

function wordsFor(request: FillRequest, action: string): Record<string, unknown> {
  const { text } = request
  const first = (rules: readonly (readonly [RegExp, string])[]): string | undefined =>
    rules.find(([pattern]) => pattern.test(text))?.[1]
  if (action === 'post_to_slack') {
    const channel = /#[\p{L}\p{N}_-]+/u.exec(text)?.[0]
    const quoted = readName(request)
    return { ...(channel === undefined ? {} : { channel }), ...(quoted === null ? {} : { text: quoted }) }
  }
  if (action === 'review_order') return first(DECISIONS) === undefined ? {} : { decision: first(DECISIONS) }
  if (action === 'limit_account') return first(LIMITS) === undefined ? {} : { limit: first(LIMITS) }
  if (action !== 'send_message' && action !== 'send_coupon') return {}
  const channel = /\bsms\b|\btext(?: messages?)?\b|短信/.test(text)
    ? 'sms'
    : /\be-?mails?\b|newsletter|邮件/.test(text)
      ? 'email'
      : /\bpush\b|推送/.test(text)
        ? 'push'
        : null
  const quoted = action === 'send_message' ? /["“「『]([^"”」』]{2,500})["”」』]/.exec(text)?.[1] : undefined
  return { ...(channel === null ? {} : { channel }), ...(quoted === undefined ? {} : { text: quoted.trim() }) }
}

function categoryOf(request: FillRequest): Record<string, unknown> {
  const mark = freeMarks(request).find((one) => one.kind === 'entity' && one.field === 'category')
  if (mark?.kind !== 'entity') return {}
  request.used.add(mark)
  return { category: mark.value }
}

/** Whom or what an action is about. */
export function readTarget(request: FillRequest, args: Arguments): unknown {
  if (!isAction(request)) return null
  switch (actionOf(request, args)) {
    case 'send_message':
    case 'send_coupon':
      return peopleOf(request, args)
    case 'change_price':
    case 'reclassify_products':
      return idsOf(request, 'product_id', 'product_ids', null)
    case 'review_order':
    case 'hold_order':
      return idsOf(request, 'order_id', 'order_ids', ordersBefore(callBefore(request.thread)))
    case 'merge_customers':
    case 'limit_account':
      return idsOf(request, 'customer_id', 'customer_ids', lastCustomer(request.thread))
    case 'change_setting': {
      const name = /\b[a-z]+(?:_[a-z]+)+\b/.exec(request.text)?.[0]
      return name === undefined ? null : { setting: name }
    }
    default:
      return null
  }
}

function idsOf(request: FillRequest, field: string, argument: string, before: string | null): unknown {
  const named = freeMarks(request).flatMap((mark) => {
    if (mark.kind !== 'entity') return []
    const value = mark.field === field ? mark.value : mark.also.find((one) => one.field === field)?.value
    if (value === undefined) return []
    request.used.add(mark)
    return [value]
  })
  if (named.length > 0) return { [argument]: [...new Set(named)] }
  return before !== null && POINTING.test(request.text) ? { [argument]: [before] } : null
}

function ordersBefore(call: PastCall | null): string | null {
  const named = call?.args['order_id']
  return typeof named === 'string' ? named : null
}

/** People by conditions; everyone only where that is said; "them" are those of the answer before. */
function peopleOf(request: FillRequest, args: Arguments): unknown {
  const named = freeMarks(request).flatMap((mark) =>
    mark.kind === 'entity' && mark.field === 'customer_id' ? [mark.value] : [],
  )
  if (named.length > 0) return { customer_ids: [...new Set(named)] }
  const audience = /\b(?:aud|winback)-\d/.test(request.text) ? readAudienceId(request) : null
  if (audience !== null) return { audience_id: audience }
  const filters: readonly Filter[] = fillFilters(request, args)
  if (filters.length > 0) return { filters }
  if (EVERYBODY.test(request.text)) return { filters: [] }
  const those = POINTING.test(request.text) || wordsOf(request.marks, 'cues').some(({ value }) => value === 'those')
  const before = callBefore(request.thread)
  if (!those || before?.result?.ok !== true) return null
  const data = before.result.data as { readonly audience_id?: unknown; readonly customers?: unknown }
  if (typeof data.audience_id === 'string') return { audience_id: data.audience_id }
  const asked = before.args['filters']
  return Array.isArray(asked) && asked.length > 0 ? { filters: asked } : null
}
