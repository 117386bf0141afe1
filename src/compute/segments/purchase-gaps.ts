/**
 * Purchase days of many customers in one block: customer i bought on `days[offsets[i]] .. days[offsets[i + 1] - 1]`,
 * distinct local day numbers in ascending order.
 */
export interface PurchaseDays {
  /** Length customers + 1; begins with 0. */
  readonly offsets: Int32Array
  readonly days: Int32Array
}

export interface PurchaseGaps {
  /** Days between consecutive purchase days; NaN with fewer than two. */
  readonly meanDays: Float64Array
  readonly medianDays: Float64Array
  /** Median over all gaps of all customers; null when nobody bought on two days. */
  readonly populationMedianDays: number | null
}

/**
 * Inter-purchase time of each customer, and the median gap of the shop.
 *
 * Orders of one day are one purchase day, so a basket split over two orders is not a gap of zero. The shop's median
 * pools gaps, not customers: frequent buyers, who have more gaps, weigh more.
 *
 * @param purchases - purchase days of n customers
 * @returns arrays of length n
 * @example
 * purchaseGaps({ offsets: Int32Array.of(0, 3, 4), days: Int32Array.of(0, 10, 14, 7) })
 * // => meanDays [7, NaN], medianDays [7, NaN], populationMedianDays 7
 * Time O(n + d log g) for d purchase days and at most g gaps of one customer, memory O(n + longest gap).
 */
export function purchaseGaps({ offsets, days }: PurchaseDays): PurchaseGaps {
  const customers = offsets.length - 1
  const meanDays = new Float64Array(customers).fill(Number.NaN)
  const medianDays = new Float64Array(customers).fill(Number.NaN)
  const gaps = new Int32Array(days.length)
  let filled = 0
  let longest = 0
  for (let customer = 0; customer < customers; customer++) {
    const from = offsets[customer] ?? 0
    const to = offsets[customer + 1] ?? 0
    if (to - from < 2) continue
    const start = filled
    for (let i = from + 1; i < to; i++) {
      const gap = (days[i] ?? 0) - (days[i - 1] ?? 0)
      if (gap > longest) longest = gap
      gaps[filled] = gap
      filled += 1
    }
    const own = gaps.subarray(start, filled)
    meanDays[customer] = ((days[to - 1] ?? 0) - (days[from] ?? 0)) / own.length
    medianDays[customer] = medianOfOwn(own)
  }
  return { meanDays, medianDays, populationMedianDays: medianByCounting(gaps.subarray(0, filled), longest) }
}

/** Sorts in place: the block is ours and the pooled median does not mind the order. */
function medianOfOwn(own: Int32Array): number {
  if (own.length === 1) return own[0] ?? 0
  if (own.length > 2) own.sort()
  const middle = own.length >> 1
  return own.length % 2 === 1 ? (own[middle] ?? 0) : ((own[middle - 1] ?? 0) + (own[middle] ?? 0)) / 2
}

/** Gaps are small whole numbers, so counting them beats sorting them. */
function medianByCounting(gaps: Int32Array, longest: number): number | null {
  if (gaps.length === 0) return null
  const counts = new Int32Array(longest + 1)
  for (let i = 0; i < gaps.length; i++) {
    const gap = gaps[i] ?? 0
    counts[gap] = (counts[gap] ?? 0) + 1
  }
  const lowRank = (gaps.length - 1) >> 1
  const highRank = gaps.length >> 1
  let seen = 0
  let low = -1
  for (let gap = 0; gap <= longest; gap++) {
    seen += counts[gap] ?? 0
    if (low < 0 && seen > lowRank) low = gap
    if (seen > highRank) return (low + gap) / 2
  }
  return null
}
