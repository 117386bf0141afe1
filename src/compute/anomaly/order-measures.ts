import type { Steps } from '../../lib/in-turns.ts'

/** Orders sorted by customer, then by time; those of nobody have customer -1 and are compared with the shop only. */
export interface OrderColumns {
  readonly customer: Int32Array
  /** UTC ms. */
  readonly at: Float64Array
  /** Local hour, 0..23. */
  readonly hour: Uint8Array
  readonly grossMinor: Float64Array
  readonly units: Float64Array
  readonly lines: Float64Array
  /** Codes; -1 is unknown. */
  readonly region: Int32Array
  /** Where the customer lives, as the profile says. */
  readonly homeRegion: Int32Array
  readonly device: Int32Array
  readonly payment: Int32Array
  readonly hasCoupon: Uint8Array
  /** Of the customer's units, the share that came back; 0 where too few were bought to tell. */
  readonly returnShare: Float64Array
}

/** What is measured of each order, before it is known what is usual in the shop. */
export interface OrderMeasures {
  readonly size: number
  /** Natural logarithm of the gross value in minor units. */
  readonly amount: Float64Array
  /** log2 of the gross value over the median of the customer's earlier orders; 0 with fewer than three of them. */
  readonly ownAmount: Float64Array
  readonly unitsPerLine: Float64Array
  /** Other orders of the customer within half an hour. */
  readonly burst: Float64Array
  readonly hour: Uint8Array
  /** 1 when the order goes to a region where the customer neither lives nor ever ordered to. */
  readonly newRegion: Float64Array
  /** 1 when the device differs from that of most earlier orders, of which there are at least two. */
  readonly otherDevice: Float64Array
  /** Ways of paying that the customer used within 24 hours, beyond one. */
  readonly payments: Float64Array
  /** Orders with a coupon of the customer within seven days, beyond one. */
  readonly coupons: Float64Array
  readonly returnShare: Float64Array
}

const HALF_HOUR = 1_800_000
const DAY = 86_400_000
const LEAST_HISTORY = 3
const ROWS_IN_A_TURN = 20_000

/**
 * Measures each order against the customer's other orders: what came before for places, devices and amounts, and what lies
 * around it in time for bursts (an order that is followed by four others within minutes belongs to the burst, too).
 *
 * Gender, age and the like are no input.
 *
 * @returns arrays in the order of the columns
 * Time O(n x orders within a day of each other), memory O(n).
 */
export function* measureOrders(columns: OrderColumns): Steps<OrderMeasures> {
  const n = columns.customer.length
  const column = (): Float64Array => new Float64Array(n)
  const measures = {
    size: n,
    amount: column(),
    ownAmount: column(),
    unitsPerLine: column(),
    burst: column(),
    hour: columns.hour,
    newRegion: column(),
    otherDevice: column(),
    payments: column(),
    coupons: column(),
    returnShare: columns.returnShare,
  }
  let start = 0
  let pause = ROWS_IN_A_TURN
  while (start < n) {
    const customer = columns.customer[start] as number
    let end = start + 1
    if (customer >= 0) while (end < n && columns.customer[end] === customer) end += 1
    measureCustomer(columns, measures, start, end, customer >= 0)
    start = end
    if (start < pause) continue
    pause = start + ROWS_IN_A_TURN
    yield
  }
  return measures
}

type Writable = { -readonly [Name in keyof OrderMeasures]: OrderMeasures[Name] }

function measureCustomer(columns: OrderColumns, out: Writable, start: number, end: number, isKnown: boolean): void {
  const earlier: number[] = []
  const regions = new Set<number>()
  const devices = new Map<number, number>()
  const home = columns.homeRegion[start] as number
  if (home >= 0) regions.add(home)
  for (let i = start; i < end; i += 1) {
    const gross = columns.grossMinor[i] as number
    const amount = Math.log(Math.max(1, gross))
    out.amount[i] = amount
    out.unitsPerLine[i] = (columns.units[i] as number) / Math.max(1, columns.lines[i] as number)
    if (!isKnown) continue
    if (earlier.length >= LEAST_HISTORY) {
      out.ownAmount[i] = (amount - (earlier[earlier.length >> 1] as number)) / Math.LN2
    }
    const region = columns.region[i] as number
    if (region >= 0) {
      if (regions.size > 0 && !regions.has(region)) out.newRegion[i] = 1
      regions.add(region)
    }
    const device = columns.device[i] as number
    if (device >= 0) {
      const seen = devices.get(device) ?? 0
      if (i - start >= 2 && seen * 2 < i - start) out.otherDevice[i] = 1
      devices.set(device, seen + 1)
    }
    measureAround(columns, out, i, start, end)
    insertSorted(earlier, amount)
  }
}

/** Counts what lies around one order in time. */
function measureAround(columns: OrderColumns, out: Writable, i: number, start: number, end: number): void {
  const at = columns.at[i] as number
  let burst = 0
  let coupons = columns.hasCoupon[i] as number
  const payments = new Set<number>([columns.payment[i] as number])
  for (let j = i - 1; j >= start && at - (columns.at[j] as number) <= 7 * DAY; j -= 1) {
    const gap = at - (columns.at[j] as number)
    if (gap <= HALF_HOUR) burst += 1
    if (gap <= DAY) payments.add(columns.payment[j] as number)
    coupons += columns.hasCoupon[j] as number
  }
  for (let j = i + 1; j < end && (columns.at[j] as number) - at <= DAY; j += 1) {
    if ((columns.at[j] as number) - at <= HALF_HOUR) burst += 1
    payments.add(columns.payment[j] as number)
  }
  payments.delete(-1)
  out.burst[i] = burst
  out.payments[i] = Math.max(0, payments.size - 1)
  out.coupons[i] = columns.hasCoupon[i] === 1 ? Math.max(0, coupons - 1) : 0
}

function insertSorted(sorted: number[], value: number): void {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] as number) < value) low = middle + 1
    else high = middle
  }
  sorted.splice(low, 0, value)
}
