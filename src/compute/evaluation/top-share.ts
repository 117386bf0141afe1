import { descendingOrder } from './rank-order.ts'

export interface TopShare {
  /** Rows in the top share, at least one. */
  readonly n: number
  /** Share of class 1 among them. */
  readonly precision: number
  /** That share over the one of all rows; null when class 1 is missing. */
  readonly lift: number | null
}

/**
 * How rich the best-scored share of the rows is in class 1: precision there, and how many times the average (lift).
 *
 * @param labels - 0 or 1
 * @param scores - any finite numbers, same length
 * @param share - 0..1; 0.1 is the top decile
 * @returns null without a row
 * @example topShare([1, 0, 0, 0], [0.9, 0.1, 0.2, 0.3], 0.25) // => { n: 1, precision: 1, lift: 4 }
 */
export function topShare(labels: ArrayLike<number>, scores: ArrayLike<number>, share: number): TopShare | null {
  if (labels.length === 0) return null
  const n = Math.max(1, Math.round(labels.length * share))
  const order = descendingOrder(scores)
  let found = 0
  let all = 0
  for (let i = 0; i < order.length; i++) {
    const label = labels[order[i] as number] as number
    all += label
    if (i < n) found += label
  }
  return { n, precision: found / n, lift: all === 0 ? null : found / n / (all / labels.length) }
}
