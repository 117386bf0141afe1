import type { Fact } from '../../lib/tool-result.ts'
import type { LateEffect } from './late-effect.ts'

/** What lateness goes with, as facts; none where it could not be told. */
export function lateFacts(effect: LateEffect | null): Fact[] {
  if (effect === null) return []
  const { mean_interval: stars, bad_interval: bad } = effect
  return [
    { id: 'late_ratings', label: 'Ratings of late orders', value: effect.late, unit: 'ratings' },
    { id: 'in_time_ratings', label: 'Ratings of orders in time', value: effect.in_time, unit: 'ratings' },
    { id: 'late_stars', label: 'Mean rating, late', value: effect.mean_late, unit: 'stars', n: effect.late },
    {
      id: 'in_time_stars',
      label: 'Mean rating, in time',
      value: effect.mean_in_time,
      unit: 'stars',
      n: effect.in_time,
    },
    { id: 'late_effect', label: 'Difference', value: effect.mean_difference, unit: 'stars', interval: stars },
    { id: 'late_effect_low', label: 'Lower limit (95 %)', value: stars[0], unit: 'stars' },
    { id: 'late_effect_high', label: 'Upper limit (95 %)', value: stars[1], unit: 'stars' },
    { id: 'late_bad', label: 'Bad reviews, late', value: effect.bad_late, unit: 'ratio', n: effect.late },
    { id: 'in_time_bad', label: 'Bad reviews, in time', value: effect.bad_in_time, unit: 'ratio', n: effect.in_time },
    { id: 'late_bad_difference', label: 'Difference', value: effect.bad_difference, unit: 'points', interval: bad },
    { id: 'late_bad_low', label: 'Lower limit (95 %)', value: bad[0], unit: 'points' },
    { id: 'late_bad_high', label: 'Upper limit (95 %)', value: bad[1], unit: 'points' },
    ...(bad[0] > 0 ? [{ id: 'late_is_worse', label: 'Clear difference', value: 'yes', unit: 'label' } as const] : []),
  ]
}
