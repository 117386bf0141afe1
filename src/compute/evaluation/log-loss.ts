/** No finite sample shows that something never happens; the bound keeps one sure mistake from being infinitely bad. */
const SMALLEST = 1e-15

/**
 * Mean negative log-likelihood of the outcomes, in nats. Punishes being sure and wrong.
 *
 * @param labels - 0 or 1
 * @param probabilities - 0..1, same length
 * @returns >= 0; null without a row
 * @example logLoss([1, 0], [0.8, 0.4]) // => 0.36698...
 * @see Good (1952), Journal of the Royal Statistical Society B 14(1), 107-114.
 */
export function logLoss(labels: ArrayLike<number>, probabilities: ArrayLike<number>): number | null {
  let sum = 0
  for (let i = 0; i < labels.length; i++) {
    const probability = Math.min(Math.max(probabilities[i] as number, SMALLEST), 1 - SMALLEST)
    sum -= labels[i] === 1 ? Math.log(probability) : Math.log(1 - probability)
  }
  return labels.length === 0 ? null : sum / labels.length
}
