import { minimise } from '../linear/minimise.ts'

/** Writes the gradient by the parameters themselves and returns the log-likelihood. */
export type LogLikelihood = (parameters: Float64Array, gradient: Float64Array) => number

export interface PositiveFit {
  readonly parameters: Float64Array
  readonly logLikelihood: number
  /** False when the data do not hold the parameters in place: one ran off towards 0 or without bound. */
  readonly converged: boolean
  readonly iterations: number
}

// Beyond e^12 or below e^-12 no data of a shop tell a parameter apart from a limit; a wall keeps the search finite there.
const WALL = 12
const LARGEST_GRADIENT = 0.01

/**
 * Maximum likelihood over positive parameters: BFGS on their logarithms.
 *
 * @param logLikelihood - smooth; with its analytic gradient
 * @param start - positive; the search is made in units of the data's own scale when the caller scales them so
 * @returns parameters in the order of `start`; deterministic
 * @example fitPositiveParameters(([a = 1], g) => { g[0] = 3 / a - 1; return 3 * Math.log(a) - a }, [1]).parameters // => [3]
 */
export function fitPositiveParameters(logLikelihood: LogLikelihood, start: readonly number[]): PositiveFit {
  const parameters = new Float64Array(start.length)
  const slopes = new Float64Array(start.length)
  const { point, largestGradient, iterations } = minimise(
    (logs, gradient) => {
      for (let i = 0; i < logs.length; i += 1) parameters[i] = Math.exp(logs[i] ?? 0)
      slopes.fill(0)
      let value = -logLikelihood(parameters, slopes)
      for (let i = 0; i < logs.length; i += 1) {
        const log = logs[i] ?? 0
        const beyond = Math.abs(log) > WALL ? log - Math.sign(log) * WALL : 0
        value += beyond * beyond
        gradient[i] = -(slopes[i] ?? 0) * (parameters[i] ?? 0) + 2 * beyond
      }
      return Number.isFinite(value) ? value : Number.POSITIVE_INFINITY
    },
    Float64Array.from(start, Math.log),
    { maximumIterations: 300, tolerance: 1e-5 },
  )
  const fitted = Float64Array.from(point, Math.exp)
  const inside = point.every((log) => Math.abs(log) < WALL)
  return {
    parameters: fitted,
    logLikelihood: logLikelihood(fitted, slopes),
    converged: inside && largestGradient < LARGEST_GRADIENT,
    iterations,
  }
}
