import type { Filter, PeriodInput } from '../../lib/filters.ts'
import type { TextSource } from './text-sources.ts'
import type { TopicDimension } from './topics-by-group.ts'

/** What is asked about reviews. */
export interface AnalyzeReviewsInput {
  readonly product_id?: string | undefined
  readonly category?: string | undefined
  /** rating, sentiment, topic, language, product_id, category and brand are conditions on the review, others on its writer. */
  readonly filters?: readonly Filter[] | undefined
  /** An earlier result: its customers, or the reviews that it was about. */
  readonly within?: string | undefined
  readonly period?: PeriodInput | undefined
  /** Where customers wrote it; reviews unless given. Tickets and returns are spoken of by the same topics. */
  readonly sources?: readonly TextSource[] | undefined
  /** Splits the topics by who wrote or what about. */
  readonly by?: TopicDimension | undefined
  /** Topics to list. */
  readonly top?: number | undefined
  /** Leaves out reviews that the checks hold for suspicious, and says how much that changes. */
  readonly without_suspicious?: boolean | undefined
}

export type Focus = 'complaints' | 'praise' | 'all'

/** What the conditions ask for: what is disliked, what is liked, or whatever is said. */
export function focusOf(filters: readonly Filter[]): Focus {
  for (const { field, op, value } of filters) {
    const [first, last] = Array.isArray(value)
      ? [Number(value[0]), Number(value.at(-1))]
      : [Number(value), Number(value)]
    const middle = field === 'rating' ? 3 : field === 'sentiment' ? 0 : null
    if (middle === null) continue
    if ((op === 'lt' || op === 'lte') && first <= middle) return 'complaints'
    if ((op === 'gt' || op === 'gte') && first >= middle) return 'praise'
    if (op === 'eq' || op === 'in' || op === 'between') {
      if (last < middle) return 'complaints'
      if (first > middle) return 'praise'
    }
  }
  return 'all'
}
