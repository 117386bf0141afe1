import { descendingOrder } from './rank-order.ts'

/** Rows of similar probability, and what came of them. */
export interface ReliabilityBin {
  readonly n: number
  /** Mean probability. */
  readonly predicted: number
  /** Share of class 1. */
  readonly observed: number
}

/**
 * Rows in bins of equal count by probability, lowest first: the points of a reliability plot.
 *
 * @param labels - 0 or 1
 * @param probabilities - 0..1, same length
 * @returns at most `bins` bins whose sizes differ by at most one
 * @example reliabilityBins([0, 1], [0.2, 0.9], 2) // => [{ n: 1, predicted: 0.2, observed: 0 }, { n: 1, predicted: 0.9, observed: 1 }]
 * @see DeGroot & Fienberg (1983), The Statistician 32(1/2), 12-22.
 */
export function reliabilityBins(
  labels: ArrayLike<number>,
  probabilities: ArrayLike<number>,
  bins = 10,
): readonly ReliabilityBin[] {
  const order = descendingOrder(probabilities).reverse()
  const found: ReliabilityBin[] = []
  for (let bin = 0; bin < bins; bin++) {
    const from = Math.floor((bin * order.length) / bins)
    const to = Math.floor(((bin + 1) * order.length) / bins)
    if (to === from) continue
    let predicted = 0
    let observed = 0
    for (let i = from; i < to; i++) {
      predicted += probabilities[order[i] as number] as number
      observed += labels[order[i] as number] as number
    }
    found.push({ n: to - from, predicted: predicted / (to - from), observed: observed / (to - from) })
  }
  return found
}

/**
 * Expected calibration error: how far, on average, the mean probability of a bin is from the share of class 1 in it.
 *
 * Chance alone keeps it above 0: with 1,000 rows in 10 bins about 0.03 is noise.
 *
 * @returns 0..1; null without a row
 * @example calibrationError([0, 1], [0.2, 0.9], 2) // => 0.15
 * @see Naeini, Cooper & Hauskrecht (2015), AAAI, 2901-2907.
 */
export function calibrationError(
  labels: ArrayLike<number>,
  probabilities: ArrayLike<number>,
  bins = 10,
): number | null {
  if (labels.length === 0) return null
  return reliabilityBins(labels, probabilities, bins).reduce(
    (sum, { n, predicted, observed }) => sum + (n / labels.length) * Math.abs(predicted - observed),
    0,
  )
}
