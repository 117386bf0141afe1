import type { Filter, FilterOperator } from '../../lib/filters.ts'

const WORDS: Readonly<Record<FilterOperator, string>> = {
  eq: 'is',
  ne: 'is not',
  in: 'is one of',
  not_in: 'is none of',
  gt: 'is more than',
  gte: 'is at least',
  lt: 'is less than',
  lte: 'is at most',
  between: 'is between',
  contains: 'contains',
  is_empty: 'is empty',
}

/**
 * A list of filters as one line of words, for evidence.
 *
 * @example describeFilters([{ field: 'orders', op: 'gte', value: 2, period: 'last_year' }])
 * // => 'customers whose orders is at least 2 (last_year)'
 */
export function describeFilters(filters: readonly Filter[]): string {
  if (filters.length === 0) return 'all customers'
  return `customers whose ${filters.map(describeOne).join(' and ')}`
}

function describeOne({ field, op, value, period }: Filter): string {
  const shown = Array.isArray(value) ? value.join(op === 'between' ? ' and ' : ', ') : String(value ?? '')
  const when =
    period === undefined ? '' : ` (${typeof period === 'string' ? period : `${period.from} to before ${period.to}`})`
  return `${field} ${WORDS[op]}${op === 'is_empty' ? '' : ` ${shown}`}${when}`
}
