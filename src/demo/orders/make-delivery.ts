import type { Draws } from '../draws/draws.ts'
import { DAY, END, FIRST_DAY, HOUR } from '../files/wall-time.ts'
import type { CitySettings } from '../settings.ts'
import type { DemoDelivery } from './demo-order.ts'
import type { Season } from './season.ts'

/** Slack between the usual lead time and the promise. */
const PROMISE_SLACK_DAYS = 1.5
/** Of the parcels under way, one in 400 is stuck and never arrives in the data. */
const STUCK = 1 / 400

/** A parcel to a city: promised by the city's usual lead time, late with the city's probability (more in festivals). */
export function makeDelivery(city: CitySettings, orderedAt: number, season: Season, draws: Draws): DemoDelivery {
  const festival = season.festival[Math.floor(orderedAt / DAY) - FIRST_DAY] !== null
  const promisedAt = (Math.floor(orderedAt / DAY) + Math.ceil(city.lead_days + PROMISE_SLACK_DAYS)) * DAY + 22 * HOUR
  const late = draws.chance(Math.min(0.6, city.late * (festival ? 1.6 : 1)))
  const lead = Math.max(0.6, city.lead_days + draws.normal() * city.lead_spread * 0.5)
  const usual = Math.min(orderedAt + Math.round(lead * DAY), promisedAt - HOUR)
  const delivered = late ? promisedAt + 6 * HOUR + Math.round(draws.exponential(1.6) * DAY) : usual
  const leaves = orderedAt + Math.round(draws.between(4, 22) * HOUR)
  const shippedAt = leaves < END ? leaves : null
  const arrives = Math.max(delivered, leaves + 8 * HOUR)
  return { shippedAt, promisedAt, deliveredAt: arrives < END && !draws.chance(STUCK) ? arrives : null, late }
}
