import { InvalidInputError } from '../../lib/errors.ts'
import { logGamma } from '../stats/log-gamma.ts'
import type { CountedGroup } from './two-proportion-test.ts'

/**
 * Two-sided p value of Fisher's exact test for two shares: right however few did it, where the z test is not.
 *
 * @param a - the reference
 * @param b - the other
 * @returns 0..1: the chance, all margins kept, of a table as likely as this one or less
 * @throws {InvalidInputError} when the counts do not fit
 * @example fisherExactTest({ hits: 3, n: 4 }, { hits: 1, n: 4 }) // => 0.48571428571428577
 * @see Fisher (1935), The Design of Experiments, chapter 2 (the tea tasting).
 * Time O(hits of both).
 */
export function fisherExactTest(a: CountedGroup, b: CountedGroup): number {
  for (const { hits, n } of [a, b]) {
    if (!(n >= 0 && hits >= 0 && hits <= n)) throw new InvalidInputError(`${hits} of ${n} is no share`)
  }
  const hits = a.hits + b.hits
  const all = logChoose(a.n + b.n, hits)
  const logChance = (inA: number): number => logChoose(a.n, inA) + logChoose(b.n, hits - inA) - all
  const seen = logChance(a.hits)
  let sum = 0
  for (let inA = Math.max(0, hits - b.n); inA <= Math.min(a.n, hits); inA += 1) {
    const chance = logChance(inA)
    // Equal tables differ in the last digits.
    if (chance <= seen + 1e-7) sum += Math.exp(chance)
  }
  return Math.min(1, sum)
}

const logChoose = (n: number, k: number): number => logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1)
