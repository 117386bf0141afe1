import type { CohortGrain } from '../../compute/segments/cohort-matrix.ts'
import { dateOfDay } from '../../lib/time-zone.ts'

/**
 * The name of a calendar period, as period arguments take it: 2026-03, 2026-Q1, 2026-W09; the first date of a week that
 * does not begin on Monday, which ISO numbers do not name.
 */
export function cohortName(startDay: number, grain: CohortGrain, weekStart: number): string {
  const date = dateOfDay(startDay)
  if (grain === 'month') return date.slice(0, 7)
  if (grain === 'quarter') return `${date.slice(0, 4)}-Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`
  if (weekStart !== 1) return date
  // The ISO week belongs to the year that holds its Thursday.
  const thursday = startDay + 3
  const year = dateOfDay(thursday).slice(0, 4)
  const week = Math.floor((thursday - Date.UTC(Number(year), 0, 1) / 86_400_000) / 7) + 1
  return `${year}-W${String(week).padStart(2, '0')}`
}
