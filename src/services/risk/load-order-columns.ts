import { setImmediate } from 'node:timers/promises'
import type { OrderColumns } from '../../compute/anomaly/order-measures.ts'
import type { TimeZone } from '../../lib/time-zone.ts'
import { readReturnShares, type RiskOrderRow } from '../../store/queries/risk/read-risk-orders.ts'
import type { ServiceContext } from '../context.ts'

/** Orders in columns, with what a reader needs to name them. */
export interface LoadedOrders {
  readonly columns: OrderColumns
  readonly ids: readonly string[]
  readonly customerIds: readonly (string | null)[]
  readonly status: readonly string[]
}

/** Fewer units say nothing of who sends back much. */
const LEAST_UNITS = 6
const HOUR = 3_600_000

const codebook = (): ((word: string | null) => number) => {
  const codes = new Map<string, number>()
  return (word) => {
    if (word === null || word === '') return -1
    const known = codes.get(word)
    if (known !== undefined) return known
    codes.set(word, codes.size)
    return codes.size - 1
  }
}

type Numbers = Float64Array | Int32Array | Uint8Array

/** A typed column that doubles when it is full: a million values are ready without a copy that holds everybody up. */
function growing<Column extends Numbers>(
  type: new (length: number) => Column,
): { readonly push: (value: number) => void; readonly values: () => Column } {
  let column = new type(1024)
  let size = 0
  return {
    push: (value) => {
      if (size === column.length) {
        const wider = new type(2 * size)
        wider.set(column)
        column = wider
      }
      column[size++] = value
    },
    values: () => column.subarray(0, size) as Column,
  }
}

/** Rows by customer and time as columns. Other requests are let through between pages. */
export async function loadOrderColumns(
  { store, shop, asOf }: Pick<ServiceContext, 'store' | 'shop' | 'asOf'>,
  pages: Iterable<readonly RiskOrderRow[]>,
): Promise<LoadedOrders> {
  const { add, finish } = orderColumns(shop.zone)
  for (const page of pages) {
    add(page)
    await setImmediate()
  }
  return finish(readReturnShares(store, asOf.until))
}

/** Collects rows by customer and time, and hands them out as columns. */
export function orderColumns(zone: TimeZone): {
  readonly add: (page: readonly RiskOrderRow[]) => void
  /** @param returns - units that each customer sent back */
  readonly finish: (returns: ReadonlyMap<string, { readonly returned: number }>) => LoadedOrders
} {
  const [customer, region, device, payment] = [codebook(), codebook(), codebook(), codebook()]
  const read = {
    customer: growing(Int32Array),
    at: growing(Float64Array),
    hour: growing(Uint8Array),
    gross: growing(Float64Array),
    units: growing(Float64Array),
    lines: growing(Float64Array),
    region: growing(Int32Array),
    home: growing(Int32Array),
    device: growing(Int32Array),
    payment: growing(Int32Array),
    coupon: growing(Uint8Array),
  }
  const ids: string[] = []
  const customerIds: (string | null)[] = []
  const status: string[] = []
  const dayStarts = new Map<number, number>()
  return {
    add: (page) => {
      for (const [id, owner, at, gross, units, lines, place, home, machine, paid, coupon, state] of page) {
        ids.push(id)
        customerIds.push(owner)
        status.push(state)
        const day = zone.dayOf(at)
        const start = dayStarts.get(day) ?? zone.startOfDay(day)
        dayStarts.set(day, start)
        read.customer.push(customer(owner))
        read.at.push(at)
        read.hour.push(Math.min(23, Math.floor((at - start) / HOUR)))
        read.gross.push(gross)
        read.units.push(units)
        read.lines.push(lines)
        read.region.push(region(place))
        read.home.push(region(home))
        read.device.push(device(machine))
        read.payment.push(payment(paid))
        read.coupon.push(coupon)
      }
    },
    finish: (returns) => {
      const units = read.units.values()
      const columns: OrderColumns = {
        customer: read.customer.values(),
        at: read.at.values(),
        hour: read.hour.values(),
        grossMinor: read.gross.values(),
        units,
        lines: read.lines.values(),
        region: read.region.values(),
        homeRegion: read.home.values(),
        device: read.device.values(),
        payment: read.payment.values(),
        hasCoupon: read.coupon.values(),
        returnShare: returnShares(returns, customerIds, units),
      }
      return { columns, ids, customerIds, status }
    },
  }
}

/** Share of a customer's units that came back, on each of the customer's orders; rows of a customer lie together. */
function returnShares(
  returns: ReadonlyMap<string, { readonly returned: number }>,
  customerIds: readonly (string | null)[],
  units: Float64Array,
): Float64Array {
  const shares = new Float64Array(customerIds.length)
  let start = 0
  while (start < customerIds.length) {
    const id = customerIds[start]
    let end = start + 1
    let bought = units[start] ?? 0
    while (end < customerIds.length && customerIds[end] === id) {
      bought += units[end] ?? 0
      end += 1
    }
    const returned = id === null || id === undefined ? 0 : (returns.get(id)?.returned ?? 0)
    if (bought >= LEAST_UNITS) shares.fill(returned / bought, start, end)
    start = end
  }
  return shares
}
