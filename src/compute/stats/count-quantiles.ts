import { InvalidInputError } from '../../lib/errors.ts'
import { checkProbability, interpolate } from './quantile.ts'

/** Widest range of values that is counted one by one: 4 MiB of counters. */
export const WIDEST_RANGE = 1 << 20

/**
 * Several quantiles (type 7) of whole numbers that lie close together, by counting how often each value occurs.
 *
 * @param values - any order, length >= 1
 * @param probabilities - each 0..1
 * @returns one quantile for each probability, equal to `quantile(values, p)`; null when the values span more than 2^20,
 * where `selectQuantiles` serves
 * @throws {InvalidInputError} when there is no value or a probability is outside 0..1
 * @example [...(countQuantiles(Int32Array.of(5, 3, 1, 4, 2), [0.2, 0.8]) ?? [])] // => [1.8, 4.2]
 * Time O(n + r) with r the range, memory O(r).
 */
export function countQuantiles(values: Int32Array, probabilities: readonly number[]): Float64Array | null {
  if (values.length === 0) throw new InvalidInputError('a quantile of no values does not exist')
  for (const probability of probabilities) checkProbability(probability)
  let least = values[0] ?? 0
  let most = least
  for (let i = 1; i < values.length; i++) {
    const value = values[i] ?? 0
    if (value < least) least = value
    else if (value > most) most = value
  }
  if (most - least >= WIDEST_RANGE) return null
  const counts = new Int32Array(most - least + 1)
  for (let i = 0; i < values.length; i++) {
    const slot = (values[i] ?? 0) - least
    counts[slot] = (counts[slot] ?? 0) + 1
  }
  return Float64Array.from(probabilities, (probability) => {
    const rank = (values.length - 1) * probability
    const below = Math.floor(rank)
    const [low, high] = valuesAt(counts, below, Math.min(below + 1, values.length - 1))
    return interpolate(least + low, least + high, rank - below)
  })
}

/** The slots that hold two neighbouring ranks. */
function valuesAt(counts: Int32Array, first: number, second: number): readonly [number, number] {
  let slot = 0
  let seen = counts[0] ?? 0
  while (seen <= first) seen += counts[(slot += 1)] ?? 0
  const low = slot
  while (seen <= second) seen += counts[(slot += 1)] ?? 0
  return [low, slot]
}
