import { FILTER_FIELDS, type Filter, type FilterField } from '../../../lib/filters.ts'
import { dateOfDay } from '../../../lib/time-zone.ts'
import { meaningOf, wordsOf, type EntityMark, type Mark, type PeriodMark } from '../marks/mark.ts'
import { ORDER_FIELDS, periodFor, readConditions } from './conditions.ts'
import { readReviewConditions } from './fill-review-conditions.ts'
import { readScoreConditions } from './fill-score-conditions.ts'
import { freeMarks, type Arguments, type FillRequest } from './request.ts'

const isFilterField = (name: string): name is FilterField => FILTER_FIELDS.some((field) => field === name)

/** Fields that only say something about people when the words stand for a stage, not for a count. */
const STAGE_METRICS: Readonly<Record<string, string>> = { new_customers: 'new', active_customers: 'active' }

const ABOUT_TO_LEAVE = /^(?:快要?流失|about to churn|slipping away)$/

/** The conditions of a question: names, stages, amounts, counts, absences, periods of orders. */
export function fillFilters(request: FillRequest, args: Arguments): Filter[] {
  const conditions = [...readScoreConditions(request), ...readReviewConditions(request), ...readConditions(request)]
  const merged = mergeByField([...entityFilters(request, args), ...stageFilters(request)], BOTH.test(request.text))
  return [...conditions, ...merged, ...orderPeriods(request)]
}

/** The reading of an entity that fits the tool: not an argument of its own, and a field to filter by. */
function filterReading(mark: EntityMark): { field: FilterField; value: string } | null {
  const readings = [{ field: mark.field, value: mark.value }, ...mark.also]
  const found = readings.find(({ field }) => isFilterField(field))
  return found === undefined || !isFilterField(found.field) ? null : { field: found.field, value: found.value }
}

function entityFilters(request: FillRequest, args: Arguments): Filter[] {
  const own = fieldsOfMethod(request, args)
  return freeMarks(request).flatMap((mark): Filter[] => {
    if (mark.kind !== 'entity') return []
    if (mark.field === 'product_word') return isInCategory(request, mark) ? [] : [productWordFilter(request, mark)]
    const reading = filterReading(mark)
    if (reading === null) return []
    request.used.add(mark)
    if (isWarehouse(request, mark)) return []
    // Who is about to leave is what such a tool answers; the stage of that name is a rule of its own.
    if (request.tool.arguments.has('threshold') && ABOUT_TO_LEAVE.test(mark.text)) return []
    if (reading.field === 'lifecycle' && (growsItself(request, mark) || losesThem(request, mark))) return []
    if (reading.field === 'status' && args['order_id'] !== undefined) return []
    // "How are they sorted for her": the customer who is named already is no condition as well.
    if (reading.field === 'customer_id' && args['customer_id'] === reading.value) return []
    // Stages that are listed behind "each lifecycle stage (new, growing, ...)" say which groups there are.
    if (own.has(reading.field)) return []
    const negated = isNegated(request, mark)
    if (LIKED_FIELDS.has(reading.field) && request.tool.arguments.has('within') && isLiked(request, mark)) {
      return [{ field: 'interest', op: negated ? 'ne' : 'eq', value: reading.value }]
    }
    if (reading.field === 'consent') return [consentFilter(reading.value, negated, request, mark)]
    const period =
      ORDER_FIELDS.has(reading.field) && !request.tool.arguments.has('period') ? periodFor(request, mark) : null
    if (period !== null && !negated) request.used.add(period)
    const narrowed = period === null || negated ? {} : { period: period.value }
    if (negated && ORDER_FIELDS.has(reading.field))
      return [{ field: reading.field, op: 'not_in', value: [reading.value] }]
    return [{ field: reading.field, op: negated ? 'ne' : 'eq', value: reading.value, ...narrowed }]
  })
}

/** "Which topics are growing": topics and products grow too, and are no stage of customers. */
const growsItself = ({ text }: FillRequest, mark: EntityMark): boolean =>
  mark.value === 'growing' &&
  /\b(?:topics?|subjects?|complaints?|themes?|issues?|products?|categories|brands?)\b[^,]{0,30}$/.test(
    text.slice(0, mark.start),
  )

/** "The Guangzhou warehouse compared with Beijing": places that parcels leave from are the groups, not where they go. */
const isWarehouse = ({ tool, marks }: FillRequest, mark: EntityMark): boolean =>
  PLACES.has(mark.field) &&
  (tool.arguments.get('by')?.words ?? []).includes('warehouse') &&
  wordsOf(marks, 'dimensions').some(({ value }) => value === 'warehouse')
const PLACES: ReadonlySet<string> = new Set(['city', 'region'])

/** "Coffee lovers who bought beans": the word is part of the name of the category that is asked for. */
function isInCategory({ marks, used }: FillRequest, mark: EntityMark): boolean {
  const word = mark.value.replace(/s$/, '')
  const isPart = marks.some(
    (other) =>
      other.kind === 'entity' &&
      other.field === 'category' &&
      other.value.split(' ').some((one) => one.replace(/s$/, '') === word),
  )
  if (isPart) used.add(mark)
  return isPart
}

/** "tents": products whose name holds the word. "Never" cannot be said of a word, so the service refuses that by name. */
function productWordFilter(request: FillRequest, mark: EntityMark): Filter {
  const negated = isNegated(request, mark)
  const period = request.tool.arguments.has('period') ? null : periodFor(request, mark)
  request.used.add(mark)
  request.assumed.add('product_word')
  if (period !== null) request.used.add(period)
  return {
    field: 'product_id',
    op: negated ? 'not_in' : 'contains',
    value: negated ? [mark.value] : mark.value,
    ...(period === null ? {} : { period: period.value }),
  }
}

/** What somebody may be drawn to, apart from having bought it. */
const LIKED_FIELDS: ReadonlySet<string> = new Set(['category', 'brand', 'price_band'])

/** "who likes skincare", 对户外感兴趣: a word of liking right before the name, or right behind it. */
const isLiked = (request: FillRequest, mark: Mark): boolean =>
  wordsOf(request.marks, 'cues').some(({ value, mark: word }) => {
    const gap = word.end <= mark.start ? mark.start - word.end : word.start - mark.end
    return value === 'interest' && gap >= 0 && gap <= 3
  })

/** Groups that the method or the dimensions themselves make. */
function fieldsOfMethod(request: FillRequest, args: Arguments): ReadonlySet<string> {
  const method = String(args['method'] ?? request.implied['method'] ?? '')
  const fields: Readonly<Record<string, readonly string[]>> = {
    lifecycle: ['lifecycle'],
    value: ['value_tier'],
    rfm: ['rfm_segment', 'lifecycle'],
  }
  const listed = wordsOf(request.marks, 'dimensions').map(({ value }) => value)
  const several = (field: string): boolean =>
    request.marks.filter((mark) => mark.kind === 'entity' && mark.field === field).length > 2
  return new Set([...(request.tool.arguments.has('method') ? (fields[method] ?? []) : []), ...listed.filter(several)])
}

/** 是不是在流失客户 asks whether customers are lost, 流失的概率 how likely that is, 哪一步流失最多 where; none names a group. */
const losesThem = ({ text }: FillRequest, { start, end, text: name }: Mark): boolean =>
  name.startsWith('流失') &&
  (/(?:在|会|导致|造成|让|步|环节|哪里|哪儿|哪个?地方|最容易|最多)$/.test(text.slice(0, start)) ||
    /^(?:的?(?:概率|可能|几率|风险)|在哪|到哪|得?最|点)/.test(text.slice(end)))

/** "leave out anyone without marketing consent" asks for those who gave it: two negations. */
function consentFilter(value: string, negated: boolean, request: FillRequest, mark: EntityMark): Filter {
  const before = request.text.slice(Math.max(0, mark.start - 40), mark.start)
  const negations = wordsOf(request.marks, 'negations').filter(
    ({ mark: word }) => word.end <= mark.start && word.start >= mark.start - 40,
  ).length
  const without =
    /(?:leave|leaving|exclud|drop|remove|skip|排除|剔除|去掉|除).*(?:without|no |not |lack|没有|未|没|不)/.test(before)
  const kinds = value === 'marketing' ? ['email', 'sms'] : [value]
  const absent = without ? false : negated && negations % 2 === 1
  if (absent) return { field: 'consent', op: 'not_in', value: kinds }
  return kinds.length === 1 ? { field: 'consent', op: 'eq', value } : { field: 'consent', op: 'in', value: kinds }
}

/** A negation shortly before the name in the same clause, with no other name between that would take it. */
export function isNegated(request: FillRequest, mark: Mark): boolean {
  return request.marks.some((word) => {
    // 是不是 asks, and denies nothing.
    const denies = meaningOf(word, 'negations') !== null && request.text.at(word.start - 1) !== '是'
    // 没买 says both "not bought lately" and, before a product, "never bought".
    const neverBought =
      mark.kind === 'entity' &&
      ORDER_FIELDS.has(mark.field) &&
      meaningOf(word, 'fields') === 'days_since_order' &&
      mark.start - word.end <= 2
    if ((!denies && !neverBought) || word.end > mark.start) return false
    const gap = request.text.slice(word.end, mark.start)
    // 没动静的银卡客户: who has been quiet, of that level.
    if (gap.endsWith('的') && /[没未不]/.test(word.text)) return false
    const taken = request.marks.some(
      (other) =>
        other.kind === 'entity' &&
        other !== mark &&
        other.start >= word.end &&
        other.end <= mark.start &&
        !/^\s*(?:,|、|or|and|和|或)\s*$/.test(request.text.slice(other.end, mark.start)),
    )
    return (
      !taken &&
      gap.length <= 24 &&
      !/[;.?!]|, with\b|\b(?:but|and|who)\b|但|而且|并且/.test(gap.replace(/^\s*(?:but|and)\b/, ''))
    )
  })
}

function stageFilters(request: FillRequest): Filter[] {
  if (request.tool.arguments.has('metrics') || !request.tool.arguments.has('sort')) return []
  return wordsOf(freeMarks(request), 'metrics').flatMap(({ value, mark }): Filter[] => {
    const stage = STAGE_METRICS[value]
    if (stage === undefined) return []
    request.used.add(mark)
    return [{ field: 'lifecycle', op: 'eq', value: stage }]
  })
}

/** 既买过咖啡豆又买过护肤品: of what is bought, each is asked for. */
const BOTH = /\bboth\b|既.{1,20}又|(?:同时|都)(?:买|购|下)/

/** Several values of one field are alternatives: 华东 and 华南 means in either; bought things may all be asked for. */
function mergeByField(filters: readonly Filter[], all: boolean): Filter[] {
  const merged: Filter[] = []
  for (const filter of filters) {
    const same = merged.findIndex(
      (one) =>
        one.field === filter.field &&
        !(all && ORDER_FIELDS.has(filter.field) && positive(filter.op)) &&
        joinable(one.op, filter.op) &&
        JSON.stringify(one.period) === JSON.stringify(filter.period),
    )
    const known = merged[same]
    if (known === undefined) {
      merged.push(filter)
      continue
    }
    const values = [...new Set([...listOf(known.value), ...listOf(filter.value)])]
    const negative = known.op === 'ne' || known.op === 'not_in'
    if (values.length === 1) continue
    merged[same] = { ...known, op: negative ? 'not_in' : 'in', value: values }
  }
  return merged
}

const listOf = (value: Filter['value']): (string | number)[] =>
  value === undefined || typeof value === 'boolean' ? [] : typeof value === 'object' ? [...value] : [value]
const positive = (op: Filter['op']): boolean => op === 'eq' || op === 'in'
const joinable = (a: Filter['op'], b: Filter['op']): boolean =>
  (positive(a) && positive(b)) || ((a === 'ne' || a === 'not_in') && (b === 'ne' || b === 'not_in'))

/**
 * Periods that are conditions of their own: "bought both before and after June", "ordered in May but not in June", and,
 * for a tool without a period, "who bought last month".
 */
function orderPeriods(request: FillRequest): Filter[] {
  return freeMarks(request).flatMap((mark): Filter[] => {
    if (mark.kind !== 'period') return []
    if (mark.pair !== null) {
      request.used.add(mark)
      return mark.pair.map((side) => ({
        field: 'orders' as const,
        op: 'gte' as const,
        value: 1,
        period: { from: dateOfDay(side.fromDay), to: dateOfDay(side.toDay) },
      }))
    }
    const absent =
      isNegated(request, mark) ||
      (/(?:但|而|却).{0,3}$/.test(request.text.slice(0, mark.start)) &&
        /^.{0,3}(?:没|未)/.test(request.text.slice(mark.end)))
    const contrast = absent || hasContrast(request)
    if (request.tool.arguments.has('period') && !contrast) return []
    if (!contrast && isPresent(request, mark)) {
      request.used.add(mark)
      return []
    }
    request.used.add(mark)
    return [{ field: 'orders', ...(absent ? { op: 'eq', value: 0 } : { op: 'gte', value: 1 }), period: mark.value }]
  })
}

/** "today" beside a state says as of when, unless somebody bought then. */
const isPresent = (request: FillRequest, mark: PeriodMark): boolean =>
  mark.value === 'today' &&
  !wordsOf(request.marks, 'fields').some(({ value }) => value === 'orders') &&
  !wordsOf(request.marks, 'metrics').some(({ value }) => value === 'orders')

/** Whether one of several periods is denied: then all of them are conditions. */
function hasContrast(request: FillRequest): boolean {
  const periods = request.marks.filter((mark): mark is PeriodMark => mark.kind === 'period')
  return periods.length > 1 && periods.some((mark) => isNegated(request, mark))
}
