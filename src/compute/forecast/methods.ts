import { combine } from './combine.ts'
import { intermittent } from './croston.ts'
import type { Forecaster } from './forecaster.ts'
import { holtWinters } from './holt-winters.ts'
import { movingAverage, movingMedian } from './moving-average.ts'
import { naive, seasonalNaive } from './naive.ts'
import { dampedTrend, holt, simpleSmoothing } from './smoothing.ts'
import { theta } from './theta.ts'

export const METHOD_NAMES = [
  'naive',
  'seasonal_naive',
  'moving_average',
  'moving_median',
  'simple_smoothing',
  'holt',
  'damped_trend',
  'theta',
  'holt_winters',
  'trend_and_season',
  'robust_average',
  'croston',
  'sba',
  'tsb',
] as const
export type MethodName = (typeof METHOD_NAMES)[number]

/** Mean change from one step to the next over the mean level: above this, most of what moves is chance. */
const LUMPY = 0.4
const ZEROS = 0.1
/** Values that a median and a mean look back on. */
const SHORT = 5
const LONG = 8

/**
 * A way that keeps what it gave: two candidates may share it, and an origin is asked for again by the rehearsals. Only for
 * prefixes of one history, which their length tells apart.
 */
function remembered(forecaster: Forecaster): Forecaster {
  const paths = new Map<string, Float64Array>()
  return (history, horizon) => {
    const key = `${history.length}/${horizon}`
    const known = paths.get(key) ?? forecaster(history, horizon)
    paths.set(key, known)
    return known
  }
}

/**
 * The ways that may carry a series on, the one first that is taken unless another does clearly better on the series itself.
 *
 * Lumpy series (sales of one product) begin with the average of two medians and a smoothed level, smooth ones (sales of a
 * shop) with the damped trend, joined by Holt-Winters where two seasons are known.
 *
 * @param history - values >= 0, oldest first; the ways may be asked about its prefixes and nothing else
 * @param season - steps in a season; null when there is none
 */
export function candidateMethods(
  history: Float64Array,
  season: number | null,
): readonly (readonly [MethodName, Forecaster])[] {
  const seasonal = season !== null && history.length >= 2 * season + 4
  const damped = remembered(dampedTrend)
  const smoothed = remembered(simpleSmoothing)
  const always: readonly (readonly [MethodName, Forecaster])[] = [
    ['naive', naive],
    ['moving_average', movingAverage(LONG)],
    ['moving_median', movingMedian(LONG)],
    ['simple_smoothing', smoothed],
    ['holt', holt],
    ['damped_trend', damped],
    ['theta', theta],
    // Two medians and a level that follows: huge weeks move two of the three little.
    ['robust_average', combine(movingMedian(SHORT), movingMedian(LONG), smoothed)],
  ]
  const winters = seasonal ? remembered(holtWinters(season)) : null
  const inSeason: readonly (readonly [MethodName, Forecaster])[] =
    seasonal && winters !== null
      ? [
          ['seasonal_naive', seasonalNaive(season)],
          ['holt_winters', winters],
          ['trend_and_season', combine(damped, winters)],
        ]
      : []
  const { roughness, zeros } = shapeOf(history)
  const rare: readonly (readonly [MethodName, Forecaster])[] =
    zeros > ZEROS
      ? [
          ['croston', intermittent('croston')],
          ['sba', intermittent('sba')],
          ['tsb', intermittent('tsb')],
        ]
      : []
  const first: MethodName =
    roughness > LUMPY || zeros > ZEROS ? 'robust_average' : seasonal ? 'trend_and_season' : 'damped_trend'
  const all = [...always, ...inSeason, ...rare]
  return [...all.filter(([name]) => name === first), ...all.filter(([name]) => name !== first)]
}

/** What a forecast is held against: last year's value where one is known, the latest one otherwise. */
export const baselineMethod = (length: number, season: number | null): readonly [MethodName, Forecaster] =>
  season !== null && length >= season + 1 ? ['seasonal_naive', seasonalNaive(season)] : ['naive', naive]

function shapeOf(history: Float64Array): { roughness: number; zeros: number } {
  let changes = 0
  let level = 0
  let zeros = 0
  for (let t = 0; t < history.length; t += 1) {
    const value = history[t] as number
    if (t > 0) changes += Math.abs(value - (history[t - 1] as number))
    level += Math.abs(value)
    if (value === 0) zeros += 1
  }
  return { roughness: level === 0 ? 0 : changes / level, zeros: zeros / Math.max(1, history.length) }
}
