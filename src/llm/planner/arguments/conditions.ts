import type { Filter, FilterField, FilterOperator } from '../../../lib/filters.ts'
import { meaningOf, wordsOf, type Mark, type NumberMark, type PeriodMark } from '../marks/mark.ts'
import { freeMarks, type FillRequest } from './request.ts'

const DAYS_PER_UNIT: Readonly<Record<string, number>> = { days: 1, weeks: 7, months: 30 }
/** How far, in characters, a comparison may stand before its number. */
const NEAR = 6

export interface Comparison {
  readonly op: FilterOperator
  readonly marks: readonly Mark[]
  readonly value: number | readonly [number, number]
  readonly number: NumberMark
}

/**
 * Conditions on numbers ("spent over ¥2,000", 下单超过3次, "no order for 120 days", "between 2 and 4 orders"), each with
 * the period that stands beside it when the tool has no period of its own.
 */
export function readConditions(request: FillRequest): Filter[] {
  const conditions: Filter[] = []
  for (const mark of freeMarks(request)) {
    if (mark.kind !== 'number' || request.used.has(mark)) continue
    const comparison = compareNumber(request, mark)
    const field = fieldOf(request, mark, comparison)
    if (field === null) continue
    const op = comparison?.op ?? impliedOperator(field.name)
    if (op === null) continue
    const scale = field.scale
    const value = comparison?.value ?? mark.value
    const period = ORDER_FIELDS.has(field.name) && !isOfAllTime(request, mark) ? periodFor(request, mark) : null
    conditions.push({
      field: field.name,
      op,
      value: typeof value === 'number' ? value * scale : value.map((one) => one * scale),
      ...(period === null ? {} : { period: period.value }),
    })
    for (const taken of [mark, ...(comparison?.marks ?? []), ...field.marks, ...(period === null ? [] : [period])]) {
      request.used.add(taken)
    }
  }
  return [...conditions, ...quietSince(request)]
}

/** Fields that are counted from orders, so that a period narrows them. */
export const ORDER_FIELDS: ReadonlySet<string> = new Set([
  'orders',
  'net_revenue',
  'gross_revenue',
  'product_id',
  'category',
  'brand',
])

/** 累计消费过千, "spent over 2,000 in total": all history, whatever period stands in another clause. */
function isOfAllTime({ text }: FillRequest, mark: Mark): boolean {
  const [before, after] = [text.slice(0, mark.start), text.slice(mark.end)]
  return (
    /(?:累计|总共|一共|历史)[^,;、]{0,8}$|\b(?:in total|lifetime|all[- ]time|altogether)\b[^,;]{0,24}$/.test(before) ||
    /^[^,;]{0,12}\b(?:in total|in all|altogether|over (?:their|her|his) lifetime|all time)\b/.test(after)
  )
}

const impliedOperator = (field: FilterField): FilterOperator | null => (field === 'days_since_order' ? 'gte' : null)

/** What stands before or behind a number and sets it against something: "over", 以上, "between ... and". */
export function compareNumber(request: FillRequest, number: NumberMark): Comparison | null {
  const { marks, text } = request
  const index = marks.indexOf(number)
  const nearest = marks[index - 1]
  // 至少买过8次: the word for what is counted stands between the comparison and its number.
  const between = nearest !== undefined && meaningOf(nearest, 'fields') !== null && nearest.end === number.start
  const before = between && marks[index - 2]?.end === nearest.start ? marks[index - 2] : nearest
  const after = marks[index + 1]
  const word = before === undefined ? null : meaningOf(before, 'comparisons')
  const suffix = after === undefined ? null : meaningOf(after, 'suffixes')
  if (before !== undefined && word !== null && (before !== nearest || number.start - before.end <= NEAR)) {
    return { op: word as FilterOperator, marks: [before], value: number.value, number }
  }
  const unit = after !== undefined && meaningOf(after, 'units') !== null ? marks[index + 2] : undefined
  const late = unit === undefined ? null : meaningOf(unit, 'suffixes')
  if (after !== undefined && suffix !== null && after.start - number.end <= NEAR) {
    return { op: suffix as FilterOperator, marks: [after], value: number.value, number }
  }
  if (unit !== undefined && late !== null && after !== undefined && unit.start - after.end <= 1) {
    return { op: late as FilterOperator, marks: [unit], value: number.value, number }
  }
  const next = marks.slice(index + 1).find((mark): mark is NumberMark => mark.kind === 'number')
  if (
    next !== undefined &&
    /(?:between|介于|在)\s*$/.test(text.slice(0, number.start)) &&
    /^\s*(?:\S{0,2}\s*)?(?:and|to|-|到|至|和)\s*$/.test(text.slice(number.end, next.start))
  ) {
    return { op: 'between', marks: [next], value: [number.value, next.value], number: next }
  }
  return null
}

interface FieldChoice {
  readonly name: FilterField
  readonly scale: number
  readonly marks: readonly Mark[]
}

/** What a number counts: money is spend; "times" and 单 are orders; days belong to "no order for". */
function fieldOf(request: FillRequest, number: NumberMark, comparison: Comparison | null): FieldChoice | null {
  const ends = [comparison?.number.end ?? 0, number.end, ...(comparison?.marks ?? []).map((mark) => mark.end)]
  const end = Math.max(...ends.filter((one) => one - number.end < 24))
  const unitMark = request.marks.find(
    (mark) => meaningOf(mark, 'units') !== null && mark.start >= number.end && mark.start - end <= 4,
  )
  const unit = unitMark === undefined ? null : meaningOf(unitMark, 'units')
  const cue = nearestCue(request, number)
  if (number.unit === 'money') {
    if (comparison === null) return null
    const gross = request.marks.find(
      (mark) => meaningOf(mark, 'metrics') === 'gross_revenue' && number.start - mark.end < 20,
    )
    const spent = cue?.field === 'net_revenue' ? cue.mark : undefined
    const marks = [gross ?? spent].filter((mark) => mark !== undefined)
    return { name: gross === undefined ? 'net_revenue' : 'gross_revenue', scale: 1, marks }
  }
  if (number.unit !== 'count') return null
  const days = DAYS_PER_UNIT[unit ?? '']
  const taken = unitMark === undefined ? [] : [unitMark]
  if (days !== undefined) {
    if (cue?.field === 'days_since_order') return { name: 'days_since_order', scale: days, marks: [...taken, cue.mark] }
    return null
  }
  if (comparison === null) return null
  if (countsAnother(request, comparison)) return null
  const counted = unit === null ? countedBefore(request, comparison) : null
  if (counted !== null) return { name: counted.field, scale: 1, marks: [counted.mark] }
  if (unit === 'orders' || (cue?.field === 'orders' && unit === null)) {
    return { name: 'orders', scale: 1, marks: [...taken, ...(cue?.field === 'orders' ? [cue.mark] : [])] }
  }
  if (cue?.field === 'net_revenue' && unit === null) return { name: 'net_revenue', scale: 1, marks: [cue.mark] }
  return null
}

const COUNTED: ReadonlySet<string> = new Set(['orders', 'net_revenue', 'gross_revenue', 'customers'])

/** 退货超过三次, "returns more than three times": another figure is counted, by which nobody can be filtered. */
function countsAnother({ marks }: FillRequest, comparison: Comparison): boolean {
  const start = Math.min(...comparison.marks.map((mark) => mark.start))
  return marks.some((mark) => {
    const metric = mark.kind === 'word' && !mark.weak ? meaningOf(mark, 'metrics') : null
    return metric !== null && !COUNTED.has(metric) && mark.end <= start && start - mark.end <= 2
  })
}

/** 订单数不少于8: the figure that is compared stands right before the comparison. */
function countedBefore(request: FillRequest, comparison: Comparison): { field: FilterField; mark: Mark } | null {
  const start = Math.min(...comparison.marks.map((mark) => mark.start))
  const mark = request.marks.find(
    (one) => one.end <= start && start - one.end <= 1 && meaningOf(one, 'metrics') !== null,
  )
  const value = mark === undefined ? null : meaningOf(mark, 'metrics')
  const field = (['orders', 'net_revenue', 'gross_revenue'] as const).find((one) => one === value)
  return mark === undefined || field === undefined ? null : { field, mark }
}

/** The word for a field that stands nearest before the number, else after it. */
function nearestCue(request: FillRequest, number: NumberMark): { field: string; mark: Mark } | null {
  const cues = wordsOf(request.marks, 'fields').filter(({ mark }) => !request.used.has(mark))
  const clauseStart = Math.max(...[',', ';', '?'].map((sign) => request.text.lastIndexOf(sign, number.start)), 0)
  const before = cues.filter(({ mark }) => mark.end <= number.start && mark.start >= clauseStart).at(-1)
  const after = cues.find(({ mark }) => mark.start >= number.end && mark.start - number.end < 24)
  // 120天没下单: the words for the field stand after their number.
  const found = after !== undefined && after.value === 'days_since_order' ? after : (before ?? after)
  return found === undefined ? null : { field: found.value, mark: found.mark }
}

/** The period that narrows a condition: the next one behind it in the sentence, else the one before. */
export function periodFor(request: FillRequest, mark: Mark): PeriodMark | null {
  const periods = freeMarks(request).filter((one): one is PeriodMark => one.kind === 'period' && one.pair === null)
  // A tool with a period of its own takes the question's only period there.
  if (periods.length === 0 || (request.tool.arguments.has('period') && periods.length === 1)) return null
  const behind = periods.find((one) => one.start >= mark.end)
  const ahead = periods.findLast((one) => one.end <= mark.start)
  return behind ?? ahead ?? null
}

/** "haven't ordered in the last 90 days" gives days since the order; "... since March" no order in that period. */
function quietSince(request: FillRequest): Filter[] {
  return wordsOf(freeMarks(request), 'fields').flatMap(({ value, mark }): Filter[] => {
    if (value !== 'days_since_order') return []
    const periods = freeMarks(request).filter((one): one is PeriodMark => one.kind === 'period')
    const near = periods.find((one) => Math.min(Math.abs(one.start - mark.end), Math.abs(mark.start - one.end)) <= 6)
    if (near === undefined) return []
    request.used.add(mark).add(near)
    const rolling = typeof near.value === 'string' ? /^last_(\d+)_days$/.exec(near.value) : null
    return rolling === null
      ? [{ field: 'orders', op: 'eq', value: 0, period: near.value }]
      : [{ field: 'days_since_order', op: 'gte', value: Number(rolling[1]) }]
  })
}
