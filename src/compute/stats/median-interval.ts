import { quantileOfSorted } from './quantile.ts'

export interface MedianInterval {
  readonly median: number
  /** 95 % by ranks, whatever the shape; null for fewer than six values, which have none. */
  readonly interval: readonly [number, number] | null
  readonly n: number
}

/**
 * Median with its interval from order statistics: the ranks between which the true median lies with 95 %, by the normal
 * approximation to the binomial. Waiting times are skewed, so the mean and its interval would be led by the longest.
 *
 * @param values - any length, any order
 * @returns null for no values
 * @example medianInterval([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]) // => median 6, interval [2, 10]
 * @see Conover (1999), Practical Nonparametric Statistics, 3.2.
 */
export function medianInterval(values: ArrayLike<number>, z = 1.959963984540054): MedianInterval | null {
  const n = values.length
  if (n === 0) return null
  const sorted = Float64Array.from(values).sort()
  const median = quantileOfSorted(sorted, 0.5)
  if (n < 6) return { median, interval: null, n }
  const half = (z * Math.sqrt(n)) / 2
  const low = Math.max(1, Math.floor(n / 2 - half))
  const high = Math.min(n, Math.ceil(n / 2 + half) + 1)
  return { median, interval: [sorted[low - 1] as number, sorted[high - 1] as number], n }
}
