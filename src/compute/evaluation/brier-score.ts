/**
 * Brier score: mean squared distance between probability and outcome. 0 is perfect; always saying the share of class 1,
 * p, scores p (1 - p).
 *
 * @param labels - 0 or 1
 * @param probabilities - 0..1, same length
 * @returns 0..1; null without a row
 * @example brierScore([0, 1], [0.2, 0.9]) // => 0.025
 * @see Brier (1950), Monthly Weather Review 78(1), 1-3.
 */
export function brierScore(labels: ArrayLike<number>, probabilities: ArrayLike<number>): number | null {
  let sum = 0
  for (let i = 0; i < labels.length; i++) sum += ((labels[i] as number) - (probabilities[i] as number)) ** 2
  return labels.length === 0 ? null : sum / labels.length
}
