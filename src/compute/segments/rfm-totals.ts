import { InvalidInputError } from '../../lib/errors.ts'

/** Orders as columns: position i of each array is one order. */
export interface OrderColumns {
  /** Index of the customer, 0..customerCount-1. */
  readonly customer: Int32Array
  /** Local day number. */
  readonly day: Int32Array
  /** Money in minor units; anything that a sum of doubles holds exactly. */
  readonly amountMinor: Float64Array
}

/** Per customer, in the order of their indexes. */
export interface RfmTotals {
  /** Day of the last order; meaningless where `frequency` is 0. */
  readonly lastDay: Int32Array
  readonly frequency: Int32Array
  readonly monetaryMinor: Float64Array
}

/**
 * Last day, number and sum of orders for each customer, in one pass over the orders in any order.
 *
 * @param orders - three columns of one length
 * @param customerCount - how many customers there are
 * @throws {InvalidInputError} when the columns differ in length or name a customer outside the range
 * @example
 * accumulateRfm({ customer: Int32Array.of(0, 0), day: Int32Array.of(7, 3), amountMinor: Float64Array.of(250, 100) }, 1)
 * // => lastDay [7], frequency [2], monetaryMinor [350]
 * Time O(n), memory 16 bytes a customer in one block besides the result, so that an order touches one cache line; with
 * many customers another 16 MiB, in which orders are put beside those of neighbouring customers first.
 */
export function accumulateRfm(orders: OrderColumns, customerCount: number): RfmTotals {
  const { customer, day, amountMinor } = orders
  if (day.length !== customer.length || amountMinor.length !== customer.length) {
    throw new InvalidInputError('the columns of the orders differ in length', {
      details: { customer: customer.length, day: day.length, amount: amountMinor.length },
    })
  }
  checkCustomers(customer, customerCount)
  const totals = new ArrayBuffer(customerCount * RECORD_BYTES)
  if (customerCount <= FEW_CUSTOMERS || customer.length <= FEW_CUSTOMERS) addOrders(orders, totals)
  else addInNeighbourhoods(orders, customerCount, totals)
  return readTotals(totals, customerCount)
}

/** Sum (8 bytes), number of orders and last day (4 bytes each). */
const RECORD_BYTES = 16
/** Customers whose records stay in a core's own cache. */
const FEW_CUSTOMERS = 1 << 16
/** Customers that share a neighbourhood: 8,192 records are 128 KiB. */
const NEIGHBOURHOOD_BITS = 13
/** Orders that are put in order at a time. */
const BATCH = 1 << 20

function checkCustomers(customer: Int32Array, customerCount: number): void {
  let outside = -1
  for (let i = 0; i < customer.length; i++) {
    if ((customer[i] ?? 0) >>> 0 >= customerCount) {
      outside = i
      break
    }
  }
  if (outside < 0) return
  throw new InvalidInputError(`order ${outside} names customer ${customer[outside]}, there are ${customerCount}`, {
    details: { index: outside, customer: customer[outside], customer_count: customerCount },
  })
}

function addOrders({ customer, day, amountMinor }: OrderColumns, totals: ArrayBuffer): void {
  const sums = new Float64Array(totals)
  const counters = new Int32Array(totals)
  for (let i = 0; i < customer.length; i++) {
    const index = customer[i] ?? 0
    const counter = index * 4 + 2
    const orderDay = day[i] ?? 0
    const count = counters[counter] ?? 0
    counters[counter] = count + 1
    if (count === 0 || orderDay > (counters[counter + 1] ?? 0)) counters[counter + 1] = orderDay
    sums[index * 2] = (sums[index * 2] ?? 0) + (amountMinor[i] ?? 0)
  }
}

/**
 * The same sums where the records of all customers do not fit a cache: each batch of orders is first written out by
 * neighbourhood of customers (a counting sort by their leading bits), so that the orders that follow each other touch
 * records that lie together. Within a customer the order of the orders stays, and with it every sum to the last bit.
 */
function addInNeighbourhoods(orders: OrderColumns, customerCount: number, totals: ArrayBuffer): void {
  const { customer, day, amountMinor } = orders
  const next = new Int32Array((customerCount >>> NEIGHBOURHOOD_BITS) + 2)
  // Customer, day and amount of an order side by side: each neighbourhood is written to in one place, not in three.
  const block = new ArrayBuffer(BATCH * RECORD_BYTES)
  const words = new Int32Array(block)
  const amounts = new Float64Array(block)
  for (let from = 0; from < customer.length; from += BATCH) {
    const to = Math.min(customer.length, from + BATCH)
    next.fill(0)
    for (let i = from; i < to; i++) {
      const after = ((customer[i] ?? 0) >>> NEIGHBOURHOOD_BITS) + 1
      next[after] = (next[after] ?? 0) + 1
    }
    for (let place = 1; place < next.length; place++) next[place] = (next[place] ?? 0) + (next[place - 1] ?? 0)
    for (let i = from; i < to; i++) {
      const index = customer[i] ?? 0
      const neighbourhood = index >>> NEIGHBOURHOOD_BITS
      const place = next[neighbourhood] ?? 0
      next[neighbourhood] = place + 1
      words[place * 4] = index
      words[place * 4 + 1] = day[i] ?? 0
      amounts[place * 2 + 1] = amountMinor[i] ?? 0
    }
    addRecords(words, amounts, to - from, totals)
  }
}

function addRecords(words: Int32Array, amounts: Float64Array, length: number, totals: ArrayBuffer): void {
  const sums = new Float64Array(totals)
  const counters = new Int32Array(totals)
  for (let place = 0; place < length; place++) {
    const index = words[place * 4] ?? 0
    const counter = index * 4 + 2
    const orderDay = words[place * 4 + 1] ?? 0
    const count = counters[counter] ?? 0
    counters[counter] = count + 1
    if (count === 0 || orderDay > (counters[counter + 1] ?? 0)) counters[counter + 1] = orderDay
    sums[index * 2] = (sums[index * 2] ?? 0) + (amounts[place * 2 + 1] ?? 0)
  }
}

function readTotals(block: ArrayBuffer, customerCount: number): RfmTotals {
  const sums = new Float64Array(block)
  const counters = new Int32Array(block)
  const totals = {
    lastDay: new Int32Array(customerCount),
    frequency: new Int32Array(customerCount),
    monetaryMinor: new Float64Array(customerCount),
  }
  for (let index = 0; index < customerCount; index++) {
    totals.monetaryMinor[index] = sums[index * 2] ?? 0
    totals.frequency[index] = counters[index * 4 + 2] ?? 0
    totals.lastDay[index] = counters[index * 4 + 3] ?? 0
  }
  return totals
}
