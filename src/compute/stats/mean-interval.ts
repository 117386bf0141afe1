export interface MeanInterval {
  readonly mean: number
  /** Null for fewer than two values. */
  readonly interval: readonly [number, number] | null
  readonly n: number
}

/**
 * Mean with its normal-theory interval, kept inside the scale of the values.
 *
 * @param values - any length
 * @param limits - least and greatest value that an answer can take
 * @returns null for no values
 * @example meanInterval([4, 5, 3, 4], [1, 5]) // => mean 4, interval [3.2, 4.8]
 */
export function meanInterval(
  values: ArrayLike<number>,
  [least, most]: readonly [number, number],
  z = 1.959963984540054,
): MeanInterval | null {
  const n = values.length
  if (n === 0) return null
  let sum = 0
  for (let i = 0; i < n; i++) sum += values[i] as number
  const mean = sum / n
  if (n === 1) return { mean, interval: null, n }
  let squares = 0
  for (let i = 0; i < n; i++) squares += ((values[i] as number) - mean) ** 2
  const margin = z * Math.sqrt(squares / (n - 1) / n)
  return { mean, interval: [Math.max(least, mean - margin), Math.min(most, mean + margin)], n }
}
