import type { AsOf } from '../lib/as-of.ts'
import type { TimeZone } from '../lib/time-zone.ts'
import type { Store } from '../store/open.ts'
import { readReturnGroups } from '../store/queries/features/read-return-groups.ts'
import { arrangeFeatures } from './arrange-features.ts'
import type { CustomerFeatures } from './customer-features.ts'
import { readCustomerColumns } from './read-customer-columns.ts'
import { readPurchaseHistory } from './read-purchase-history.ts'

/** Days of net revenue that value tiers rest on. */
export const VALUE_DAYS = 365

/**
 * Features of every customer from the facts that were visible at `asOf`, and from nothing else: orders placed before it
 * (a later cancellation has not happened), returns on their own date, levels held then.
 *
 * Time: two index scans and one pass over the customers; memory about 150 bytes a customer and 4 bytes a purchase day.
 */
export function computeCustomerFeatures(store: Store, asOf: AsOf, zone: TimeZone): CustomerFeatures {
  const yearFromDay = asOf.day - VALUE_DAYS + 1
  const customers = readCustomerColumns(store, asOf.until)
  const returned = [...readReturnGroups(store, asOf.until, zone.startOfDay(yearFromDay))].map((group) => ({
    ...group,
    position: customers.positionFor(group.customerId),
  }))
  const history = readPurchaseHistory(
    store,
    { until: asOf.until, yearFromDay },
    customers.positionFor,
    () => customers.ids.length,
  )
  const size = customers.ids.length
  const { orders, purchases } = history
  const returnsMinor = new Float64Array(size)
  const returnedUnits = new Int32Array(size)
  const netMinor = Float64Array.from(history.grossMinor)
  const yearNetMinor = Float64Array.from(history.yearGrossMinor)
  for (const group of returned) {
    returnsMinor[group.position] = group.returnsMinor
    returnedUnits[group.position] = group.returnedUnits
    netMinor[group.position] = (netMinor[group.position] ?? 0) - group.returnsMinor
    yearNetMinor[group.position] = (yearNetMinor[group.position] ?? 0) - group.yearReturnsMinor
  }
  return arrangeFeatures({
    asOf,
    customerIds: customers.ids,
    positionOf: customers.positionOf,
    frequency: orders,
    units: history.units,
    returnedUnits,
    grossMinor: history.grossMinor,
    returnsMinor,
    netMinor,
    yearNetMinor,
    firstOrderAt: history.firstOrderAt,
    lastOrderAt: history.lastOrderAt,
    purchases,
    attributes: customers.attributes(),
  })
}
