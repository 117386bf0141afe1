import { readPurchaseGroups } from '../store/queries/features/read-purchase-groups.ts'
import type { Store } from '../store/open.ts'
import type { PurchaseDays } from '../compute/segments/purchase-gaps.ts'

/** What the orders of each customer add up to, by position; customers without an order hold zeros. */
export interface PurchaseHistory {
  readonly orders: Int32Array
  readonly units: Int32Array
  readonly grossMinor: Float64Array
  readonly yearGrossMinor: Float64Array
  readonly firstOrderAt: Float64Array
  readonly lastOrderAt: Float64Array
  readonly purchases: PurchaseDays
}

/**
 * Reads all valid orders as of an instant. `positionOf` gives a customer's position and may make a new one, for an order
 * that names somebody whom no customer row knows yet.
 */
export function readPurchaseHistory(
  store: Store,
  { until, yearFromDay }: { readonly until: number; readonly yearFromDay: number },
  positionOf: (customerId: string) => number,
  sizeAfter: () => number,
): PurchaseHistory {
  // Groups come by customer id and positions by appearance: what belongs to the k-th group is kept at k until all are read.
  const groups = growingGroups()
  let days = new Int32Array(1 << 16)
  let filled = 0
  for (const [customerId, orders, gross, units, yearGross, first, last, orderedDays] of readPurchaseGroups(
    store,
    until,
    yearFromDay,
  )) {
    if (filled + orders > days.length) {
      const larger = new Int32Array(Math.max(days.length * 2, filled + orders))
      larger.set(days)
      days = larger
    }
    const distinct = parseDays(orderedDays, days, filled)
    groups.push(positionOf(customerId), orders, gross, units, yearGross, first, last, distinct)
    filled += distinct
  }
  return arrange(groups, days.subarray(0, filled), sizeAfter())
}

/** Where each number of a group stands. */
const AT = { position: 0, orders: 1, gross: 2, units: 3, yearGross: 4, first: 5, last: 6, days: 7 } as const
const WIDTH = 8

interface Groups {
  readonly push: (...numbers: readonly number[]) => void
  readonly count: () => number
  readonly get: (group: number, at: number) => number
}

/** Groups side by side in one array that grows: an object for each of a million would take five times the room. */
function growingGroups(): Groups {
  let values = new Float64Array(WIDTH << 10)
  let used = 0
  return {
    push: (...numbers) => {
      if (used + WIDTH > values.length) {
        const larger = new Float64Array(values.length * 2)
        larger.set(values)
        values = larger
      }
      values.set(numbers, used)
      used += WIDTH
    },
    count: () => used / WIDTH,
    get: (group, at) => values[group * WIDTH + at] as number,
  }
}

/** Writes the distinct days of a comma-separated list in ascending order; returns how many there are. */
function parseDays(list: string, into: Int32Array, start: number): number {
  let end = start
  let value = 0
  let negative = false
  let ascending = true
  for (let i = 0; i <= list.length; i++) {
    const code = i < list.length ? list.charCodeAt(i) : COMMA
    if (code === MINUS) negative = true
    else if (code !== COMMA) value = value * 10 + code - ZERO
    else {
      const day = negative ? -value : value
      const previous = into[end - 1] ?? 0
      if (end === start || day !== previous) {
        if (end > start && day < previous) ascending = false
        into[end] = day
        end += 1
      }
      value = 0
      negative = false
    }
  }
  if (ascending) return end - start
  // A clock set back over midnight is the one way in which later instants have earlier days.
  const distinct = [...new Set(into.subarray(start, end))].sort((a, b) => a - b)
  into.set(distinct, start)
  return distinct.length
}

const COMMA = 44
const MINUS = 45
const ZERO = 48

/** Columns by position from groups in the order of reading; `days` holds their days one group after the other. */
function arrange(groups: Groups, days: Int32Array, size: number): PurchaseHistory {
  const history = {
    orders: new Int32Array(size),
    units: new Int32Array(size),
    grossMinor: new Float64Array(size),
    yearGrossMinor: new Float64Array(size),
    firstOrderAt: new Float64Array(size).fill(Number.NaN),
    lastOrderAt: new Float64Array(size).fill(Number.NaN),
  }
  const offsets = new Int32Array(size + 1)
  for (let group = 0; group < groups.count(); group++) {
    const position = groups.get(group, AT.position)
    history.orders[position] = groups.get(group, AT.orders)
    history.grossMinor[position] = groups.get(group, AT.gross)
    history.units[position] = groups.get(group, AT.units)
    history.yearGrossMinor[position] = groups.get(group, AT.yearGross)
    history.firstOrderAt[position] = groups.get(group, AT.first)
    history.lastOrderAt[position] = groups.get(group, AT.last)
    offsets[position + 1] = groups.get(group, AT.days)
  }
  for (let i = 1; i <= size; i++) offsets[i] = (offsets[i] ?? 0) + (offsets[i - 1] ?? 0)
  const arranged = new Int32Array(days.length)
  let from = 0
  for (let group = 0; group < groups.count(); group++) {
    const to = from + groups.get(group, AT.days)
    arranged.set(days.subarray(from, to), offsets[groups.get(group, AT.position)] ?? 0)
    from = to
  }
  return { ...history, purchases: { offsets, days: arranged } }
}
