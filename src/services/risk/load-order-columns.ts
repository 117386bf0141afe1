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
    customer: [] as number[],
    at: [] as number[],
    hour: [] as number[],
    gross: [] as number[],
    units: [] as number[],
    lines: [] as number[],
    region: [] as number[],
    home: [] as number[],
    device: [] as number[],
    payment: [] as number[],
    coupon: [] as number[],
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
      const columns: OrderColumns = {
        customer: Int32Array.from(read.customer),
        at: Float64Array.from(read.at),
        hour: Uint8Array.from(read.hour),
        grossMinor: Float64Array.from(read.gross),
        units: Float64Array.from(read.units),
        lines: Float64Array.from(read.lines),
        region: Int32Array.from(read.region),
        homeRegion: Int32Array.from(read.home),
        device: Int32Array.from(read.device),
        payment: Int32Array.from(read.payment),
        hasCoupon: Uint8Array.from(read.coupon),
        returnShare: returnShares(returns, customerIds, read.units),
      }
      return { columns, ids, customerIds, status }
    },
  }
}

/** Share of a customer's units that came back, on each of the customer's orders; rows of a customer lie together. */
function returnShares(
  returns: ReadonlyMap<string, { readonly returned: number }>,
  customerIds: readonly (string | null)[],
  units: readonly number[],
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
