import type { AsOf } from '../../lib/as-of.ts'
import type { Store } from '../../store/open.ts'
import type { Shop } from '../context.ts'
import type { ChurnSource } from './churn-source.ts'
import { readOwnSource } from './read-own-source.ts'

/**
 * Columns of some customers as of an instant, each from the customer's own rows: what a large shop is sampled by, at the
 * price of the sample. Customers without a valid order by then are not in it.
 */
export function readSampleSource(
  store: Store,
  shop: Pick<Shop, 'zone'>,
  asOf: AsOf,
  customerIds: readonly string[],
  withEvents: boolean,
): ChurnSource {
  const own = customerIds.flatMap((id) => readOwnSource(store, shop, asOf, id, withEvents) ?? [])
  const whole = (read: (source: ChurnSource) => Int32Array): Int32Array =>
    Int32Array.from(own, (one) => read(one)[0] ?? 0)
  const money = (read: (source: ChurnSource) => Float64Array): Float64Array =>
    Float64Array.from(own, (one) => read(one)[0] ?? 0)
  const offsets = new Int32Array(own.length + 1)
  for (const [i, { purchases }] of own.entries()) offsets[i + 1] = (offsets[i] ?? 0) + purchases.days.length
  const days = new Int32Array(offsets.at(-1) ?? 0)
  for (const [i, { purchases }] of own.entries()) days.set(purchases.days, offsets[i])
  return {
    asOf,
    size: own.length,
    customerIds: own.flatMap((one) => one.customerIds),
    recencyDays: whole(({ recencyDays }) => recencyDays),
    tenureDays: whole(({ tenureDays }) => tenureDays),
    frequency: whole(({ frequency }) => frequency),
    units: whole(({ units }) => units),
    returnedUnits: whole(({ returnedUnits }) => returnedUnits),
    grossMinor: money(({ grossMinor }) => grossMinor),
    netMinor: money(({ netMinor }) => netMinor),
    yearNetMinor: money(({ yearNetMinor }) => yearNetMinor),
    purchases: { offsets, days },
    baskets: {
      lines: money(({ baskets }) => baskets.lines),
      largestGrossMinor: money(({ baskets }) => baskets.largestGrossMinor),
    },
    activeDays: withEvents ? Uint8Array.from(own, ({ activeDays }) => activeDays?.[0] ?? 0) : null,
  }
}
