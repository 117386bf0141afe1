import type { Store } from '../../open.ts'
import { rememberLatest } from '../customers/remember-latest.ts'
import { validAsOf } from '../customers/valid-as-of.ts'
import { PLACE_COLUMNS } from '../voice/read-ratings.ts'
import type { VoicePlace } from '../voice/read-ratings.ts'

/** Where a parcel goes, who carries it and which warehouse it left. */
export interface ParcelPlace extends VoicePlace {
  readonly carrier: string | null
  readonly warehouse: string | null
}

/** One value per valid order that says something about its delivery, by day and id. Instants are UTC ms, NaN where unknown. */
export interface DeliveryColumns {
  readonly size: number
  readonly orderIds: readonly string[]
  /** Place and customer as small numbers into `places` and `customerIds`; -1 for nobody named. */
  readonly customers: Int32Array
  readonly customerIds: readonly string[]
  readonly place: Int32Array
  readonly places: readonly ParcelPlace[]
  readonly orderedDay: Int32Array
  readonly orderedAt: Float64Array
  readonly shippedAt: Float64Array
  readonly promisedAt: Float64Array
  readonly deliveredAt: Float64Array
}

type Row = [
  id: string,
  customer: string | null,
  day: number,
  orderedAt: number,
  shippedAt: number | null,
  promisedAt: number | null,
  deliveredAt: number | null,
  country: string | null,
  region: string | null,
  city: string | null,
  channel: string | null,
  device: string | null,
  source: string | null,
  carrier: string | null,
  warehouse: string | null,
]

/**
 * Deliveries of valid orders before `until` (exclusive UTC ms) that were shipped, promised or delivered; what happened later
 * is not known yet. Kept for a while.
 */
export const readDeliveries: (store: Store, until: number) => DeliveryColumns = rememberLatest(String, readAll)

function readAll(store: Store, until: number): DeliveryColumns {
  const rows = store.sqlite
    .prepare<[{ until: number }], Row>(
      `SELECT o.id, o.customer_id, o.ordered_day, o.ordered_at,
         CASE WHEN o.shipped_at < @until THEN o.shipped_at END, o.promised_at,
         CASE WHEN o.delivered_at < @until THEN o.delivered_at END, ${PLACE_COLUMNS}, o.carrier, o.warehouse
       FROM orders o LEFT JOIN customers c ON c.id = o.customer_id
       WHERE ${validAsOf('o')} AND (o.shipped_at < @until OR o.promised_at IS NOT NULL OR o.delivered_at < @until)
       ORDER BY o.ordered_day, o.id`,
    )
    .raw()
    .iterate({ until })
  const orderIds: string[] = []
  const customers = codebook<string>()
  const places = codebook<ParcelPlace>()
  const columns = {
    customers: [],
    place: [],
    day: [],
    ordered: [],
    shipped: [],
    promised: [],
    delivered: [],
  } as Record<'customers' | 'place' | 'day' | 'ordered' | 'shipped' | 'promised' | 'delivered', number[]>
  for (const [id, customer, day, ordered, shipped, promised, delivered, ...place] of rows) {
    const [country, region, city, channel, device, source, carrier, warehouse] = place
    orderIds.push(id)
    columns.customers.push(customer === null ? -1 : customers.code(customer, customer))
    columns.place.push(
      places.code(place.join('\u0000'), { country, region, city, channel, device, source, carrier, warehouse }),
    )
    columns.day.push(day)
    columns.ordered.push(ordered)
    columns.shipped.push(shipped ?? Number.NaN)
    columns.promised.push(promised ?? Number.NaN)
    columns.delivered.push(delivered ?? Number.NaN)
  }
  return {
    size: orderIds.length,
    orderIds,
    customers: Int32Array.from(columns.customers),
    customerIds: customers.values,
    place: Int32Array.from(columns.place),
    places: places.values,
    orderedDay: Int32Array.from(columns.day),
    orderedAt: Float64Array.from(columns.ordered),
    shippedAt: Float64Array.from(columns.shipped),
    promisedAt: Float64Array.from(columns.promised),
    deliveredAt: Float64Array.from(columns.delivered),
  }
}

function codebook<Value>(): { readonly values: Value[]; readonly code: (key: string, value: Value) => number } {
  const values: Value[] = []
  const codes = new Map<string, number>()
  return {
    values,
    code: (key, value) => {
      const known = codes.get(key)
      if (known !== undefined) return known
      codes.set(key, values.length)
      values.push(value)
      return values.length - 1
    },
  }
}

/** Orders that hold one of these products. */
export const readOrdersWith = (store: Store, productIds: readonly string[]): ReadonlySet<string> =>
  new Set(
    store.sqlite
      .prepare<[string], string>(
        `SELECT DISTINCT order_id FROM order_lines WHERE kind = 'sale' AND product_id IN (SELECT value FROM json_each(?))`,
      )
      .pluck()
      .all(JSON.stringify(productIds)),
  )
