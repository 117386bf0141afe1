import { InvalidInputError } from '../../lib/errors.ts'

/** A rising line through points: constant beyond the first and the last, straight between them. Plain data. */
export interface IsotonicCurve {
  /** Ascending, distinct. */
  readonly scores: readonly number[]
  /** Never falling, 0..1. */
  readonly probabilities: readonly number[]
}

/**
 * Isotonic regression by pooling adjacent violators: the never-falling curve with the least squared error.
 *
 * Takes any shape and needs rows for it: below about a thousand it follows noise, use Platt there. Rows of one level get
 * one probability, so ties appear where the score had none.
 *
 * @param scores - any finite numbers, of rows that the score was not fitted on
 * @param labels - 0 or 1, same length
 * @param weights - of rows, all 1 unless given
 * @throws {InvalidInputError} without a row
 * @example fitIsotonic(Float64Array.of(1, 2, 3), [0, 1, 0]).probabilities // => [0, 0.5, 0.5]
 * @see Ayer et al. (1955), Annals of Mathematical Statistics 26(4), 641-647; Zadrozny & Elkan (2002), KDD, 694-699.
 * Time O(n log n).
 */
export function fitIsotonic(
  scores: Float64Array,
  labels: ArrayLike<number>,
  weights: Float64Array = new Float64Array(scores.length).fill(1),
): IsotonicCurve {
  if (scores.length === 0) throw new InvalidInputError('a calibration needs at least one row, got 0')
  const order = Uint32Array.from(scores, (_, i) => i).sort((a, b) => (scores[a] as number) - (scores[b] as number))
  const blocks: { low: number; high: number; sum: number; weight: number }[] = []
  for (let i = 0; i < order.length; i++) {
    const row = order[i] as number
    const score = scores[row] as number
    const weight = weights[row] as number
    const last = blocks.at(-1)
    // Equal scores are one point, whatever their outcomes.
    if (last !== undefined && last.high === score && last.low === score) {
      last.sum += weight * (labels[row] as number)
      last.weight += weight
      const next = order[i + 1]
      if (next !== undefined && scores[next] === score) continue
    } else {
      blocks.push({ low: score, high: score, sum: weight * (labels[row] as number), weight })
      const next = order[i + 1]
      if (next !== undefined && scores[next] === score) continue
    }
    pool(blocks)
  }
  const curve = { scores: [] as number[], probabilities: [] as number[] }
  for (const { low, high, sum, weight } of blocks) {
    for (const score of low === high ? [low] : [low, high]) {
      curve.scores.push(score)
      curve.probabilities.push(sum / weight)
    }
  }
  return curve
}

/** Merges the last block into those before it while it lies below them. */
function pool(blocks: { low: number; high: number; sum: number; weight: number }[]): void {
  for (;;) {
    const last = blocks.at(-1)
    const before = blocks.at(-2)
    if (last === undefined || before === undefined || before.sum / before.weight < last.sum / last.weight) return
    blocks.pop()
    before.high = last.high
    before.sum += last.sum
    before.weight += last.weight
  }
}

/** Probability of each score on the curve. */
export const isotonicProbabilities = (curve: IsotonicCurve, scores: Float64Array): Float64Array =>
  scores.map((score) => probabilityAt(curve, score))

function probabilityAt({ scores, probabilities }: IsotonicCurve, score: number): number {
  let low = 0
  let high = scores.length - 1
  if (score <= (scores[0] as number)) return probabilities[0] as number
  if (score >= (scores[high] as number)) return probabilities[high] as number
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((scores[middle] as number) <= score) low = middle
    else high = middle
  }
  const from = scores[low] as number
  const share = (score - from) / ((scores[high] as number) - from)
  const below = probabilities[low] as number
  return below + share * ((probabilities[high] as number) - below)
}
