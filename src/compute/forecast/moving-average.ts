import { flat } from './forecaster.ts'

/**
 * Mean of the latest values, for every step ahead.
 *
 * @param window - how many; all of a shorter history
 * @example movingAverage(2)(Float64Array.of(9, 1, 3), 1) // => [2]
 * Time O(window).
 */
export const movingAverage =
  (window: number) =>
  (history: Float64Array, horizon: number): Float64Array => {
    const latest = history.subarray(Math.max(0, history.length - window))
    return flat(latest.reduce((sum, value) => sum + value, 0) / Math.max(1, latest.length), horizon)
  }

/**
 * Median of the latest values, for every step ahead. One huge order does not move it; of goods that sell in fewer than half
 * of the weeks it is 0, so that it must not plan their stock alone.
 *
 * @param window - how many; all of a shorter history
 * @example movingMedian(3)(Float64Array.of(9, 1, 3), 1) // => [3]
 * Time O(window log window).
 */
export const movingMedian =
  (window: number) =>
  (history: Float64Array, horizon: number): Float64Array => {
    const latest = history.slice(Math.max(0, history.length - window)).sort()
    const middle = latest.length >> 1
    const upper = latest[middle] ?? 0
    return flat(latest.length % 2 === 1 ? upper : ((latest[middle - 1] ?? upper) + upper) / 2, horizon)
  }
