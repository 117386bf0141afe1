import type { Random } from '../../lib/random.ts'

/** A mean with the interval that redrawing its values gives. */
export interface BootstrapMean {
  readonly mean: number
  readonly low: number
  readonly high: number
}

/**
 * Mean of values and its percentile bootstrap interval.
 *
 * Says how far the mean would move with other customers of the same kind; not how far it moves with another season.
 *
 * @param values - one per independent unit (a customer), at least one
 * @param random - seeded
 * @param options - draws (default 1000) and level (default 0.95)
 * @example bootstrapMean([1, 1, 1], seededRandom('x')) // => { mean: 1, low: 1, high: 1 }
 * @see Efron & Tibshirani (1993), An Introduction to the Bootstrap, chapter 13.
 * Time O(n x draws).
 */
export function bootstrapMean(
  values: ArrayLike<number>,
  random: Random,
  { draws = 1000, level = 0.95 }: { readonly draws?: number; readonly level?: number } = {},
): BootstrapMean {
  const size = values.length
  let sum = 0
  for (let i = 0; i < size; i++) sum += values[i] as number
  const means = Float64Array.from({ length: draws }, () => {
    let drawn = 0
    for (let i = 0; i < size; i++) drawn += values[Math.floor(random() * size)] as number
    return drawn / size
  }).sort()
  const at = (share: number): number =>
    means[Math.min(draws - 1, Math.max(0, Math.round(share * (draws - 1))))] as number
  return { mean: sum / size, low: at((1 - level) / 2), high: at((1 + level) / 2) }
}
