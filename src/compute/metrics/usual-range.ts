import { quantile } from '../stats/quantile.ts'

/** Where a figure usually lies, and whether the newest one lies outside. */
export interface UsualRange {
  readonly low: number
  readonly high: number
  readonly middle: number
  /** True when the newest value is outside, by enough to be worth a word. */
  readonly unusual: boolean
}

/** Median absolute deviations to one standard deviation of a normal distribution. */
const TO_DEVIATION = 1.4826
const DEVIATIONS = 2
/** A steady figure has a narrow range; a move smaller than this share of the middle is not worth a word. */
const LEAST_CHANGE = 0.05
const FEWEST = 6

/**
 * The range in which a figure lay in earlier periods of equal length: the median and two robust deviations each way.
 *
 * With fewer than six earlier values nothing is called unusual. Season is not looked at: a yearly peak is unusual beside the
 * weeks before it, and the reader should be told why.
 *
 * @param earlier - values of earlier periods, any order, any length
 * @param newest - value to be judged, same unit
 * @returns null with fewer than six earlier values
 * @example usualRange([10, 11, 9, 10, 12, 10], 20) // => { low: 8.52, high: 11.48, middle: 10, unusual: true }, to two decimals
 * @see Rousseeuw & Croux (1993), Alternatives to the median absolute deviation, JASA 88(424), for the scale.
 * Time O(n log n).
 */
export function usualRange(earlier: readonly number[], newest: number): UsualRange | null {
  if (earlier.length < FEWEST) return null
  const middle = quantile(earlier, 0.5)
  const deviation =
    TO_DEVIATION *
    quantile(
      earlier.map((value) => Math.abs(value - middle)),
      0.5,
    )
  const [low, high] = [middle - DEVIATIONS * deviation, middle + DEVIATIONS * deviation]
  const moved = Math.abs(newest - middle)
  const unusual = (newest < low || newest > high) && moved >= LEAST_CHANGE * Math.abs(middle)
  return { low, high, middle, unusual }
}
