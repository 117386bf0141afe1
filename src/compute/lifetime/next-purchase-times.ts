import { InvalidInputError } from '../../lib/errors.ts'
import { gaussLegendre } from '../stats/gauss-legendre.ts'
import type { ParetoNbdParameters } from './pareto-nbd-parameters.ts'

/** One customer, times in the unit of the parameters. */
export interface PurchaseHistory {
  /** x: repeat purchases. */
  readonly frequency: number
  /** T: time observed. */
  readonly age: number
}

const { nodes, weights } = gaussLegendre(6)
const LONGEST_PANEL = 0.5
const SMALLEST_REMAINDER = 1e-7

/**
 * When the next purchase comes if one comes: quantiles of the waiting time from now, under Pareto/NBD.
 *
 * Customers who have left never buy again, so the time has no distribution for all of them; this one is for those who are
 * still there and buy before they leave. State it beside P(alive), and not at all where that is small. With few purchases
 * the upper quantiles are years away: the rate of a one-time buyer is hardly known.
 *
 * The density of the wait t is proportional to (alpha + T + t)^-(r + x + 1) (beta + T + t)^-s: still a customer at t, and
 * buying then for the first time.
 *
 * @param history - of a customer who is alive now; the time of the last purchase then says nothing more
 * @param probabilities - ascending, each in (0, 1)
 * @returns waiting times in the unit of the parameters, one for each probability
 * @throws {InvalidInputError} for a probability outside (0, 1)
 * @example nextPurchaseTimes({ frequency: 2, age: 38.86 }, cdnowInWeeks, [0.1, 0.5, 0.9]) // => [1.96, 13.4, 66.3]
 * @see Fader & Hardie (2005), note 009, for the posterior of rate and lifetime that this integrates.
 * Time: 6 evaluations for each of some 10 to 500 panels.
 */
export function nextPurchaseTimes(
  { frequency, age }: PurchaseHistory,
  { r, alpha, s, beta }: ParetoNbdParameters,
  probabilities: readonly number[],
): number[] {
  for (const probability of probabilities) {
    if (!(probability > 0 && probability < 1)) {
      throw new InvalidInputError(`probability ${probability} must lie between 0 and 1, both excluded`)
    }
  }
  const shape = r + frequency
  const ofAlpha = alpha + age
  const ofBeta = beta + age
  // In w = log(1 + t / base) the density falls like e^-(shape + s)w in the end, and no faster before.
  const base = Math.min(ofAlpha, ofBeta)
  const density = (w: number): number => {
    const time = base * Math.expm1(w)
    return Math.exp(w - (shape + 1) * Math.log1p(time / ofAlpha) - s * Math.log1p(time / ofBeta))
  }
  const mass = (from: number, to: number): number => {
    const half = (to - from) / 2
    let sum = 0
    for (let i = 0; i < nodes.length; i += 1) sum += (weights[i] ?? 0) * density(from + half * (1 + (nodes[i] ?? 0)))
    return half * sum
  }
  const panel = Math.min(LONGEST_PANEL, 2 / (shape + s + 1))
  const both = Math.log(Math.max(ofAlpha, ofBeta) / base)
  const upTo = [0]
  let total = 0
  for (let w = 0; ; w += panel) {
    total += mass(w, w + panel)
    upTo.push(total)
    const remainder = density(w + panel) / (shape + s)
    if (w > both && remainder < SMALLEST_REMAINDER * total) break
  }
  return probabilities.map((probability) => {
    const target = probability * total
    const after = upTo.findIndex((sum) => sum >= target)
    const start = (after - 1) * panel
    let [low, high] = [start, start + panel]
    for (let step = 0; step < 40; step += 1) {
      const middle = (low + high) / 2
      if ((upTo[after - 1] ?? 0) + mass(start, middle) < target) low = middle
      else high = middle
    }
    return base * Math.expm1(low)
  })
}
