import { flat } from './forecaster.ts'
import { nelderMead } from './nelder-mead.ts'

/**
 * Simple exponential smoothing: a level that moves by a share of each surprise.
 *
 * @param history - any length >= 1, oldest first
 * @returns the last level for every step. The share (alpha, 0.01 to 0.99) and the first level are those with the smallest sum
 * of squared one-step errors.
 * @example simpleSmoothing(Float64Array.of(4, 4, 4), 2) // => [4, 4]
 * @see Hyndman & Athanasopoulos (2021), Forecasting: Principles and Practice, section 8.1.
 * Time O(n) for each of about 40 values of alpha.
 */
export function simpleSmoothing(history: Float64Array, horizon: number): Float64Array {
  return flat(fitLevel(history).level, horizon)
}

/** The best share, the level after the last value, and the sum of squared one-step errors. */
export function fitLevel(history: Float64Array): { alpha: number; level: number; error: number } {
  let best = { ...runLevel(history, 0.5), alpha: 0.5 }
  // The error has few valleys in one dimension: a coarse walk, then a fine one around the best of it.
  for (const step of [0.1, 0.02, 0.005]) {
    const centre = best.alpha
    for (let k = -5; k <= 5; k += 1) {
      const alpha = Math.min(0.99, Math.max(0.01, centre + k * step))
      const run = runLevel(history, alpha)
      if (run.error < best.error) best = { ...run, alpha }
    }
  }
  return best
}

/**
 * One-step errors are linear in the first level l0: e_t = a_t - (1 - alpha)^t l0. So the best l0 for an alpha is a division.
 */
function runLevel(history: Float64Array, alpha: number): { level: number; error: number } {
  const keep = 1 - alpha
  let level = 0
  let weight = 1
  let squares = 0
  let cross = 0
  let weights = 0
  for (const value of history) {
    const surprise = value - level
    squares += surprise * surprise
    cross += surprise * weight
    weights += weight * weight
    level += alpha * surprise
    weight *= keep
  }
  const first = weights === 0 ? 0 : cross / weights
  return { level: level + weight * first, error: squares - first * cross }
}

interface Trend {
  readonly level: number
  readonly slope: number
  readonly error: number
}

/**
 * Holt's linear trend: a level and a slope, each moved by a share of every surprise. Long horizons run away with it; the
 * damped one below is safer.
 *
 * @param history - length >= 3 to have a slope; shorter ones get their level
 * @returns level + step x slope
 * @example holt(Float64Array.of(1, 2, 3, 4, 5), 2) // => [6, 7]
 * @see Holt (1957); Hyndman & Athanasopoulos (2021), section 8.2. Time O(n) for each of about 240 tries.
 */
export function holt(history: Float64Array, horizon: number): Float64Array {
  if (history.length < 3) return simpleSmoothing(history, horizon)
  const { parameters } = fitTrend(history, false)
  const { level, slope } = runTrend(history, parameters)
  return Float64Array.from({ length: horizon }, (_, step) => level + (step + 1) * slope)
}

/**
 * Damped trend: Holt's method whose slope fades by a factor phi each step (0.8 to 0.98), so that a rise goes on for a while
 * and levels off. The best single method of the M4 competition's weekly series among those that it took as benchmarks.
 *
 * @param history - length >= 4 to have a slope; shorter ones get their level
 * @returns level + (phi + phi^2 + ... + phi^step) x slope
 * @example dampedTrend(Float64Array.of(4, 4, 4, 4, 4), 2) // => [4, 4]
 * @see Gardner & McKenzie (1985), Management Science 31(10), 1237-1246. Time O(n) for each of about 240 tries.
 */
export function dampedTrend(history: Float64Array, horizon: number): Float64Array {
  if (history.length < 4) return simpleSmoothing(history, horizon)
  const { parameters } = fitTrend(history, true)
  const { level, slope } = runTrend(history, parameters)
  let faded = 0
  let power = 1
  return Float64Array.from({ length: horizon }, () => {
    power *= parameters.phi
    faded += power
    return level + faded * slope
  })
}

interface TrendParameters {
  readonly alpha: number
  /** Share of a surprise that the slope takes, at most alpha. */
  readonly beta: number
  readonly phi: number
}

const between = (low: number, high: number, x: number): number => low + (high - low) / (1 + Math.exp(-x))
const STARTS: readonly (readonly number[])[] = [
  [0, -2, 1],
  [3, -4, 0],
]

/** Shares with the smallest sum of squared one-step errors, sought over their logits so that every point is allowed. */
function fitTrend(history: Float64Array, damped: boolean): { parameters: TrendParameters } {
  const at = (point: readonly number[]): TrendParameters => {
    const alpha = between(1e-4, 0.9999, point[0] ?? 0)
    return { alpha, beta: alpha * between(1e-4, 1, point[1] ?? 0), phi: damped ? between(0.8, 0.98, point[2] ?? 0) : 1 }
  }
  const error = (point: readonly number[]): number => runTrend(history, at(point)).error
  let best: { point: readonly number[]; value: number } | null = null
  for (const start of STARTS) {
    const found = nelderMead(error, damped ? start : start.slice(0, 2))
    if (best === null || found.value < best.value) best = found
  }
  return { parameters: at(best?.point ?? []) }
}

/**
 * One pass. One-step errors are linear in the first level and slope, e_t = a_t - p_t l0 - q_t b0, so that both come from two
 * linear equations instead of a search.
 */
function runTrend(history: Float64Array, { alpha, beta, phi }: TrendParameters): Trend {
  let level = 0
  let slope = 0
  let levelOfLevel = 1
  let slopeOfLevel = 0
  let levelOfSlope = 0
  let slopeOfSlope = 1
  let aa = 0
  let ap = 0
  let aq = 0
  let pp = 0
  let pq = 0
  let qq = 0
  for (const value of history) {
    const p = levelOfLevel + phi * slopeOfLevel
    const q = levelOfSlope + phi * slopeOfSlope
    const expected = level + phi * slope
    const surprise = value - expected
    aa += surprise * surprise
    ap += surprise * p
    aq += surprise * q
    pp += p * p
    pq += p * q
    qq += q * q
    level = expected + alpha * surprise
    slope = phi * slope + beta * surprise
    levelOfLevel = p * (1 - alpha)
    slopeOfLevel = phi * slopeOfLevel - beta * p
    levelOfSlope = q * (1 - alpha)
    slopeOfSlope = phi * slopeOfSlope - beta * q
  }
  const determinant = pp * qq - pq * pq
  const solvable = determinant > 1e-12 * pp * qq
  const firstLevel = solvable ? (ap * qq - aq * pq) / determinant : pp === 0 ? 0 : ap / pp
  const firstSlope = solvable ? (aq * pp - ap * pq) / determinant : 0
  return {
    level: level + firstLevel * levelOfLevel + firstSlope * levelOfSlope,
    slope: slope + firstLevel * slopeOfLevel + firstSlope * slopeOfSlope,
    error: aa - firstLevel * ap - firstSlope * aq,
  }
}
