import { wordsOf } from '../marks/mark.ts'
import { lastCustomer } from '../turn/thread-state.ts'
import { freeMarks, type FillRequest } from './request.ts'

/** The id of a kind that the question names. */
export function readId(request: FillRequest, field: string): string | null {
  for (const mark of freeMarks(request)) {
    if (mark.kind !== 'entity') continue
    const reading = mark.field === field ? mark.value : mark.also.find((one) => one.field === field)?.value
    if (reading === undefined) continue
    request.used.add(mark)
    return reading
  }
  return null
}

/** The customer: named, bound to the conversation, or "she" of an earlier turn. */
export function readCustomer(request: FillRequest): string | null {
  const named = readId(request, 'customer_id')
  if (named !== null) return named
  const spoken = wordsOf(request.marks, 'cues').some(({ value }) => value === 'person')
  if (request.boundCustomerId !== null) return request.boundCustomerId
  return spoken ? lastCustomer(request.thread) : null
}

const VISIT =
  /\b(?:visit(?:or|ed|s)?|session|shopper|guest|browser|somebody|someone|just|first|then|viewed|looked|clicked|opened|seen|saw)\b|访客|游客|刚|看了|看过|浏览|点了|点开|先后/

/** The products of a visit that is going on, in the order in which the question names them; one alone needs a word for the visit. */
export function readSession(request: FillRequest): readonly string[] | null {
  if (!VISIT.test(request.text) || request.marks.some((mark) => mark.kind === 'entity' && mark.field === 'customer_id'))
    return null
  return readProductIds(request)
}

/** All products that the question names. */
export function readProductIds(request: FillRequest): readonly string[] | null {
  const ids: string[] = []
  for (let id = readId(request, 'product_id'); id !== null; id = readId(request, 'product_id')) ids.push(id)
  return ids.length === 0 ? null : [...new Set(ids)]
}
