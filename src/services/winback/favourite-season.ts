import { dateOfDay } from '../../lib/time-zone.ts'

const YEAR = 365.25
/** Resultant length from which days of the year count as bunched: all within some two months. */
const BUNCHED = 0.85
const LEAST_DAYS = 3
/** Purchases must span at least two seasons: three orders of one spring are no yearly habit. */
const LEAST_SPAN = 300
/** Write so long before the season. */
const AHEAD = 30

/** The time of the year at which somebody buys, year after year. */
export interface FavouriteSeason {
  /** 0 = January. */
  readonly month: number
  /** When to write: a month before the season next comes; now when it is nearer than that. */
  readonly contactDay: number
}

/**
 * Whether purchases bunch at one time of the year, by the mean direction of their days on the circle of the year.
 *
 * @param days - local day numbers of the orders
 * @returns null where they do not, or are too few or all of one year
 * @see Mardia & Jupp (2000), Directional Statistics, section 2.3.
 */
export function favouriteSeason(days: readonly number[], asOfDay: number): FavouriteSeason | null {
  const distinct = [...new Set(days)]
  if (distinct.length < LEAST_DAYS || Math.max(...distinct) - Math.min(...distinct) < LEAST_SPAN) return null
  const angle = (2 * Math.PI) / YEAR
  const x = distinct.reduce((sum, day) => sum + Math.cos(day * angle), 0) / distinct.length
  const y = distinct.reduce((sum, day) => sum + Math.sin(day * angle), 0) / distinct.length
  if (Math.hypot(x, y) < BUNCHED) return null
  const middle = Math.atan2(y, x) / angle
  const ahead = (((middle - asOfDay) % YEAR) + YEAR) % YEAR
  const seasonDay = asOfDay + Math.round(ahead)
  return {
    month: Number(dateOfDay(seasonDay).slice(5, 7)) - 1,
    contactDay: Math.max(asOfDay, seasonDay - AHEAD),
  }
}
