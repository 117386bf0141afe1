export interface StandardisedDifference {
  /** Means in the measure's own unit. */
  readonly a: number
  readonly b: number
  /** Difference of the (log) means in pooled standard deviations; positive when a is larger. */
  readonly effectSize: number
  /** 95 %, of the effect size; null when a group has fewer than two. */
  readonly interval: readonly [number, number] | null
}

const NORMAL_95 = 1.959963984540054

/**
 * How far two groups differ in a measure, in standard deviations (Cohen's d), with its interval.
 *
 * 0.2 is small, 0.5 is noticeable, 0.8 is large. A large group makes small differences certain: certain is not important.
 *
 * @param a - values of the first group, any length; b - of the second
 * @param log - compare log(1 + value): for money and counts, negative values counting as 0
 * @returns null when a group is empty; an effect of 0 where neither group varies and the means are equal
 * @example standardisedDifference([2, 4], [1, 3], false)?.effectSize // => 0.7071067811865475
 * @see Cohen (1988), Statistical Power Analysis, ch. 2; Hedges & Olkin (1985), Statistical Methods for Meta-Analysis, ch. 5,
 * for the interval.
 * Time O(n), memory O(1).
 */
export function standardisedDifference(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  log: boolean,
): StandardisedDifference | null {
  if (a.length === 0 || b.length === 0) return null
  const one = momentsOf(a, log)
  const other = momentsOf(b, log)
  const freedom = a.length + b.length - 2
  const pooled = freedom > 0 ? Math.sqrt((one.squares + other.squares) / freedom) : 0
  const gap = one.scaled - other.scaled
  const alike = Math.abs(gap) <= 1e-12 * Math.max(Math.abs(one.scaled), Math.abs(other.scaled), 1)
  // Without any spread every difference is infinitely many deviations: the largest that is worth telling stands for it.
  const effectSize = alike ? 0 : pooled > 0 ? Math.max(-MOST, Math.min(MOST, gap / pooled)) : Math.sign(gap) * MOST
  if (a.length < 2 || b.length < 2) return { a: one.mean, b: other.mean, effectSize, interval: null }
  const error = Math.sqrt((a.length + b.length) / (a.length * b.length) + effectSize ** 2 / (2 * (a.length + b.length)))
  return {
    a: one.mean,
    b: other.mean,
    effectSize,
    interval: [effectSize - NORMAL_95 * error, effectSize + NORMAL_95 * error],
  }
}

const MOST = 99

function momentsOf(values: ArrayLike<number>, log: boolean) {
  let sum = 0
  let scaledSum = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0
    sum += value
    scaledSum += log ? Math.log1p(Math.max(value, 0)) : value
  }
  const scaled = scaledSum / values.length
  let squares = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0
    squares += ((log ? Math.log1p(Math.max(value, 0)) : value) - scaled) ** 2
  }
  return { mean: sum / values.length, scaled, squares }
}
