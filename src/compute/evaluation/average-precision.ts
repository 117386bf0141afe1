import { descendingOrder } from './rank-order.ts'

/**
 * Average precision: precision at each threshold, weighted by the recall that the threshold adds. No interpolation; rows of
 * one score enter together.
 *
 * A score that knows nothing gets the share of class 1, so compare with that, never with 0.5.
 *
 * @param labels - 0 or 1
 * @param scores - any finite numbers, same length
 * @returns 0..1; null without a row of class 1
 * @example averagePrecision([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]) // => 0.8333333333333333
 * @see Manning, Raghavan & Schuetze (2008), Introduction to Information Retrieval, section 8.4.
 * Time O(n log n).
 */
export function averagePrecision(labels: ArrayLike<number>, scores: ArrayLike<number>): number | null {
  const order = descendingOrder(scores)
  let found = 0
  let sum = 0
  for (let from = 0; from < order.length;) {
    const score = scores[order[from] as number]
    let to = from
    let tied = 0
    while (to < order.length && scores[order[to] as number] === score) {
      tied += labels[order[to] as number] as number
      to += 1
    }
    found += tied
    sum += tied * (found / to)
    from = to
  }
  return found === 0 ? null : sum / found
}
