import { nelderMead } from './nelder-mead.ts'
import { dampedTrend } from './smoothing.ts'

/**
 * Holt-Winters with additive season and damped slope: a level, a slope and one value for each place in the season, each moved
 * by a share of every surprise.
 *
 * @param season - steps in a season, >= 2. Histories shorter than two seasons cannot tell a season from chance: they get the
 * damped trend.
 * @example holtWinters(2)(Float64Array.of(1, 3, 1, 3, 1, 3), 2) // => about [1, 3]
 * @see Winters (1960), Management Science 6(3), 324-342. Time O(n) for each of about 120 tries.
 */
export const holtWinters =
  (season: number) =>
  (history: Float64Array, horizon: number): Float64Array => {
    if (history.length < 2 * season) return dampedTrend(history, horizon)
    const at = (point: readonly number[]): Shares => ({
      alpha: sigmoid(point[0] ?? 0),
      beta: 0.5 * sigmoid(point[0] ?? 0) * sigmoid(point[1] ?? 0),
      gamma: sigmoid(point[2] ?? 0) * (1 - sigmoid(point[0] ?? 0)),
    })
    const start = startingState(history, season)
    const { point } = nelderMead((one) => run(history, season, start, at(one)).error, [-1.5, -4, -2])
    const { level, slope, seasons } = run(history, season, start, at(point))
    let faded = 0
    let power = 1
    return Float64Array.from({ length: horizon }, (_, step) => {
      power *= PHI
      faded += power
      return level + faded * slope + (seasons[(history.length + step) % season] ?? 0)
    })
  }

interface Shares {
  readonly alpha: number
  readonly beta: number
  readonly gamma: number
}

const PHI = 0.95
const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))

interface State {
  readonly level: number
  readonly slope: number
  readonly seasons: Float64Array
}

/** Mean of the first season, no slope, and each place's mean distance from the mean of its own season. */
function startingState(history: Float64Array, season: number): State {
  const whole = Math.floor(history.length / season)
  const seasons = new Float64Array(season)
  let first = 0
  for (let s = 0; s < whole; s += 1) {
    const part = history.subarray(s * season, (s + 1) * season)
    const mean = part.reduce((sum, value) => sum + value, 0) / season
    if (s === 0) first = mean
    for (const [place, value] of part.entries()) seasons[place] = (seasons[place] ?? 0) + (value - mean) / whole
  }
  return { level: first, slope: 0, seasons }
}

function run(
  history: Float64Array,
  season: number,
  start: State,
  { alpha, beta, gamma }: Shares,
): State & { error: number } {
  const seasons = start.seasons.slice()
  let { level, slope } = start
  let error = 0
  for (let t = 0; t < history.length; t += 1) {
    const place = t % season
    const seasonal = seasons[place] as number
    const expected = level + PHI * slope
    const surprise = (history[t] as number) - expected - seasonal
    error += surprise * surprise
    level = expected + alpha * surprise
    slope = PHI * slope + beta * surprise
    seasons[place] = seasonal + gamma * surprise
  }
  return { level, slope, seasons, error }
}
