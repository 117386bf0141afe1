import { meaningOf, wordsOf, type EntityMark, type Mark } from '../marks/mark.ts'
import { freeMarks, type FillRequest } from './request.ts'

const LEADS =
  /(?:\b(?:by|per|each|every|which|what|across|between|among|of|in|for|from|through)\s+(?:the\s+|our\s+|all\s+|different\s+)?|compare\s+|按照?|分|拆到|拆成|各个?|每个?|哪些?个?|哪几个|不同|什么|各种|最\S{1,3}的)$/
const PLURAL = /(?:ies|s)$/

/**
 * What a question groups by: "by country", "which five regions", 各渠道, "best-selling products". A word beside a name of
 * its own kind ("the skincare category", 华东地区) is part of the name.
 */
export const readDimensions = (request: FillRequest): string[] =>
  dimensionsAmong(request, request.tool.arguments.get('dimensions')?.words ?? [])

/** The one thing that a tool which splits one way is asked to split by: a group, or a stretch of time. */
export function readBy(request: FillRequest): string | null {
  const allowed = request.tool.arguments.get('by')?.words ?? []
  const [dimension] = dimensionsAmong(request, allowed)
  if (dimension !== undefined) return dimension
  const grain = wordsOf(freeMarks(request), 'grains').find(({ value }) => allowed.includes(value))
  if (grain === undefined) return null
  request.used.add(grain.mark)
  return grain.value
}

/** The kinds of people that a tool may be asked to set against each other, wherever they are named. */
export function readGroups(request: FillRequest): string[] {
  const allowed = request.tool.arguments.get('groups')?.words ?? []
  const named = wordsOf(freeMarks(request), 'dimensions').filter(({ value }) => allowed.includes(value))
  for (const { mark } of named) request.used.add(mark)
  const people = request.marks.flatMap((mark) =>
    mark.kind === 'entity' && allowed.includes(mark.field) ? [mark.field] : [],
  )
  // 性别和年龄 is one word for a way to segment, and two kinds of people.
  const both = wordsOf(request.marks, 'methods').some(({ value }) => value === 'demographic')
  const implied = both ? ['gender', 'age_band'].filter((field) => allowed.includes(field)) : []
  return [...new Set([...named.map(({ value }) => value), ...people, ...implied])]
}

function dimensionsAmong(request: FillRequest, allowed: readonly string[]): string[] {
  const found: string[] = []
  let previous: Mark | null = null
  const ranked = request.marks.some((mark) => meaningOf(mark, 'order') !== null)
  for (const { value, mark } of wordsOf(freeMarks(request), 'dimensions')) {
    if (allowed.length > 0 && !allowed.includes(value)) continue
    if (isPartOfName(request, mark, value)) continue
    const joined =
      previous !== null && /^\s*(?:and|和|、|,|及|与|x|×)\s*$/.test(request.text.slice(previous.end, mark.start))
    if (!joined && !isGrouping(request, mark, ranked, value)) continue
    request.used.add(mark)
    previous = mark
    if (!found.includes(value)) found.push(value)
  }
  if (found.length === 0) {
    const part = partOfWhole(request, allowed)
    if (part !== null) found.push(part)
  }
  if (found.length === 0) {
    const compared = comparedField(request)
    if (compared !== null && allowed.includes(compared)) found.push(compared)
  }
  if (found.length === 0 && ranked && allowed.includes('product_id') && asksWhichProduct(request))
    found.push('product_id')
  return found
}

const SIDE_BY_SIDE =
  /\b(?:vs\.?|versus|compare[ds]?|comparison|against|or|each|respectively)\b|比|对比|还是|分别|各|哪个|谁/

/** "Skincare vs outdoor", 男客户和女客户谁花得多: several names of one kind that are set side by side are groups. */
function comparedField(request: FillRequest): string | null {
  if (!SIDE_BY_SIDE.test(request.text)) return null
  const counts = new Map<string, Set<string>>()
  for (const mark of request.marks) {
    if (mark.kind !== 'entity') continue
    counts.set(mark.field, (counts.get(mark.field) ?? new Set()).add(mark.value))
  }
  const several = [...counts].find(([, values]) => values.size > 1)?.[0]
  if (several !== undefined) return several
  // "VIPs and others": one is named, and all there are of its kind are set side by side.
  const splitsAndCompares = request.tool.arguments.has('by') && request.tool.arguments.has('compare')
  return splitsAndCompares && THE_OTHERS.test(request.text) ? ([...counts.keys()][0] ?? null) : null
}

const THE_OTHERS =
  /\b(?:and|with|versus|vs\.?|than|against|from)\s+(?:the |all )?(?:others?|rest|everyone else|everybody else)\b|其他|其余|别的|普通客户/

const ASKS_SHARE =
  /\b(?:what|which|how (?:big|large|high) an?|give me the|the)?\s*(?:share|percentage|percent|proportion|fraction|part)\b|占(?:了|比|总|全|多|几|百)|(?:比例|百分比|比重|份额)/

/**
 * "What share of revenue comes from the app", 流失的人里女性占多少: the part whose share is asked for is one of the groups that
 * the whole is split into; what is named before it says of what whole.
 */
function partOfWhole(request: FillRequest, allowed: readonly string[]): string | null {
  if (!request.tool.arguments.has('metrics') || !ASKS_SHARE.test(request.text)) return null
  const named = freeMarks(request).filter(
    (mark): mark is EntityMark => mark.kind === 'entity' && allowed.includes(mark.field),
  )
  const part = /占/.test(request.text)
    ? named.findLast((mark) => mark.end <= request.text.lastIndexOf('占'))
    : named.at(-1)
  if (part === undefined) return null
  request.used.add(part)
  return part.field
}

/** "What sold best last week", 什么卖得最好: things that are sold are products. */
const WHAT_SELLS =
  /\bwhat(?:'s| is| are| do| did| does)?(?: we| our| the| been)? (?:sells?|sold|selling)\b|(?:什么|啥)(?:东西|货)?(?:卖|最好卖|最畅销)|卖得最\S{1,2}的(?:东西|货)?是(?:什么|啥|哪)/

/** "Which tent sells best": the kind is a condition, its products are the groups. */
const asksWhichProduct = (request: FillRequest): boolean =>
  WHAT_SELLS.test(request.text) ||
  request.marks.some(
    (mark) =>
      mark.kind === 'entity' &&
      mark.field === 'product_word' &&
      /(?:\bwhich|\bwhat|哪[款个种些]?)\s*$/.test(request.text.slice(0, mark.start)),
  )

function isPartOfName(request: FillRequest, mark: Mark, field: string): boolean {
  return request.marks.some((other) => {
    if (other.kind !== 'entity') return false
    const fits = other.field === field || other.also.some((reading) => reading.field === field)
    const gap = other.end <= mark.start ? mark.start - other.end : other.start - mark.end
    return fits && gap >= 0 && gap <= 1
  })
}

function isGrouping(request: FillRequest, mark: Mark, ranked: boolean, value: string): boolean {
  if (/al(?:ly)?$/.test(mark.text)) return true
  // Weekends are days of the week wherever they stand.
  if (value === 'weekday' && /weekend|周末/.test(request.text)) return true
  // 周几, 几点: the question word is in the name of the group.
  if (/^(?:周几|星期几|几点)/.test(mark.text) && (value === 'weekday' || value === 'hour')) return true
  // Warehouses are told apart wherever they are spoken of: nothing else can be asked of one.
  if (value === 'warehouse' && request.tool.arguments.has('by')) return true
  const head = request.text.slice(0, mark.start)
  // 一天: one day, not each of them.
  if (head.endsWith('一')) return false
  if (isSubject(request, mark)) return true
  const beforeNumber = request.marks.some(
    (one) => one.kind === 'number' && one.end <= mark.start && mark.start - one.end <= 2,
  )
  const lead = LEADS.test(head)
  if (value === 'customer_id') return ranked && (beforeNumber || /(?:which|who|哪些?个?|top|best)\s*$/.test(head))
  if (lead && !/\b(?:of|in|for|from|between|among|through)\s+(?:the\s+|our\s+)?$/.test(head)) return true
  if (lead && PLURAL.test(mark.text)) return true
  const ordered = request.marks.some(
    (one) => meaningOf(one, 'order') !== null && one.end <= mark.start && mark.start - one.end <= 4,
  )
  return (
    (ranked && (beforeNumber || ordered || PLURAL.test(mark.text))) ||
    /^(?:分布|排名|排行|ranking| ranking| breakdown| split| mix|-level| level| by (?:region|category|brand|channel|city))/.test(
      request.text.slice(mark.end),
    )
  )
}

/** "Brands losing ground", 走下坡路的品牌有哪些: of what rises and falls, the kind that is named is the one that is asked for. */
const isSubject = (request: FillRequest, mark: Mark): boolean =>
  request.tool.arguments.has('deseasonalise') && (PLURAL.test(mark.text) || /\p{Script=Han}/u.test(mark.text))

/** "per week", 按月; null when the question does not say. */
export function readGrain(request: FillRequest): string | null {
  const [first] = wordsOf(freeMarks(request), 'grains')
  if (first === undefined) return null
  request.used.add(first.mark)
  return first.value
}

/** The metrics that are named, in order; words that only sometimes name one count where nothing firmer does. */
export function readMetrics(request: FillRequest): string[] {
  const allowed = request.tool.arguments.get('metrics')?.words ?? request.tool.arguments.get('metric')?.words ?? []
  const named = wordsOf(freeMarks(request), 'metrics').filter(
    ({ value }) => allowed.length === 0 || allowed.includes(value),
  )
  const candidates = named.filter(({ mark }) => !countsTheOneBefore(mark, named))
  const firm = candidates.filter(({ mark }) => mark.kind === 'word' && !mark.weak)
  const clauses = clauseStarts(request.text)
  const clauseOf = (mark: Mark): number => clauses.findLastIndex((start) => start <= mark.start)
  const firmClauses = new Set(firm.map(({ mark }) => clauseOf(mark)))
  const chosen = candidates.filter(
    ({ mark, value }) =>
      firm.some((one) => one.mark === mark) ||
      (!firmClauses.has(clauseOf(mark)) && !firm.some((one) => one.value === value) && !isNoun(request, mark)),
  )
  for (const { mark } of chosen) request.used.add(mark)
  const asked = [...new Set(chosen.map(({ value }) => value))]
  return asked.length === 0 && HOW_IT_GOES.test(request.text)
    ? AT_A_GLANCE.filter((one) => allowed.includes(one))
    : asked
}

/** "How are we doing this month compared with last month": of the shop as a whole, and no figure is named. */
const HOW_IT_GOES =
  /\bhow (?:are|did|were|have) we (?:doing|do|done|been doing)\b|\bare we doing (?:better|worse|well)\b|\bhow(?:'s| is| was)? (?:the |our )?business\b|(?:生意|经营|业绩|店里|店铺|我们做得).{0,12}(?:怎么样|怎样|如何|好)/
const AT_A_GLANCE = ['net_revenue', 'orders', 'new_customers']

/** 拉新多少人: the counting words belong to the figure right before them. */
const countsTheOneBefore = (mark: Mark, named: readonly { readonly mark: Mark }[]): boolean =>
  mark.text.startsWith('多少') && named.some((one) => one.mark.end <= mark.start && mark.start - one.mark.end <= 1)

/** "which customers with orders" uses the word for what is counted elsewhere: not a metric when a firm one is asked for. */
const isNoun = (request: FillRequest, mark: Mark): boolean =>
  /\b(?:of|with|from|the|these|those|their)\s+$/.test(request.text.slice(0, mark.start)) && mark.text === 'orders'

const clauseStarts = (text: string): number[] => [0, ...[...text.matchAll(/[,;?]/g)].map((match) => match.index)]
