import { asOfEndOfDay, type AsOf } from '../../lib/as-of.ts'
import type { Store } from '../../store/open.ts'
import { readOwnHistory } from '../../store/queries/features/read-own-history.ts'
import type { Shop } from '../context.ts'
import type { ChurnSource } from './churn-source.ts'

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
  withEvents: boolean,
): ChurnSource | null {
  const yearFromDay = asOf.day - YEAR_DAYS + 1
  const own = readOwnHistory(store, customerId, {
    until: asOf.until,
    yearFromDay,
    yearFrom: asOfEndOfDay(yearFromDay - 1, shop.zone).until,
    visitsFromDay: withEvents ? asOf.day - VISIT_DAYS + 1 : null,
  })
  const days = [...new Set(own.orders.map(({ day }) => day))].sort((a, b) => a - b)
  const first = days[0]
  const last = days.at(-1)
  if (first === undefined || last === undefined) return null
  const sum = (read: (order: (typeof own.orders)[number]) => number): number =>
    own.orders.reduce((total, order) => total + read(order), 0)
  const gross = sum(({ grossMinor }) => grossMinor)
  const yearGross = sum(({ grossMinor, day }) => (day >= yearFromDay ? grossMinor : 0))
  return {
    asOf,
    size: 1,
    customerIds: [customerId],
    recencyDays: Int32Array.of(asOf.day - last),
    tenureDays: Int32Array.of(asOf.day - first),
    frequency: Int32Array.of(own.orders.length),
    units: Int32Array.of(sum(({ units }) => units)),
    returnedUnits: Int32Array.of(own.returnedUnits),
    grossMinor: Float64Array.of(gross),
    netMinor: Float64Array.of(gross - own.returnsMinor),
    yearNetMinor: Float64Array.of(yearGross - own.yearReturnsMinor),
    purchases: { offsets: Int32Array.of(0, days.length), days: Int32Array.from(days) },
    baskets: {
      lines: Float64Array.of(sum(({ lines }) => lines)),
      largestGrossMinor: Float64Array.of(own.orders.reduce((most, { grossMinor }) => Math.max(most, grossMinor), 0)),
    },
    activeDays: own.activeDays === null ? null : Uint8Array.of(own.activeDays),
  }
}
