import type { Filter } from '../../../lib/filters.ts'
import type { FillRequest } from './request.ts'

const WORDS = String.raw`(?:\brisk scores?\b|风险(?:评)?分数?)`
const NUMBER = String.raw`(\d+(?:\.\d+)?)\s?(%|percent\b)?`
const ABOVE = String.raw`above|over|greater than|higher than|more than|高于|超过|大于`
const AT_LEAST = String.raw`of at least|at least|不低于|至少|达到`
const BELOW = String.raw`below|under|less than|lower than|低于|小于|不到`
const BOUND = new RegExp(`${WORDS}\\s?(?:is |are |of |在|为)?\\s?(${AT_LEAST}|${ABOVE}|${BELOW})\\s?${NUMBER}`)

/** "A risk score above 0.5", 风险分高于 50%: a condition on accounts; the words then stand for no stage of life. */
export function readRiskScore(request: FillRequest): Filter[] {
  // A rule that watches the score has it as its metric.
  if (request.tool.arguments.has('condition')) return []
  const found = BOUND.exec(request.text)
  const [whole, verb = '', number = '', percent] = found ?? []
  if (found === null || whole === undefined) return []
  const written = Number(number)
  const value = percent !== undefined || written > 1 ? written / 100 : written
  const [from, to] = [found.index, found.index + whole.length]
  for (const mark of request.marks) if (mark.start < to && mark.end > from) request.used.add(mark)
  const op = new RegExp(`^(?:${AT_LEAST})$`).test(verb) ? 'gte' : new RegExp(`^(?:${ABOVE})$`).test(verb) ? 'gt' : 'lt'
  return [{ field: 'risk_score', op, value }]
}
