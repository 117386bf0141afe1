import type { AsOf } from '../lib/as-of.ts'
import type { Store } from '../store/open.ts'
import { hasEvents, readActiveDays } from '../store/queries/features/read-active-days.ts'
import type { CodedColumn } from './coded-column.ts'

/** Most active first. */
export const ACTIVITY_LEVELS = ['high', 'medium', 'low', 'silent'] as const
export type ActivityLevel = (typeof ACTIVITY_LEVELS)[number]

export const ACTIVITY_DAYS = 28
const HIGH_FROM = 12
const MEDIUM_FROM = 4

/**
 * Activity level by days with an event among the last 28.
 *
 * @example activityLevelOf(4) // => 'medium'
 */
export function activityLevelOf(activeDays: number): ActivityLevel {
  if (activeDays >= HIGH_FROM) return 'high'
  if (activeDays >= MEDIUM_FROM) return 'medium'
  return activeDays > 0 ? 'low' : 'silent'
}

export interface CustomerActivity {
  /** Days with an event among the last 28, in the order of the features. */
  readonly activeDays: Uint8Array
  readonly level: CodedColumn<ActivityLevel>
}

/**
 * How active each customer was in the 28 days that end with the as-of day; null in a shop that collects no events, where
 * silence would say nothing.
 */
export function loadCustomerActivity(
  store: Store,
  { asOf, size, positionOf }: { asOf: AsOf; size: number; positionOf: (customerId: string) => number },
): CustomerActivity | null {
  if (!hasEvents(store, asOf.until, asOf.day)) return null
  const activeDays = new Uint8Array(size)
  for (const { customerId, days } of readActiveDays(store, asOf.day - ACTIVITY_DAYS + 1, asOf.until)) {
    const position = positionOf(customerId)
    if (position >= 0) activeDays[position] = days
  }
  const codes = activeDays.map((days) => ACTIVITY_LEVELS.indexOf(activityLevelOf(days)))
  return { activeDays, level: { names: ACTIVITY_LEVELS, codes } }
}
