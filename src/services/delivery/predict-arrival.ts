import { quantileOfSorted } from '../../compute/stats/quantile.ts'
import { wilsonInterval } from '../../compute/stats/wilson-interval.ts'
import type { TimeZone } from '../../lib/time-zone.ts'
import type { DeliveryColumns, ParcelPlace } from '../../store/queries/orders/read-deliveries.ts'

export interface Arrival {
  /** Local days. */
  readonly expectedDay: number
  /** 80 % of comparable parcels came within these days. */
  readonly interval: readonly [number, number]
  /** Share of comparable parcels that would come after the promised day; null where nothing was promised. */
  readonly late: { readonly share: number; readonly interval: readonly [number, number] } | null
  readonly comparable: number
  /** What was compared. */
  readonly basis: ArrivalBasis
}

/** What parcels have in common that are compared, the nearest first: place, who carries them, where they left from. */
const ALIKE = {
  route: ['city', 'carrier', 'warehouse'],
  city_carrier: ['city', 'carrier'],
  city: ['city'],
  region_carrier: ['region', 'carrier'],
  region: ['region'],
  carrier: ['carrier'],
  shop: [],
} as const satisfies Readonly<Record<string, readonly (keyof ParcelPlace)[]>>
export const ARRIVAL_BASES = Object.keys(ALIKE) as (keyof typeof ALIKE)[]
export type ArrivalBasis = keyof typeof ALIKE

export interface ArrivalQuestion {
  /** Position of the order in the columns. */
  readonly position: number
  /** As-of, exclusive UTC ms, and its local day. */
  readonly until: number
  readonly asOfDay: number
  readonly zone: TimeZone
}

/** Comparable orders are those of this many days, without the latest, of which the slow ones are not there yet. */
const DAYS_BACK = 400
const DAYS_UNSETTLED = 21
const FEWEST = 50
const HELD = 0.8

/**
 * When a parcel under way will come: the lead times of comparable parcels that had also not come after as long. From the
 * shipping on where it was shipped, from the order otherwise; to its city by its carrier from its warehouse where enough
 * went so, else by what they have in common less and less, else anywhere.
 *
 * @returns null when fewer than 50 comparable parcels took longer than this one has so far
 */
export function predictArrival(
  columns: DeliveryColumns,
  { position, until, asOfDay, zone }: ArrivalQuestion,
): Arrival | null {
  const shipped = columns.shippedAt[position] as number
  const start = Number.isNaN(shipped) ? columns.orderedAt : columns.shippedAt
  const begun = start[position] as number
  const elapsed = until - begun
  const own = columns.places[columns.place[position] as number]
  for (const basis of ARRIVAL_BASES) {
    const alike: readonly (keyof ParcelPlace)[] = ALIKE[basis]
    if (alike.some((field) => (own?.[field] ?? null) === null)) continue
    const fits = columns.places.map((place) => alike.every((field) => place[field] === own?.[field]))
    const leads: number[] = []
    for (let i = 0; i < columns.size; i++) {
      const day = columns.orderedDay[i] as number
      if (day <= asOfDay - DAYS_BACK || day > asOfDay - DAYS_UNSETTLED || i === position) continue
      const lead = (columns.deliveredAt[i] as number) - (start[i] as number)
      if (!(lead > elapsed)) continue
      if (fits[columns.place[i] as number] !== true) continue
      leads.push(lead)
    }
    if (leads.length < FEWEST) continue
    return arrivalOf(Float64Array.from(leads).sort(), begun, columns.promisedAt[position] as number, zone, basis)
  }
  return null
}

function arrivalOf(
  leads: Float64Array,
  begun: number,
  promised: number,
  zone: TimeZone,
  basis: Arrival['basis'],
): Arrival {
  const days = Int32Array.from(leads, (lead) => zone.dayOf(begun + lead))
  const promisedDay = Number.isNaN(promised) ? null : zone.dayOf(promised)
  const after = promisedDay === null ? 0 : days.reduce((count, day) => count + Number(day > promisedDay), 0)
  return {
    expectedDay: zone.dayOf(begun + quantileOfSorted(leads, 0.5)),
    interval: shortestDays(days),
    late: promisedDay === null ? null : { share: after / leads.length, interval: wilsonInterval(after, leads.length) },
    comparable: leads.length,
    basis,
  }
}

/** The fewest days in a row on which 80 % came: quantiles cut to whole days would hold far more than they say. */
function shortestDays(sorted: Int32Array): readonly [number, number] {
  const held = Math.ceil(sorted.length * HELD)
  let best: readonly [number, number] = [sorted[0] as number, sorted[sorted.length - 1] as number]
  for (let first = 0; first + held <= sorted.length; first++) {
    const span = [sorted[first] as number, sorted[first + held - 1] as number] as const
    if (span[1] - span[0] < best[1] - best[0]) best = span
  }
  return best
}
