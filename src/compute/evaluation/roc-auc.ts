import { descendingOrder } from './rank-order.ts'

/**
 * Area under the ROC curve: the probability that a row of class 1 scores higher than one of class 0, ties counting half.
 *
 * It judges the order only: scores that are all too high have the same area. Says little where class 1 is very rare; look
 * at average precision there.
 *
 * @param labels - 0 or 1
 * @param scores - any finite numbers, same length
 * @returns 0..1; null when one of the classes is missing
 * @example rocAuc([0, 1, 1], [0.1, 0.4, 0.1]) // => 0.75
 * @see Hanley & McNeil (1982), Radiology 143(1), 29-36.
 * Time O(n log n).
 */
export function rocAuc(labels: ArrayLike<number>, scores: ArrayLike<number>): number | null {
  const order = descendingOrder(scores)
  let positives = 0
  let concordant = 0
  for (let from = 0; from < order.length;) {
    const score = scores[order[from] as number]
    let to = from
    let tied = 0
    while (to < order.length && scores[order[to] as number] === score) {
      tied += labels[order[to] as number] as number
      to += 1
    }
    const negatives = to - from - tied
    concordant += negatives * (positives + tied / 2)
    positives += tied
    from = to
  }
  const pairs = positives * (order.length - positives)
  return pairs === 0 ? null : concordant / pairs
}
