import type { Filter } from '../../../lib/filters.ts'
import { readId } from './fill-identity.ts'
import type { FillRequest } from './request.ts'

const WORDS = new Map(
  'one一 two二两 three三 four四 five五'.split(' ').flatMap((words, i) => [
    [words.replace(/\p{Script=Han}/gu, ''), i + 1] as const,
    ...words
      .replace(/[a-z]/g, '')
      .split('')
      .map((word) => [word, i + 1] as const),
  ]),
)
const NUMBER = '([1-5]|one|two|three|four|five|[一二两三四五])'
/** "1-2 stars", "one and two star reviews", "3 stars or less", 1-2 星, 一二星, 两星及以下. */
const RANGE = new RegExp(`${NUMBER}\\s?(?:-|–|~|to|and|or|到|至|、|和)?\\s?${NUMBER}\\s?(?:-\\s?)?(?:stars?\\b|颗?星)`)
const SINGLE = new RegExp(
  `${NUMBER}\\s?(?:-\\s?)?(?:stars?\\b|颗?星)(?:级|的)?\\s*(or (?:less|fewer|below|lower|worse)|and (?:below|under)|or (?:more|above|higher|better)|and (?:above|up)|及?以下|及?以上)?`,
)

/** Who wrote and how it sounds, in words. "Bad reviews" are those of one or two stars, by definition. */
const SPOKEN: readonly (readonly [RegExp, Filter])[] = [
  [
    /\brepeat (?:buyers?|customers?|purchasers?)\b|\breturning (?:buyers?|customers?)\b|老客户?|老顾客|老用户|回头客|复购客户/,
    { field: 'orders', op: 'gte', value: 2 },
  ],
  [
    /\b(?:best|top|most valuable|biggest|most important|key) (?:customers|clients|buyers|shoppers)\b|(?:最好|最优质|最有价值|最重要|头部|优质)的?(?:客户|顾客|用户|买家)|大客户/,
    { field: 'value_tier', op: 'eq', value: 'high' },
  ],
  [/\b(?:bad|worst) (?:reviews?|ratings?)\b|差评/, { field: 'rating', op: 'lte', value: 2 }],
  [
    /\bcomplain\w*|\bgripes?\b|\bmoan\w*|\bhates?\b|\bdislikes?\b|\b(?:not|n't) (?:like|happy|satisfied)\b|\bunhappy\b|\bdissatisfied\b|\bannoy\w*|\bnegative\b|抱怨|吐槽|槽点|讨厌|不满|不喜欢|负面|怨言/,
    { field: 'sentiment', op: 'lt', value: -0.05 },
  ],
  [
    /\bpraises?d?\b|\bloves?\b|\b(?:people|customers|buyers|they) (?:really )?like\b|\bpositive\b|好评|夸|称赞|喜欢|优点|正面/,
    { field: 'sentiment', op: 'gt', value: 0.05 },
  ],
]

/** 好评和差评各说了什么: good and bad together are all of them. */
const ASKS_BOTH =
  /好评.{0,3}[和与跟及、,].{0,3}差评|差评.{0,3}[和与跟及、,].{0,3}好评|优点.{0,3}[和与跟及、,].{0,3}(?:缺点|槽点)|\b(?:praise|likes?|good|positive)\b.{0,12}\b(?:and|or)\b.{0,12}\b(?:complain\w*|dislikes?|bad|negative|hate)\b/

/** What customers may be asked about by name: "what do they say about delivery", 对包装有什么意见. */
const SUBJECTS: readonly (readonly [string, string])[] = [
  ['delivery', 'delivery|deliveries|shipping|物流|配送|快递|送货'],
  ['packaging', 'packaging|包装'],
  ['battery', 'battery|batteries|电池|续航'],
]
const ASKED_ABOUT: readonly (readonly [RegExp, Filter])[] = SUBJECTS.map(([value, words]) => [
  new RegExp(
    `\\b(?:say|said|saying|think|feel|write|opinions?|comments?) (?:about|of|on) (?:the |our )?(?:${words})\\b|对(?:我们的?)?(?:${words})(?:有什么|有何|有哪些|的)?(?:意见|看法|评价|怎么[看说])`,
  ),
  { field: 'topic', op: 'eq', value },
])

/** Whether a tool speaks of what customers wrote: it looks at a population, at a product, and at nobody by id. */
const aboutReviews = ({ arguments: known }: FillRequest['tool']): boolean =>
  known.has('filters') && known.has('product_id') && !known.has('customer_id')

/** The product or category that a question about reviews is about. */
export const readSubject = (request: FillRequest, field: 'product_id' | 'category'): unknown =>
  aboutReviews(request.tool) ? readId(request, field) : null

/** Conditions on reviews and their writers: stars, how it sounds, old customers, the best ones. */
export function readReviewConditions(request: FillRequest): Filter[] {
  const stars = starsIn(request.text)
  const filters: Filter[] = []
  if (stars !== null) {
    // The numbers of the stars count nothing else.
    for (const mark of request.marks) {
      if (mark.start >= stars.start && mark.end <= stars.end) request.used.add(mark)
    }
    filters.push(stars.filter)
  }
  // A tool that lists no topics looks at how reviews came about: 刷好评 is no wish for praise.
  if (!aboutReviews(request.tool) || !request.tool.arguments.has('top')) return filters
  for (const [pattern, filter] of [...SPOKEN, ...ASKED_ABOUT]) {
    if (pattern.test(request.text) && filters.every(({ field }) => field !== filter.field)) filters.push(filter)
  }
  return ASKS_BOTH.test(request.text)
    ? filters.filter(({ field }) => field !== 'sentiment' && field !== 'rating')
    : filters
}

/** "Without the fake reviews", 剔除可疑评论. */
export const readWithoutSuspicious = ({ text }: FillRequest): true | null =>
  /\b(?:without|except|excluding|leaving out|ignoring|not counting)\b.{0,20}\b(?:suspicious|fake|flagged|false)\b|\b(?:suspicious|fake|flagged|false) (?:reviews|ones) (?:set aside|left out|excluded|removed)\b|\bset(?:ting)? aside\b.{0,20}\b(?:suspicious|fake|flagged|false)\b|(?:剔除|去掉|排除|除去|不算|不含|过滤掉?)(?:所有|那些)?(?:可疑|虚假|假|刷)|(?:可疑|虚假)的?评[论价]?(?:剔除|去掉|排除|除外)/.test(
    text,
  )
    ? true
    : null

const TOLD_TO_US: readonly (readonly [string, RegExp])[] = [
  ['reviews', /\breviews?\b|评论|评价|点评/],
  [
    'tickets',
    /\btickets?\b|\b(?:support|service) (?:requests?|cases?|enquiries|inquiries)\b|工单|客诉|客服(?:记录|对话|咨询)/,
  ],
  ['returns', /\breturns\b|\breasons? (?:for|of) (?:a )?returns?\b|\breturn reasons?\b|退货|退回来?的/],
]

/** Where customers wrote what is asked about; null where only reviews are, or nothing is said. */
export function readSources({ text }: Pick<FillRequest, 'text'>): readonly string[] | null {
  const named = TOLD_TO_US.filter(([, words]) => words.test(text)).map(([source]) => source)
  return named.some((source) => source !== 'reviews') ? named : null
}

function starsIn(text: string): { readonly filter: Filter; readonly start: number; readonly end: number } | null {
  const valueOf = (word: string | undefined): number => WORDS.get(word ?? '') ?? Number(word)
  const range = RANGE.exec(text)
  if (range !== null) {
    const [low, high] = [valueOf(range[1]), valueOf(range[2])].toSorted((a, b) => a - b) as [number, number]
    const filter: Filter =
      low === 1
        ? { field: 'rating', op: 'lte', value: high }
        : high === 5
          ? { field: 'rating', op: 'gte', value: low }
          : { field: 'rating', op: 'between', value: [low, high] }
    return { filter, start: range.index, end: range.index + range[0].length }
  }
  const single = SINGLE.exec(text)
  if (single === null) return null
  const op = single[2] === undefined ? 'eq' : /less|fewer|below|lower|worse|under|下/.test(single[2]) ? 'lte' : 'gte'
  const filter: Filter = { field: 'rating', op, value: valueOf(single[1]) }
  return { filter, start: single.index, end: single.index + single[0].length }
}
