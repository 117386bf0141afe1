import type { Filter, FilterField } from '../../../lib/filters.ts'
import type { FillRequest } from './request.ts'

/** Scores of customers that a condition may speak of, by the words for them. */
const SCORES: readonly (readonly [FilterField, string])[] = [
  ['risk_score', String.raw`(?:\brisk scores?\b|风险(?:评)?分数?)`],
  [
    'churn_probability',
    String.raw`(?:\bchurn (?:risks?|probabilit(?:y|ies)|chances?|scores?)\b|\b(?:chances?|probabilit(?:y|ies)|risks?|likelihood) of (?:leaving|churning)\b|流失(?:概率|可能性|几率|风险))`,
  ],
]
const NUMBER = String.raw`(\d+(?:\.\d+)?)\s?(%|percent\b)?`
const ABOVE = String.raw`of more than|above|over|greater than|higher than|more than|高于|超过|大于`
const AT_LEAST = String.raw`of at least|at least|不低于|至少|达到`
const BELOW = String.raw`below|under|less than|lower than|低于|小于|不到`
const BOUND = String.raw`\s?(?:is |are |of |在|为)?\s?(${AT_LEAST}|${ABOVE}|${BELOW})\s?${NUMBER}`

/**
 * "A risk score above 0.5", 流失概率超过 60%: a condition on accounts; the words then stand for no stage of life. A tool that
 * watches a score, or has a threshold of its own, takes the number there.
 */
export function readScoreConditions(request: FillRequest): Filter[] {
  const { tool, text } = request
  if (tool.arguments.has('condition')) return []
  return SCORES.flatMap(([field, words]): Filter[] => {
    for (const said of text.matchAll(new RegExp(words, 'g'))) {
      // "Churn risk" alone may be the stage; a probability or a chance never is.
      if (/风险|risk/.test(said[0])) continue
      const end = said.index + said[0].length
      for (const mark of request.marks) {
        if (mark.kind === 'entity' && mark.start >= said.index && mark.end <= end) request.used.add(mark)
      }
    }
    if (field === 'churn_probability' && tool.arguments.has('threshold')) return []
    const found = new RegExp(words + BOUND).exec(text)
    const [whole, verb = '', number = '', percent] = found ?? []
    if (found === null || whole === undefined) return []
    const written = Number(number)
    const value = percent !== undefined || written > 1 ? written / 100 : written
    const [from, to] = [found.index, found.index + whole.length]
    for (const mark of request.marks) if (mark.start < to && mark.end > from) request.used.add(mark)
    const op = new RegExp(`^(?:${AT_LEAST})$`).test(verb)
      ? 'gte'
      : new RegExp(`^(?:${ABOVE})$`).test(verb)
        ? 'gt'
        : 'lt'
    return [{ field, op, value }]
  })
}
