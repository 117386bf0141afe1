import { FILTER_FIELDS, type Filter, type FilterField } from '../../../lib/filters.ts'
import type { EntityMark } from '../marks/mark.ts'
import { callBefore, listsCustomers } from '../turn/thread-state.ts'
import { freeMarks, type Arguments, type FillRequest } from './request.ts'
import { spokenOfBest } from './the-best.ts'
import { allows } from './tool-shape.ts'

/** What stands between two groups that are held against each other. */
const BETWEEN = /\b(?:with|versus|vs\.?|against|and|from|than|to|or|v)\b|和|与|跟|同|对比|相比|相对|还是|比(?!较)/g

/** The first group of a comparison. */
export const readFirstGroup = (request: FillRequest): readonly Filter[] | string | null =>
  readGroups(request)[0] ?? null

/** The second one; left out for "everyone else". */
export const readSecondGroup = (request: FillRequest): readonly Filter[] | string | null =>
  readGroups(request)[1] ?? null

/** Groups by number in an earlier result, or conditions on either side of the word between them. */
function readGroups(request: FillRequest): readonly (readonly Filter[] | string)[] {
  const numbered = numberedGroups(request)
  if (numbered.length > 0) return numbered
  const entities = request.marks.flatMap((mark): NamedGroup[] => {
    if (mark.kind !== 'entity') return []
    request.used.add(mark)
    const filter = conditionOf(mark)
    return filter === null ? [] : [{ start: mark.start, end: mark.end, filter }]
  })
  const named = [...entities, ...newAndOld(request.text, entities)].toSorted((a, b) => a.start - b.start)
  if (named.length === 0) return []
  const cut = cutBetween(request.text, named)
  const left = named.filter(({ end }) => end <= cut)
  const right = named.filter(({ end }) => end > cut)
  const sides = right.length === 0 ? [left] : [left, [...sharedBy(left, right, request.text), ...right]]
  return sides.map((side) => side.map(({ filter }) => filter))
}

/** A group that is named, and where. */
interface NamedGroup {
  readonly start: number
  readonly end: number
  readonly filter: Filter
}

/** New customers are those of that stage, old ones have ordered before. */
const NEW_AND_OLD: readonly (readonly [RegExp, Filter])[] = [
  [
    /\bnew (?:customers?|buyers?)\b|\bfirst[- ]time buyers?\b|新客户?|新顾客/g,
    { field: 'lifecycle', op: 'eq', value: 'new' },
  ],
  [
    /\b(?:repeat|returning|old|existing) (?:customers?|buyers?|ones)\b|老客户?|老顾客|回头客/g,
    { field: 'orders', op: 'gte', value: 2 },
  ],
]

const newAndOld = (text: string, entities: readonly NamedGroup[]): NamedGroup[] =>
  NEW_AND_OLD.flatMap(([pattern, filter]) =>
    [...text.matchAll(pattern)]
      .map((match) => ({ start: match.index, end: match.index + match[0].length, filter }))
      .filter(({ start, end }) => !entities.some((one) => one.start < end && one.end > start)),
  )

/** "VIPs in 华东 and 华南": what is said before two values of one field holds of both, unless people are named again. */
function sharedBy(left: readonly NamedGroup[], right: readonly NamedGroup[], text: string): readonly NamedGroup[] {
  const [last, next] = [left.at(-1), right[0]]
  if (last === undefined || next === undefined || right.length > 1) return []
  const namesPeople = /customers|buyers|shoppers|people|客户|顾客|买家/.test(text.slice(last.end, next.start))
  return last.filter.field !== next.filter.field || namesPeople ? [] : left.slice(0, -1)
}

/** Where the first of two named groups ends; the end of the text when only one is named. */
function cutBetween(text: string, marks: readonly NamedGroup[]): number {
  for (const [index, mark] of marks.slice(0, -1).entries()) {
    const next = marks[index + 1]
    if (next === undefined) break
    const gap = text.slice(mark.end, next.start)
    if ([...gap.matchAll(BETWEEN)].length > 0) return mark.end
    // Two values of one field cannot both hold: "champions, hibernating".
    if (next.filter.field === mark.filter.field) return mark.end
  }
  return text.length
}

const isFilterField = (name: string): name is FilterField => FILTER_FIELDS.some((field) => field === name)

function conditionOf(mark: EntityMark): Filter | null {
  const reading = [{ field: mark.field, value: mark.value }, ...mark.also].find(({ field }) => isFilterField(field))
  return reading === undefined || !isFilterField(reading.field)
    ? null
    : { field: reading.field, op: 'eq', value: reading.value }
}

const ORDINALS: readonly (readonly [RegExp, number])[] = [
  [/\bfirst\b|\b(?:one|1)\b|\b(?:biggest|largest)\b|第[一1]|最大/g, 1],
  [/\bsecond\b|\b(?:two|2)\b|第[二2]/g, 2],
  [/\bthird\b|\b(?:three|3)\b|第[三3]/g, 3],
  [/\bfourth\b|\b(?:four|4)\b|第[四4]/g, 4],
  [/\bfifth\b|\b(?:five|5)\b|第[五5]/g, 5],
]
const GROUP_WORD = /\b(?:group|cluster|segment)s?\b|群|聚类|组|类/

/** "the first group", 第二群: groups that an earlier segmentation of this conversation found, as `r3.segment_1`. */
function numberedGroups(request: FillRequest): readonly string[] {
  const before = callBefore(request.thread)
  if (before?.result?.ok !== true || before.tool !== 'segment_customers' || !GROUP_WORD.test(request.text)) return []
  const { result_id: id } = before.result
  return ORDINALS.flatMap(([pattern, rank]) =>
    [...request.text.matchAll(pattern)].map((match) => ({ at: match.index, group: `${id}.segment_${rank}` })),
  )
    .toSorted((a, b) => a.at - b.at)
    .map(({ group }) => group)
}

const POINTING = /\b(?:this|that|these|those|them|the result|the list|it)\b|这|那|他们|她们|结果|名单/

/** The earlier result whose customers are meant, when the question names no conditions of its own. */
export function readResult(request: FillRequest, args: Arguments): string | null {
  const before = callBefore(request.thread)
  if (before?.result?.ok !== true) return null
  const [numbered] = numberedGroups(request)
  if (numbered !== undefined) {
    const [id = '', group = ''] = numbered.split('.')
    args['segment_id'] = group
    return id
  }
  const conditions = freeMarks(request).some((mark) => mark.kind === 'entity' && conditionOf(mark) !== null)
  return listsCustomers(before) && !conditions && POINTING.test(request.text) ? before.result.result_id : null
}

/** "customers like these": the customers of the result before stand for the group to be like. */
export function readSeedGroup(request: FillRequest, args: Arguments): string | null {
  if (args['customer_id'] !== undefined || !request.tool.arguments.has('top')) return null
  const [numbered] = numberedGroups(request)
  return numbered ?? readResult(request, args)
}

/** "top 200", 前50名: so many of those who are looked for, where the same question also says how many to find. */
export function readTop(request: FillRequest, args: Arguments): number | null {
  if (args['customer_id'] !== undefined) return null
  for (const mark of freeMarks(request)) {
    if (mark.kind !== 'number' || mark.unit !== 'count' || !Number.isInteger(mark.value) || mark.value < 1) continue
    const isBefore = /(?:\b(?:top|best|first)|前|排名前)\s?$/.test(request.text.slice(0, mark.start))
    if (!isBefore && !/^\s(?:best|top)\b/.test(request.text.slice(mark.end))) continue
    request.used.add(mark)
    return mark.value
  }
  return readTheBest(request, args)
}

/** "Our best customers": whoever brought most, as many as a short list holds. */
function readTheBest(request: FillRequest, args: Arguments): number | null {
  const isSeed = request.tool.arguments.has('customer_id') && args['segment'] === undefined
  if (!isSeed || spokenOfBest(request.text) !== 'several') return null
  request.assumed.add('best_by_net_revenue')
  return BEST_FEW
}

/** How many "the best customers" are when nobody says. */
const BEST_FEW = 10

/** How many to find: a number of people that ranks nobody. */
export function readAudienceSize(request: FillRequest): number | null {
  for (const mark of freeMarks(request)) {
    if (mark.kind !== 'number' || mark.unit !== 'count' || !Number.isInteger(mark.value) || mark.value < 1) continue
    // 圈一批: an article, not a number of them.
    if (mark.text === '一') continue
    request.used.add(mark)
    return mark.value
  }
  return null
}

const QUOTED = /["“”「『']([^"“”」』']{1,80})["“”」』']/
const CALLED =
  /(?:\b(?:called|named|under the name|as(?: a (?:saved )?segment)?(?: (?:called|named))?)\s+)((?!a\b|segment\b|group\b)[^,.;?!]{1,60})$|(?:名为|叫做|叫|命名为|保存为|存为|起名)([^,,。;;的]{1,30}?)(?:的|$|并)/

/** The name under which something is to be kept: quoted, or behind "called", 叫, 存为. */
export function readName(request: FillRequest): string | null {
  const quoted = QUOTED.exec(request.text)
  if (quoted?.[1] !== undefined) {
    // What is a name is no condition as well.
    const end = quoted.index + quoted[0].length
    for (const mark of request.marks) if (mark.start >= quoted.index && mark.end <= end) request.used.add(mark)
    return quoted[1].trim()
  }
  const found = CALLED.exec(request.text)
  const name = (found?.[1] ?? found?.[2] ?? '').trim()
  return name === '' || /^(?:a )?(?:一?个?分?群|segment)$/.test(name) ? nameOfConditions(request) : name
}

/** Without a name the conditions are one: "beijing, more than 5 orders"; it can be changed before it is approved. */
function nameOfConditions(request: FillRequest): string | null {
  if (!request.tool.arguments.has('refresh')) return null
  const earlier = POINTING.test(request.text) ? (request.thread.earlier.at(-1)?.question ?? '') : ''
  const conditions = request.marks.filter(
    (mark) => (mark.kind === 'entity' && conditionOf(mark) !== null) || (mark.kind === 'number' && mark.value !== 1),
  )
  const name = conditions.length > 0 ? conditions.map(({ text }) => text).join(' ') : earlier.replace(/[?？.。!]+$/, '')
  if (name === '') return null
  request.assumed.add('name_of_conditions')
  return name.slice(0, LONGEST_NAME)
}

const LONGEST_NAME = 60

const BY_TEXT = /\bsms\b|\btext messages?\b|\btext (?:them|him|her|us|people|customers|everyone|our|the)\b|短信/

/** The way by which people are to be written to. */
export function readChannel({ tool, text }: FillRequest): string | null {
  if (
    allows(tool, 'channel', 'email') &&
    /\be-?mail(?:s|ed|ing)?\b|\b(?:i|we|you|to) mail\b|newsletter|邮件/.test(text)
  )
    return 'email'
  return allows(tool, 'channel', 'sms') && BY_TEXT.test(text) ? 'sms' : null
}
