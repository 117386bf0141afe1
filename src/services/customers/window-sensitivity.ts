import type { Filter } from '../../lib/filters.ts'
import type { Fact } from '../../lib/tool-result.ts'
import { fixedRuleFacts, otherWindows } from '../population/other-windows.ts'

const COMPARED: readonly Filter['op'][] = ['gt', 'gte', 'lt', 'lte']

/** A condition on the days since the last order, whose number of days is a choice. */
const isWindow = ({ field, op, value }: Filter): boolean =>
  (field === 'days_since_order' || field === 'recency_days') && COMPARED.includes(op) && typeof value === 'number'

export const asksForChurned = (filters: readonly Filter[]): boolean =>
  filters.some(({ field, op, value }) => field === 'lifecycle' && op === 'eq' && value === 'churned')

/**
 * How much a count of customers hangs on its number of days, or on what "churned" means: facts for one line of the answer;
 * none where the count rests on neither, or hardly moves.
 *
 * @param matched - who meets `filters`
 * @param count - who meets other filters, all else equal
 */
export function windowSensitivity(
  filters: readonly Filter[],
  matched: number,
  count: (filters: readonly Filter[]) => number,
): Fact[] {
  const windows = filters.filter(isWindow)
  const [window] = windows
  if (windows.length === 1 && window !== undefined) {
    return otherWindows(Number(window.value), matched, (days) =>
      count(filters.map((filter) => (filter === window ? { ...filter, value: days } : filter))),
    )
  }
  if (!asksForChurned(filters) || windows.length > 0) return []
  const others = filters.filter(({ field }) => field !== 'lifecycle')
  return fixedRuleFacts(matched, (days) => count([...others, { field: 'days_since_order', op: 'gte', value: days }]))
}
