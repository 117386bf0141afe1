import type { TimeZone } from '../../lib/time-zone.ts'
import type { DeliveryColumns, ParcelPlace } from '../../store/queries/orders/read-deliveries.ts'
import type { VoiceRow } from '../../store/queries/voice/read-ratings.ts'

/** An order as places, products, customers and whoever carried it can be asked of. */
export type ParcelRow = VoiceRow & ParcelPlace

/** One parcel as the measures see it; days are fractions where they are lengths. */
export interface Parcel {
  readonly orderId: string
  readonly customerId: string | null
  readonly region: string | null
  readonly city: string | null
  readonly orderedDay: number
  readonly shippedDay: number | null
  /** From order to delivery; null while under way. */
  readonly leadDays: number | null
  /** Whole days after the promised day, until delivery or as-of; null where nothing was promised. */
  readonly daysLate: number | null
  /** Whole days since shipping without delivery; null when delivered or not shipped. */
  readonly daysUnderway: number | null
}

const DAY = 86_400_000

export interface ParcelQuestion {
  readonly fromDay: number
  readonly toDay: number
  readonly asOfDay: number
  readonly zone: TimeZone
  readonly matches: (row: VoiceRow) => boolean
  /** Name of the parcel's group; null leaves it out of the groups only. */
  readonly groupOf: (row: ParcelRow) => string | null
}

/** Orders placed in local days [fromDay, toDay) that the conditions let in, with their groups. */
export function collectDeliveries(
  columns: DeliveryColumns,
  { fromDay, toDay, asOfDay, zone, matches, groupOf }: ParcelQuestion,
): { readonly parcels: readonly Parcel[]; readonly groups: ReadonlyMap<string, readonly Parcel[]> } {
  const parcels: Parcel[] = []
  const groups = new Map<string, Parcel[]>()
  for (let i = 0; i < columns.size; i++) {
    const orderedDay = columns.orderedDay[i] as number
    if (orderedDay < fromDay || orderedDay >= toDay) continue
    const row = rowAt(columns, i)
    if (!matches(row)) continue
    const parcel = parcelOf(columns, i, row, asOfDay, zone)
    parcels.push(parcel)
    const name = groupOf(row)
    if (name === null) continue
    const group = groups.get(name)
    if (group === undefined) groups.set(name, [parcel])
    else group.push(parcel)
  }
  return { parcels, groups }
}

/** The order at a position. */
export function rowAt(columns: DeliveryColumns, i: number): ParcelRow {
  const id = columns.orderIds[i] ?? ''
  const place = columns.places[columns.place[i] as number]
  return {
    id,
    orderId: id,
    customerId: columns.customerIds[columns.customers[i] as number] ?? null,
    productId: null,
    at: columns.orderedAt[i] as number,
    day: columns.orderedDay[i] as number,
    country: place?.country ?? null,
    region: place?.region ?? null,
    city: place?.city ?? null,
    channel: place?.channel ?? null,
    device: place?.device ?? null,
    source: place?.source ?? null,
    carrier: place?.carrier ?? null,
    warehouse: place?.warehouse ?? null,
  }
}

function parcelOf(columns: DeliveryColumns, i: number, row: VoiceRow, asOfDay: number, zone: TimeZone): Parcel {
  const delivered = columns.deliveredAt[i] as number
  const promised = columns.promisedAt[i] as number
  const shipped = columns.shippedAt[i] as number
  const isDelivered = !Number.isNaN(delivered)
  const lastDay = isDelivered ? zone.dayOf(delivered) : asOfDay
  const shippedDay = Number.isNaN(shipped) ? null : zone.dayOf(shipped)
  return {
    orderId: row.id,
    customerId: row.customerId,
    region: row.region,
    city: row.city,
    orderedDay: row.day,
    shippedDay,
    leadDays: isDelivered ? (delivered - (columns.orderedAt[i] as number)) / DAY : null,
    daysLate: Number.isNaN(promised) ? null : Math.max(0, lastDay - zone.dayOf(promised)),
    daysUnderway: isDelivered || shippedDay === null ? null : asOfDay - shippedDay,
  }
}
