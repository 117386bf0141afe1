import { createDraws, cumulate, type Draws } from '../draws/draws.ts'
import { DAY, END, FIRST_DAY, HOUR } from '../files/wall-time.ts'
import type { CitySettings, DemoSettings } from '../settings.ts'
import type { DemoDelivery } from './demo-order.ts'
import type { Season } from './season.ts'

/** Slack between the usual lead time and the promise. */
const PROMISE_SLACK_DAYS = 1.5
/** Of the parcels under way, one in 400 is stuck and never arrives in the data. */
const STUCK = 1 / 400

/** Parcels that another warehouse sends because the usual one has not everything. */
const ELSEWHERE = 0.08

export interface Dispatch {
  readonly settings: Pick<DemoSettings, 'shop' | 'cities'>
  readonly orderId: string
  readonly city: CitySettings
  readonly orderedAt: number
  readonly season: Season
}

/**
 * A parcel to a city: promised by the city's usual lead time, late with the city's probability (more in festivals), carried
 * late more often by some than by others.
 */
export function makeDelivery(dispatch: Dispatch, draws: Draws): DemoDelivery {
  const { city, orderedAt, season } = dispatch
  const festival = season.festival[Math.floor(orderedAt / DAY) - FIRST_DAY] !== null
  const promisedAt = (Math.floor(orderedAt / DAY) + Math.ceil(city.lead_days + PROMISE_SLACK_DAYS)) * DAY + 22 * HOUR
  const late = draws.chance(Math.min(0.6, city.late * (festival ? 1.6 : 1)))
  const lead = Math.max(0.6, city.lead_days + draws.normal() * city.lead_spread * 0.5)
  const usual = Math.min(orderedAt + Math.round(lead * DAY), promisedAt - HOUR)
  const delivered = late ? promisedAt + 6 * HOUR + Math.round(draws.exponential(1.6) * DAY) : usual
  const leaves = orderedAt + Math.round(draws.between(4, 22) * HOUR)
  const shippedAt = leaves < END ? leaves : null
  const arrives = Math.max(delivered, leaves + 8 * HOUR)
  const deliveredAt = arrives < END && !draws.chance(STUCK) ? arrives : null
  return { shippedAt, promisedAt, deliveredAt, late, ...handOver(dispatch, late) }
}

/** Who carries it from where; a stream of its own, so that nothing else of the shop depends on it. */
export function handOver(
  { settings, orderId, city }: Pick<Dispatch, 'settings' | 'orderId' | 'city'>,
  late: boolean,
): Pick<DemoDelivery, 'carrier' | 'warehouse'> {
  const draws = createDraws(`hand over/${orderId}`)
  const { carriers } = settings.shop
  const weights = cumulate(carriers.map((one) => (late ? one.share_of_late : one.share)))
  const carrier = carriers[draws.index(weights)]?.name ?? ''
  const warehouses = [...new Set(settings.cities.map(({ warehouse }) => warehouse))]
  const warehouse = draws.chance(ELSEWHERE) ? draws.pick(warehouses) : city.warehouse
  return { carrier, warehouse }
}
