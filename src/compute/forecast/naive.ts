import { flat } from './forecaster.ts'

/**
 * The latest value, again and again.
 *
 * Hard to beat for prices and other wanderers; poor for weekly sales of one product, where the latest week is mostly chance.
 *
 * @param history - any length >= 1, oldest first
 * @returns `horizon` values
 * @example naive(Float64Array.of(3, 5), 2) // => [5, 5]
 * Time O(horizon).
 */
export const naive = (history: Float64Array, horizon: number): Float64Array => flat(history.at(-1) ?? 0, horizon)

/**
 * What was one season ago, again and again.
 *
 * @param season - steps in a season: 7 for days of the week, 52 for weeks of the year; histories shorter than one season
 * repeat what they hold
 * @example seasonalNaive(2)(Float64Array.of(9, 1, 2), 3) // => [1, 2, 1]
 * Time O(horizon).
 */
export const seasonalNaive =
  (season: number) =>
  (history: Float64Array, horizon: number): Float64Array => {
    const length = Math.min(season, history.length)
    const start = history.length - length
    return Float64Array.from({ length: horizon }, (_, step) => history[start + (step % Math.max(1, length))] ?? 0)
  }
