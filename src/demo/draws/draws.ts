import { seededRandom } from '../../lib/random.ts'
import { exp, ln, power } from './exact-math.ts'

/** Random draws of one named stream: the same name gives the same draws on every machine. */
export interface Draws {
  /** Uniform in [0, 1). */
  readonly uniform: () => number
  /** Integer in [0, n). */
  readonly below: (n: number) => number
  /** Uniform in [low, high). */
  readonly between: (low: number, high: number) => number
  readonly chance: (probability: number) => boolean
  /** Standard normal. */
  readonly normal: () => number
  readonly exponential: (mean: number) => number
  /** Gamma with a shape and a rate (mean = shape / rate). */
  readonly gamma: (shape: number, rate: number) => number
  readonly poisson: (mean: number) => number
  readonly pick: <T>(list: readonly T[]) => T
  /** Index drawn in proportion to weights that `cumulate` summed up. */
  readonly index: (cumulative: Float64Array) => number
}

/** Running sums of weights, for `Draws.index`. */
export function cumulate(weights: readonly number[]): Float64Array {
  const sums = new Float64Array(weights.length)
  let sum = 0
  for (const [at, weight] of weights.entries()) sums[at] = sum += weight
  return sums
}

/** First position whose value exceeds `value`, in an ascending array. */
export function upperBound(ascending: Float64Array, value: number): number {
  let low = 0
  let high = ascending.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ascending[middle] ?? 0) > value) high = middle
    else low = middle + 1
  }
  return low
}

/** Opens a stream of draws. Streams of different names are independent, so that one topic can change without another. */
export function createDraws(name: string): Draws {
  const uniform = seededRandom(name)
  // Marsaglia's polar method: square root and ln only.
  const normal = (): number => {
    for (;;) {
      const u = 2 * uniform() - 1
      const v = 2 * uniform() - 1
      const s = u * u + v * v
      if (s > 0 && s < 1) return u * Math.sqrt((-2 * ln(s)) / s)
    }
  }
  const exponential = (mean: number): number => -mean * ln(1 - uniform())
  // Marsaglia and Tsang (2000); a shape below 1 is lifted by one and scaled back.
  const gamma = (shape: number, rate: number): number => {
    if (shape < 1) return gamma(shape + 1, rate) * power(1 - uniform(), 1 / shape)
    const d = shape - 1 / 3
    const c = 1 / Math.sqrt(9 * d)
    for (;;) {
      const x = normal()
      const t = 1 + c * x
      if (t <= 0) continue
      const v = t * t * t
      if (ln(1 - uniform()) < 0.5 * x * x + d - d * v + d * ln(v)) return (d * v) / rate
    }
  }
  const poisson = (mean: number): number => {
    if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()))
    const limit = exp(-mean)
    let product = uniform()
    let count = 0
    while (product > limit) {
      product *= uniform()
      count += 1
    }
    return count
  }
  const pick = <T>(list: readonly T[]): T => {
    const value = list[Math.floor(uniform() * list.length)]
    if (value === undefined) throw new RangeError('cannot pick from an empty list')
    return value
  }
  return {
    uniform,
    below: (n) => Math.floor(uniform() * n),
    between: (low, high) => low + (high - low) * uniform(),
    chance: (probability) => uniform() < probability,
    normal,
    exponential,
    gamma,
    poisson,
    pick,
    index: (cumulative) => upperBound(cumulative, uniform() * (cumulative[cumulative.length - 1] ?? 0)),
  }
}
