import type { Forecaster } from './forecaster.ts'

/**
 * The mean of several ways, step by step: what one gets wrong another may not.
 *
 * @param forecasters - at least one
 * @example combine(naive, movingAverage(2))(Float64Array.of(1, 3), 1) // => [2.5]
 * @see Bates & Granger (1969), Operational Research Quarterly 20(4), 451-468.
 */
export const combine =
  (...forecasters: readonly Forecaster[]): Forecaster =>
  (history, horizon) => {
    const paths = forecasters.map((forecaster) => forecaster(history, horizon))
    return Float64Array.from(
      { length: horizon },
      (_, step) => paths.reduce((sum, path) => sum + (path[step] ?? 0), 0) / paths.length,
    )
  }
