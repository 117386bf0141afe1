import type { PeriodInput } from '../../../lib/filters.ts'
import { meaningOf, wordsOf, type Mark, type PeriodMark } from '../marks/mark.ts'
import { ORDER_FIELDS } from './conditions.ts'
import { readDirection } from './fill-ranking.ts'
import { freeMarks, type Arguments, type FillRequest } from './request.ts'
import type { ArgumentShape } from './tool-shape.ts'

/** What a metric sorts customers or orders by. */
const SORT_FIELDS: Readonly<Record<string, readonly string[]>> = {
  net_revenue: ['net_revenue', 'amount', 'total'],
  gross_revenue: ['gross_revenue', 'amount', 'total'],
  orders: ['orders'],
  units: ['units'],
  days_since_order: ['days_since_order', 'recency_days'],
  newest: ['ordered_at', 'last_order_at'],
}

const NEWEST = /\b(?:latest|newest|most recent(?:ly)?|recent)\b|最近(?!一?[\d一二两三四五六七八九十]|半)|最新|最后/
const OLDEST = /\b(?:oldest|earliest)\b|最早|最旧|最久/

/** The order of a list, in the form that the tool's schema has for it; null when the question does not say. */
export function readSort(request: FillRequest, args: Arguments): unknown {
  const shape = request.tool.arguments.get('sort')
  if (shape === undefined) return null
  const time = NEWEST.test(request.text) ? 'desc' : OLDEST.test(request.text) ? 'asc' : null
  const direction = readDirection(request)
  if (time !== null && direction === null) return written(shape, SORT_FIELDS['newest'] ?? [], time)
  if (direction === null) return null
  const field = sortField(request)
  if (field === 'newest') return written(shape, SORT_FIELDS['newest'] ?? [], direction)
  if (field === null) request.assumed.add('sorted_by_net_revenue')
  const period = request.tool.arguments.has('sort_period') ? sortPeriod(request, field ?? 'net_revenue') : null
  if (period !== null) args['sort_period'] = period
  return written(shape, SORT_FIELDS[field ?? 'net_revenue'] ?? [], direction)
}

/** The one period of the question, for what orders add up to: "top 20 by revenue in Q2" ranks by the revenue of Q2. */
function sortPeriod(request: FillRequest, field: string): PeriodInput | null {
  if (!ORDER_FIELDS.has(field)) return null
  const periods = freeMarks(request).filter((mark): mark is PeriodMark => mark.kind === 'period')
  const [period] = periods
  // A period beside "no order in" or "but not in" is a condition of its own.
  const denied = wordsOf(request.marks, 'fields').some(({ value }) => value === 'days_since_order')
  return periods.length === 1 && period?.pair === null && !denied ? period.value : null
}

function sortField(request: FillRequest): string | null {
  const named = [...wordsOf(freeMarks(request), 'metrics'), ...wordsOf(freeMarks(request), 'fields')]
  const found = named.find(({ value }) => SORT_FIELDS[value] !== undefined)
  if (found === undefined) return null
  request.used.add(found.mark)
  return meaningOf(found.mark as Mark, 'metrics') ?? found.value
}

/** One of the forms that schemas have for an order: {field, direction}, 'field', '-field', 'field_desc', 'field:desc'. */
function written(shape: ArgumentShape, fields: readonly string[], direction: 'asc' | 'desc'): unknown {
  const fieldKey = ['field', 'by'].find((key) => shape.keys.has(key))
  if (fieldKey !== undefined) {
    const known = shape.keys.get(fieldKey)?.words ?? []
    const field = fields.find((one) => known.length === 0 || known.includes(one))
    const directionKey = ['direction', 'order', 'dir'].find((key) => shape.keys.has(key))
    if (field === undefined) return null
    return { [fieldKey]: field, ...(directionKey === undefined ? {} : { [directionKey]: direction }) }
  }
  for (const field of fields) {
    const forms = [
      `${field}_${direction}`,
      `${field}:${direction}`,
      `${field} ${direction}`,
      direction === 'desc' ? `-${field}` : field,
      field,
    ]
    const form = forms.find((one) => shape.words.includes(one))
    if (form !== undefined) return form
  }
  return shape.words.length === 0 && fields[0] !== undefined ? `${direction === 'desc' ? '-' : ''}${fields[0]}` : null
}
