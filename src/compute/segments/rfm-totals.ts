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
 * Time O(n), memory 16 bytes a customer in one block besides the result, so that an order touches one cache line.
 */
export function accumulateRfm(orders: OrderColumns, customerCount: number): RfmTotals {
  const { customer, day, amountMinor } = orders
  if (day.length !== customer.length || amountMinor.length !== customer.length) {
    throw new InvalidInputError('the columns of the orders differ in length', {
      details: { customer: customer.length, day: day.length, amount: amountMinor.length },
    })
  }
  const block = new ArrayBuffer(customerCount * 16)
  const sums = new Float64Array(block)
  const counters = new Int32Array(block)
  let outside = -1
  for (let i = 0; i < customer.length; i++) {
    const index = customer[i] ?? 0
    if (index >>> 0 >= customerCount) {
      outside = i
      break
    }
    const counter = index * 4 + 2
    const orderDay = day[i] ?? 0
    const count = counters[counter] ?? 0
    counters[counter] = count + 1
    if (count === 0 || orderDay > (counters[counter + 1] ?? 0)) counters[counter + 1] = orderDay
    sums[index * 2] = (sums[index * 2] ?? 0) + (amountMinor[i] ?? 0)
  }
  if (outside >= 0) {
    throw new InvalidInputError(`order ${outside} names customer ${customer[outside]}, there are ${customerCount}`, {
      details: { index: outside, customer: customer[outside], customer_count: customerCount },
    })
  }
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
