import type { RfmTotals } from '../compute/segments/rfm-totals.ts'
import type { AsOf } from '../lib/as-of.ts'
import type { Period } from '../lib/periods.ts'
import type { TimeZone } from '../lib/time-zone.ts'
import type { Store } from '../store/open.ts'
import { rememberLatest } from '../store/queries/customers/remember-latest.ts'
import {
  readRfmOrders,
  readRfmRollups,
  readWindowReturns,
  rollupsHoldAsOf,
  type RfmRow,
} from '../store/queries/features/read-rfm-rows.ts'

export interface RfmRequest {
  readonly asOf: AsOf
  readonly shop: { readonly zone: TimeZone }
  /** Orders and returns of these days only; null: all history. */
  readonly period: Period | null
  readonly revenue: 'net' | 'gross'
}

export interface LoadedRfmTotals {
  readonly customerIds: readonly string[]
  readonly totals: RfmTotals
  /** Which table served. */
  readonly source: 'customer_rollups' | 'orders'
}

/**
 * Last day, orders and revenue of every customer with a valid order as of an instant. All history at the end of the data
 * comes from the rollups kept with the facts; anything else from one scan of the covering index.
 */
export function readRfmTotals(store: Store, { asOf, shop, period, revenue }: RfmRequest): LoadedRfmTotals {
  if (period === null && rollupsHoldAsOf(store, asOf.until, asOf.day)) {
    return {
      ...collect(readRfmRollups(store), revenue, (instant) => shop.zone.dayOf(instant)),
      source: 'customer_rollups',
    }
  }
  const window = {
    fromDay: period?.fromDay ?? Number.MIN_SAFE_INTEGER,
    toDay: period?.toDay ?? Number.MAX_SAFE_INTEGER,
    from: period === null ? Number.MIN_SAFE_INTEGER : shop.zone.startOfDay(period.fromDay),
    to: period === null ? Number.MAX_SAFE_INTEGER : shop.zone.startOfDay(period.toDay),
  }
  const loaded = collect(readRfmOrders(store, asOf.until, window), revenue, (day) => day)
  if (revenue === 'net') {
    const positions = new Map(loaded.customerIds.map((id, position) => [id, position]))
    const { monetaryMinor } = loaded.totals
    for (const [customerId, returnsMinor] of readWindowReturns(store, asOf.until, window)) {
      const position = positions.get(customerId)
      if (position !== undefined) monetaryMinor[position] = (monetaryMinor[position] ?? 0) - returnsMinor
    }
  }
  return { ...loaded, source: 'orders' }
}

/** The same, kept for the latest questions of one version of the facts. */
export const loadRfmTotals = (store: Store, request: RfmRequest): LoadedRfmTotals =>
  remembered(store, { ...request, rollups: rollupsHoldAsOf(store, request.asOf.until, request.asOf.day) })

const remembered = rememberLatest(
  ({ asOf, shop, period, revenue, rollups }: RfmRequest & { readonly rollups: boolean }) =>
    `${asOf.until}|${shop.zone.name}|${period?.fromDay}|${period?.toDay}|${revenue}|${rollups}`,
  readRfmTotals,
)

function collect(rows: Iterable<RfmRow>, revenue: 'net' | 'gross', dayOf: (last: number) => number) {
  const customerIds: string[] = []
  const orderCounts: number[] = []
  const lastDays: number[] = []
  const monetary: number[] = []
  for (const [customerId, orders, grossMinor, returnsMinor, last] of rows) {
    customerIds.push(customerId)
    orderCounts.push(orders)
    lastDays.push(dayOf(last))
    monetary.push(revenue === 'net' ? grossMinor - returnsMinor : grossMinor)
  }
  return {
    customerIds,
    totals: {
      lastDay: Int32Array.from(lastDays),
      frequency: Int32Array.from(orderCounts),
      monetaryMinor: Float64Array.from(monetary),
    },
  }
}
