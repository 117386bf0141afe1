import { InvalidInputError } from '../../lib/errors.ts'
import { FILTER_FIELDS, FILTER_OPERATORS, type Filter, type FilterField } from '../../lib/filters.ts'
import type { ServiceContext } from '../context.ts'
import { checkFilter, type CheckedFilter } from './checked-filter.ts'
import { describeFilters } from './describe-filters.ts'
import { matchActivity } from './match-activity.ts'
import { matchMarks } from './match-marks.ts'
import { matchNumbers } from './match-numbers.ts'
import { matchPurchases } from './match-purchases.ts'
import { matchReviews } from './match-reviews.ts'
import { matchSegment } from './match-segment.ts'
import { matchWords } from './match-words.ts'
import { featuresOf, type Matcher, type PopulationFrame } from './population-frame.ts'

/** The customers whom a list of filters chooses. */
export interface Population {
  /** Null: everyone, as no filter was given. */
  readonly customerIds: ReadonlySet<string> | null
  /** The same customers as positions in the features of the context, ascending. */
  readonly positions: Int32Array | null
  /** The conditions in words, for evidence. */
  readonly description: string
  /** Customers who meet every other condition and fail only this one: `no_consent`, `never_ordered`. */
  readonly leftOut: Readonly<Record<string, number>>
}

/**
 * Customers who meet all conditions, as of the instant of the context; in the order of ids. Customers without an order
 * are among them wherever the conditions let them in: `orders` and revenue are 0 for them, days since order unknown.
 *
 * @throws {InvalidInputError} when an operator, value or period does not fit its field, or the shop lacks what it needs
 * Time: one pass over the customers and one indexed read per condition that is not a feature.
 */
export function resolvePopulation(ctx: ServiceContext, filters: readonly Filter[]): Population {
  return resolve(ctx, filters, new Set())
}

function resolve(ctx: ServiceContext, filters: readonly Filter[], open: ReadonlySet<string>): Population {
  const description = describeFilters(filters, ctx.language)
  if (filters.length === 0) return { customerIds: null, positions: null, description, leftOut: {} }
  const checked = filters.map((filter) => checkFilter(filter, ctx.frame))
  const frame: PopulationFrame = {
    ctx,
    features: featuresOf(ctx),
    membersOf: (segmentId, saved) => {
      if (open.has(segmentId)) {
        throw new InvalidInputError(`the saved segment '${segmentId}' is defined through itself`, {
          field: 'filters.segment',
          hint: 'Change its filters so that it does not refer to itself.',
        })
      }
      return resolve(ctx, savedFilters(segmentId, saved), new Set([...open, segmentId])).customerIds ?? new Set()
    },
  }
  const conditions = checked.map((filter) => ({ filter, matches: matcherFor(frame, filter) }))
  const customerIds = new Set<string>()
  const positions: number[] = []
  const leftOut: Record<string, number> = {}
  const everyone = frame.features.customerIds
  for (let position = 0; position < everyone.length; position++) {
    let failed: CheckedFilter | null = null
    let failures = 0
    for (const { filter, matches } of conditions) {
      if (matches(position)) continue
      failed = filter
      failures += 1
      if (failures === 2) break
    }
    if (failures === 0) {
      positions.push(position)
      customerIds.add(everyone[position] ?? '')
    }
    const reason = failures === 1 && failed !== null ? reasonFor(frame, failed, position) : null
    if (reason !== null) leftOut[reason] = (leftOut[reason] ?? 0) + 1
  }
  return { customerIds, positions: Int32Array.from(positions), description, leftOut }
}

/** Reasons worth telling; that a customer simply is not what was asked for is none. */
function reasonFor({ features }: PopulationFrame, { field, op }: CheckedFilter, position: number): string | null {
  if (field === 'consent' && op !== 'ne' && op !== 'not_in') return 'no_consent'
  const needsOrder: readonly FilterField[] = ['recency_days', 'days_since_order', 'first_order_at', 'last_order_at']
  return needsOrder.includes(field) && features.frequency[position] === 0 ? 'never_ordered' : null
}

const MATCHERS: readonly ((frame: PopulationFrame, filter: CheckedFilter) => Matcher | null)[] = [
  matchWords,
  matchNumbers,
  matchPurchases,
  matchActivity,
  matchSegment,
  matchMarks,
  matchReviews,
]

function matcherFor(frame: PopulationFrame, filter: CheckedFilter): Matcher {
  for (const match of MATCHERS) {
    const matcher = match(frame, filter)
    if (matcher !== null) return matcher
  }
  throw new Error(`no condition on customers knows ${filter.field}`)
}

/** A saved rule, checked again: fields may have changed since it was saved. */
function savedFilters(segmentId: string, saved: unknown): readonly Filter[] {
  const isFilter = (item: unknown): item is Filter =>
    typeof item === 'object' &&
    item !== null &&
    'field' in item &&
    'op' in item &&
    FILTER_FIELDS.some((field) => field === item.field) &&
    FILTER_OPERATORS.some((op) => op === item.op)
  if (Array.isArray(saved) && saved.length > 0 && saved.every(isFilter)) return saved
  throw new InvalidInputError(`the saved segment '${segmentId}' has no rule that can be read`, {
    field: 'filters.segment',
    hint: 'Save the segment again.',
  })
}
