import { weekdayOf } from '../../lib/periods.ts'
import { MS_PER_DAY, type TimeZone } from '../../lib/time-zone.ts'
import type { Visit } from '../../store/queries/visits/read-visits.ts'

/** What visits can be told apart by. */
export const FUNNEL_DIMENSIONS = [
  'device',
  'channel',
  'source',
  'campaign',
  'category',
  'weekday',
  'hour',
  'known',
] as const
export type FunnelDimension = (typeof FUNNEL_DIMENSIONS)[number]

/** The group of visits that do not say. */
export const UNKNOWN = 'unknown'
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

/** The group of a visit; its category is that of the first product it turned to. */
export function groupOfVisit(visit: Visit, by: FunnelDimension, zone: TimeZone): string {
  const local = visit.startedAt + zone.offsetAt(visit.startedAt)
  switch (by) {
    case 'category':
      return visit.steps.find(({ category }) => category !== null)?.category ?? UNKNOWN
    case 'weekday':
      return WEEKDAYS[weekdayOf(Math.floor(local / MS_PER_DAY)) - 1] ?? UNKNOWN
    case 'hour':
      return String(Math.floor((local - Math.floor(local / MS_PER_DAY) * MS_PER_DAY) / 3_600_000)).padStart(2, '0')
    case 'known':
      return visit.customerId === null ? 'anonymous' : 'known'
    default:
      return visit[by] ?? UNKNOWN
  }
}
