import { nameAt } from '../../features/coded-column.ts'
import { loadCustomerActivity } from '../../features/load-customer-activity.ts'
import { InvalidInputError } from '../../lib/errors.ts'
import type { CheckedFilter } from './checked-filter.ts'
import type { Matcher, PopulationFrame } from './population-frame.ts'
import { wordTest } from './value-tests.ts'

/** The condition on a customer's activity level; null for every other field. */
export function matchActivity({ ctx, features }: PopulationFrame, filter: CheckedFilter): Matcher | null {
  if (filter.field !== 'activity') return null
  const activity = loadCustomerActivity(ctx.store, features)
  if (activity === null) {
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
  return (position) => {
    const level = nameAt(activity.level, position)
    return test(level === null ? [] : [level])
  }
}
