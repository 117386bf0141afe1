import { logGamma } from './log-gamma.ts'

/**
 * Probability that a Poisson count is at least `count` when `mean` is expected.
 *
 * @param count - whole, >= 0
 * @param mean - > 0
 * @returns 0..1
 * @example poissonTail(3, 1) // => 0.0803
 * Time O(count) at most; sums the smaller side, so that tiny tails keep their digits.
 */
export function poissonTail(count: number, mean: number): number {
  if (count <= 0) return 1
  const term = (k: number): number => Math.exp(k * Math.log(mean) - mean - logGamma(k + 1))
  if (count <= mean) {
    let below = 0
    for (let k = 0; k < count; k++) below += term(k)
    return Math.max(0, 1 - below)
  }
  let tail = 0
  for (let k = count, now = term(k); now > tail * 1e-16 && k < count + 10_000; now *= mean / ++k) tail += now
  return Math.min(1, tail)
}
