import type { Store } from '../../open.ts'

/**
 * All sales, one customer after the other, each customer's by instant: what questions about different people need,
 * 16 bytes an order.
 */
export interface PurchaseColumns {
  /** Null for the orders that name nobody, which stand together as if they were one customer's. */
  readonly customerIds: readonly (string | null)[]
  /** Orders of customer i stand at offsets[i] .. offsets[i + 1] - 1. */
  readonly offsets: Int32Array
  /** Local day of each order. */
  readonly days: Int32Array
  readonly grossMinor: Float64Array
  /** Row number of each order in its table: where `readOrderCodes` keeps its attributes. */
  readonly rowNumbers: Int32Array
  /** Positions of the orders that were cancelled at some time, ascending, and when (UTC ms). */
  readonly cancelled: Int32Array
  readonly cancelledAt: Float64Array
}

type CustomerLists = [
  customerId: string | null,
  orders: number,
  days: string,
  amounts: string,
  rowNumbers: string,
  cancelledAt: string | null,
]

/** Twice the amount, and one more when the order was cancelled: then the last list holds its instant. */
export const PURCHASE_COLUMNS_SQL = `SELECT customer_id, count(*), group_concat(ordered_day),
    group_concat(gross_minor * 2 + (cancelled_at IS NOT NULL)), group_concat(rowid), group_concat(cancelled_at)
  FROM orders INDEXED BY orders_customer_idx WHERE has_sale = 1 AND flag IS NULL GROUP BY customer_id`

/**
 * Reads all sales, whatever as-of, from the customers' index. Lists of numbers as text come over several times faster
 * than a row for each order does.
 */
export function readPurchaseColumns(store: Store): PurchaseColumns {
  const rows = store.sqlite.prepare<[], CustomerLists>(PURCHASE_COLUMNS_SQL).raw()
  let days = new Int32Array(1 << 16)
  let grossMinor = new Float64Array(1 << 16)
  let rowNumbers = new Int32Array(1 << 16)
  const customerIds: (string | null)[] = []
  const offsets: number[] = [0]
  const cancelled: number[] = []
  const cancelledAt: number[] = []
  let filled = 0
  for (const [customerId, orders, dayList, amountList, rowList, instants] of rows.iterate()) {
    if (filled + orders > days.length) {
      const room = Math.max(days.length * 2, filled + orders)
      days = enlarged(days, new Int32Array(room))
      grossMinor = enlarged(grossMinor, new Float64Array(room))
      rowNumbers = enlarged(rowNumbers, new Int32Array(room))
    }
    parseIntegers(dayList, days, filled)
    parseIntegers(amountList, grossMinor, filled)
    parseIntegers(rowList, rowNumbers, filled)
    for (let i = filled; i < filled + orders; i++) {
      const doubled = grossMinor[i] ?? 0
      const isCancelled = doubled % 2 !== 0
      grossMinor[i] = (isCancelled ? doubled - 1 : doubled) / 2
      if (isCancelled) cancelled.push(i)
    }
    if (instants !== null) for (const instant of instants.split(',')) cancelledAt.push(Number(instant))
    filled += orders
    customerIds.push(customerId)
    offsets.push(filled)
  }
  return {
    customerIds,
    offsets: Int32Array.from(offsets),
    days: days.slice(0, filled),
    grossMinor: grossMinor.slice(0, filled),
    rowNumbers: rowNumbers.slice(0, filled),
    cancelled: Int32Array.from(cancelled),
    cancelledAt: Float64Array.from(cancelledAt),
  }
}

function enlarged<T extends Int32Array | Float64Array>(from: T, into: T): T {
  into.set(from)
  return into
}

const COMMA = 44
const MINUS = 45
const ZERO = 48

/** Writes the integers of a comma-separated list from position `at` on. */
function parseIntegers(list: string, into: Int32Array | Float64Array, at: number): void {
  let position = at
  let value = 0
  let negative = false
  for (let i = 0; i < list.length; i++) {
    const code = list.charCodeAt(i)
    if (code === COMMA) {
      into[position] = negative ? -value : value
      position += 1
      value = 0
      negative = false
    } else if (code === MINUS) negative = true
    else value = value * 10 + code - ZERO
  }
  into[position] = negative ? -value : value
}
