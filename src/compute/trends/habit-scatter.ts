/** Counts of customers by week, one entry for each customer and week that has any. */
export interface CustomerWeeks {
  /** Codes from 0. */
  readonly customer: Int32Array
  /** Weeks from the first one of the fit. */
  readonly week: Int32Array
  readonly count: Float64Array
}

/**
 * How many times as much the slope of a trend scatters as it would if every order came by itself, because the same customers
 * come again: somebody who buys every month for a year moves the whole year.
 *
 * Each customer is one draw of all that they ordered. Of a share, what counts is by how much a customer's orders hold the group
 * more often than its share foretells. An even sample of customers is enough, for the ratio does not depend on how many there are.
 *
 * @param own - orders that hold the group
 * @param all - all orders of the same customers where the trend is that of a share, else null
 * @param fit.influences - what one more count in each week adds to the slope
 * @param fit.shares - fitted share of each week; not looked at where `all` is null
 * @param customers - how many codes there are
 * @returns >= 0; 1 where nothing was counted
 * @example habitScatter({ customer: Int32Array.of(0, 0), week: Int32Array.of(0, 1), count: Float64Array.of(1, 1) }, null,
 *   { influences: Float64Array.of(1, 1), shares: [] }, 1) // => 2
 * @see Liang & Zeger (1986), Biometrika 73, 13-22: the sandwich over whole clusters. Time O(entries).
 */
export function habitScatter(
  own: CustomerWeeks,
  all: CustomerWeeks | null,
  { influences, shares }: { readonly influences: ArrayLike<number>; readonly shares: ArrayLike<number> },
  customers: number,
): number {
  const moves = new Float64Array(customers)
  let byChance = 0
  for (let i = 0; i < own.count.length; i += 1) {
    const influence = influences[own.week[i] ?? 0] ?? 0
    const customer = own.customer[i] ?? 0
    moves[customer] = (moves[customer] ?? 0) + influence * (own.count[i] ?? 0)
    if (all === null) byChance += influence ** 2 * (own.count[i] ?? 0)
  }
  for (let i = 0; i < (all?.count.length ?? 0); i += 1) {
    const week = all?.week[i] ?? 0
    const [influence, share] = [influences[week] ?? 0, shares[week] ?? 0]
    const customer = all?.customer[i] ?? 0
    const expected = share * (all?.count[i] ?? 0)
    moves[customer] = (moves[customer] ?? 0) - influence * expected
    byChance += influence ** 2 * expected
  }
  return byChance > 0 ? moves.reduce((sum, move) => sum + move ** 2, 0) / byChance : 1
}
