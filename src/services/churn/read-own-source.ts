import { asOfEndOfDay, type AsOf } from '../../lib/as-of.ts'
import type { Store } from '../../store/open.ts'
import { readOwnLastProducts } from '../../store/queries/features/read-bought-products.ts'
import { readOwnHistory } from '../../store/queries/features/read-own-history.ts'
import type { Shop } from '../context.ts'
import type { ChurnSource, Learnt } from './churn-source.ts'
import { meanFigure, type ProductFigure } from './product-figures.ts'

const YEAR_DAYS = 365
const VISIT_DAYS = 28

/**
 * One customer's columns as of an instant, read by the customer's own rows: the same numbers as in the features of
 * everybody, at the price of a few index look-ups. Null for a customer without a valid order.
 */
export function readOwnSource(
  store: Store,
  shop: Pick<Shop, 'zone'>,
  asOf: AsOf,
  customerId: string,
  learnt: Learnt,
): ChurnSource | null {
  const source = readSampleSource(store, shop, asOf, [customerId], learnt)
  return source.size === 0 ? null : source
}

/**
 * Columns of some customers as of an instant, read in the same way: a sample of a large shop at the price of the sample.
 * Customers without a valid order by then are not in it.
 */
export function readSampleSource(
  store: Store,
  shop: Pick<Shop, 'zone'>,
  asOf: AsOf,
  customerIds: readonly string[],
  learnt: Learnt,
): ChurnSource {
  const rows = customerIds.flatMap((id) => readOwnRow(store, shop, asOf, id, learnt) ?? [])
  const whole = (read: (row: OwnRow) => number): Int32Array => Int32Array.from(rows, read)
  const real = (read: (row: OwnRow) => number): Float64Array => Float64Array.from(rows, read)
  const offsets = new Int32Array(rows.length + 1)
  for (const [i, { days }] of rows.entries()) offsets[i + 1] = (offsets[i] ?? 0) + days.length
  const days = new Int32Array(offsets.at(-1) ?? 0)
  for (const [i, row] of rows.entries()) days.set(row.days, offsets[i])
  return {
    asOf,
    size: rows.length,
    customerIds: rows.map(({ customerId }) => customerId),
    recencyDays: whole((row) => asOf.day - (row.days.at(-1) ?? asOf.day)),
    tenureDays: whole((row) => asOf.day - (row.days[0] ?? asOf.day)),
    frequency: whole(({ orders }) => orders),
    units: whole(({ units }) => units),
    returnedUnits: whole(({ returnedUnits }) => returnedUnits),
    grossMinor: real(({ gross }) => gross),
    netMinor: real(({ gross, returned }) => gross - returned),
    yearNetMinor: real(({ yearNet }) => yearNet),
    purchases: { offsets, days },
    baskets: { lines: real(({ lines }) => lines), largestGrossMinor: real(({ largest }) => largest) },
    lastOrders: {
      productDemand: real(({ lastProducts }) => lastProducts[0]),
      productRepeats: real(({ lastProducts }) => lastProducts[1]),
    },
    activeDays: learnt.withEvents ? Uint8Array.from(rows, ({ activeDays }) => activeDays) : null,
  }
}

/** What one customer's rows add up to; money in minor units. */
interface OwnRow {
  readonly customerId: string
  /** Distinct days with a valid order, ascending. */
  readonly days: readonly number[]
  readonly orders: number
  readonly units: number
  readonly lines: number
  readonly gross: number
  readonly largest: number
  readonly returned: number
  readonly returnedUnits: number
  readonly yearNet: number
  readonly activeDays: number
  readonly lastProducts: ProductFigure
}

function readOwnRow(
  store: Store,
  shop: Pick<Shop, 'zone'>,
  asOf: AsOf,
  customerId: string,
  { withEvents, products }: Learnt,
): OwnRow | null {
  const yearFromDay = asOf.day - YEAR_DAYS + 1
  const own = readOwnHistory(store, customerId, {
    until: asOf.until,
    yearFromDay,
    yearFrom: asOfEndOfDay(yearFromDay - 1, shop.zone).until,
    visitsFromDay: withEvents ? asOf.day - VISIT_DAYS + 1 : null,
  })
  if (own.orders.length === 0) return null
  const sum = (read: (order: (typeof own.orders)[number]) => number): number =>
    own.orders.reduce((total, order) => total + read(order), 0)
  return {
    customerId,
    days: [...new Set(own.orders.map(({ day }) => day))].sort((a, b) => a - b),
    orders: own.orders.length,
    units: sum(({ units }) => units),
    lines: sum(({ lines }) => lines),
    gross: sum(({ grossMinor }) => grossMinor),
    largest: own.orders.reduce((most, { grossMinor }) => Math.max(most, grossMinor), 0),
    returned: own.returnsMinor,
    returnedUnits: own.returnedUnits,
    yearNet: sum(({ grossMinor, day }) => (day >= yearFromDay ? grossMinor : 0)) - own.yearReturnsMinor,
    activeDays: own.activeDays ?? 0,
    lastProducts: meanFigure(products, readOwnLastProducts(store, customerId, asOf.until)),
  }
}
