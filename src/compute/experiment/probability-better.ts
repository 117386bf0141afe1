import { InvalidInputError } from '../../lib/errors.ts'
import { logGamma } from '../stats/log-gamma.ts'
import type { CountedGroup } from './two-proportion-test.ts'

/**
 * Chance that B's true share is above A's, with a flat prior on both.
 *
 * Not a licence to stop early: it answers "which is better", not "how often would I be fooled".
 *
 * @param a - the reference
 * @param b - the other
 * @returns 0..1
 * @throws {InvalidInputError} when the counts do not fit
 * @example probabilityBetter({ hits: 8502, n: 44700 }, { hits: 8279, n: 45489 }) // => 0.000777339
 * @see Miller (2014), Formulas for Bayesian A/B Testing: the closed sum over B's hits.
 * Time O(hits of B), in logs.
 */
export function probabilityBetter(a: CountedGroup, b: CountedGroup): number {
  for (const { hits, n } of [a, b]) {
    if (!(n >= 0 && hits >= 0 && hits <= n)) throw new InvalidInputError(`${hits} of ${n} is no share`)
  }
  const alphaA = a.hits + 1
  const betaA = a.n - a.hits + 1
  const betaB = b.n - b.hits + 1
  const both = betaA + betaB
  // The first term is B(alphaA, betaA + betaB) / B(alphaA, betaA); each next one follows from a ratio.
  let logTerm = logGamma(both) - logGamma(alphaA + both) - logGamma(betaA) + logGamma(alphaA + betaA)
  let sum = 0
  for (let i = 0; i <= b.hits; i += 1) {
    sum += Math.exp(logTerm)
    logTerm += Math.log(((alphaA + i) * (betaB + i)) / ((alphaA + i + both) * (1 + i)))
  }
  return Math.min(1, sum)
}
