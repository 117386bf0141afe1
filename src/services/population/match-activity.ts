import { InvalidInputError } from '../../lib/errors.ts'
import { readActiveDays } from '../../store/queries/customers/read-customer-numbers.ts'
import type { CheckedFilter } from './checked-filter.ts'
import type { ACTIVITY_LEVELS } from './field-rules.ts'
import { byCustomerId, type Matcher, type PopulationFrame } from './population-frame.ts'
import { wordTest } from './value-tests.ts'

/** Local days that an activity level looks back on. */
export const ACTIVITY_WINDOW_DAYS = 28

/**
 * Activity level by days with an event among the last 28.
 *
 * @example activityLevel(4) // => 'medium'
 */
export function activityLevel(activeDays: number): (typeof ACTIVITY_LEVELS)[number] {
  if (activeDays >= 12) return 'high'
  if (activeDays >= 4) return 'medium'
  return activeDays >= 1 ? 'low' : 'silent'
}

/** The condition on a customer's activity level; null for every other field. */
export function matchActivity(frame: PopulationFrame, filter: CheckedFilter): Matcher | null {
  if (filter.field !== 'activity') return null
  const { store, asOf } = frame.ctx
  const days = readActiveDays(store, asOf.until, { fromDay: asOf.day - ACTIVITY_WINDOW_DAYS + 1, toDay: asOf.day + 1 })
  if (days === null) {
    throw new InvalidInputError(
      'activity needs events of visits and clicks, and this shop has none before the as-of date',
      {
        field: 'filters.activity',
        hint: 'Import events first, or filter by days_since_order.',
        details: { reason_code: 'not_available' },
      },
    )
  }
  const test = wordTest(filter)
  return byCustomerId(frame, days, (active) => test([activityLevel(active ?? 0)]))
}
