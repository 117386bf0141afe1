import { fitLevel } from './smoothing.ts'

/**
 * The Theta method: simple exponential smoothing that drifts by half the slope of a straight line through the series. Won
 * the M3 competition; a careful choice where a trend is likely and not known.
 *
 * @param history - length >= 3; shorter ones do not drift
 * @returns the last level and the drift of each step
 * @example theta(Float64Array.of(4, 4, 4, 4), 2) // => [4, 4]
 * @see Hyndman & Billah (2003), International Journal of Forecasting 19, 287-290: the same as Assimakopoulos & Nikolopoulos
 * (2000). Time O(n) for each of about 40 values of alpha.
 */
export function theta(history: Float64Array, horizon: number): Float64Array {
  const { alpha, level } = fitLevel(history)
  const drift = history.length < 3 ? 0 : slopeOf(history) / 2
  const lag = (1 - (1 - alpha) ** history.length) / alpha
  return Float64Array.from({ length: horizon }, (_, step) => level + drift * (step + lag))
}

/** Slope per step of the least-squares line. */
function slopeOf(history: Float64Array): number {
  const middle = (history.length - 1) / 2
  let cross = 0
  let squares = 0
  for (const [t, value] of history.entries()) {
    cross += (t - middle) * value
    squares += (t - middle) ** 2
  }
  return squares === 0 ? 0 : cross / squares
}
