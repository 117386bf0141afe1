/** What a threshold makes of the rows. */
export interface ClassificationCounts {
  readonly threshold: number
  readonly truePositives: number
  readonly falsePositives: number
  readonly falseNegatives: number
  readonly trueNegatives: number
  /** Share of class 1 among those called so; null when nobody is. */
  readonly precision: number | null
  /** Share of class 1 that is called so; null without class 1. */
  readonly recall: number | null
  /** Harmonic mean of both. */
  readonly f1: number | null
}

/**
 * Counts, precision, recall and F1 when rows with a probability of at least `threshold` are called class 1.
 *
 * @example classificationCounts([1, 1, 0], [0.9, 0.2, 0.6], 0.5).precision // => 0.5
 * @see van Rijsbergen (1979), Information Retrieval, chapter 7.
 */
export function classificationCounts(
  labels: ArrayLike<number>,
  probabilities: ArrayLike<number>,
  threshold: number,
): ClassificationCounts {
  let truePositives = 0
  let called = 0
  let positives = 0
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i] as number
    positives += label
    if ((probabilities[i] as number) < threshold) continue
    called += 1
    truePositives += label
  }
  const falsePositives = called - truePositives
  const falseNegatives = positives - truePositives
  const wrong = falsePositives + falseNegatives
  return {
    threshold,
    truePositives,
    falsePositives,
    falseNegatives,
    trueNegatives: labels.length - called - falseNegatives,
    precision: called === 0 ? null : truePositives / called,
    recall: positives === 0 ? null : truePositives / positives,
    f1: truePositives + wrong === 0 ? null : (2 * truePositives) / (2 * truePositives + wrong),
  }
}
