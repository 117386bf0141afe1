import { logGamma } from './log-gamma.ts'

const MOST_TERMS = 10_000

/**
 * Regularised incomplete beta function I_x(a, b): the share of a beta distribution below `x`.
 *
 * @param x - 0..1
 * @param a - positive
 * @param b - positive
 * @returns 0..1; NaN outside the domain
 * @example lowerBetaShare(0.5, 2, 2) // => 0.5
 * @see Press et al. (2007), Numerical Recipes, 6.4. Time O(sqrt(max(a, b))) terms.
 */
export function lowerBetaShare(x: number, a: number, b: number): number {
  if (!(x >= 0 && x <= 1 && a > 0 && b > 0)) return Number.NaN
  if (x === 0 || x === 1) return x
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x))
  return x < (a + 1) / (a + b + 2) ? (front * fraction(x, a, b)) / a : 1 - (front * fraction(1 - x, b, a)) / b
}

function fraction(x: number, a: number, b: number): number {
  const tiny = 1e-300
  const kept = (value: number): number => (Math.abs(value) < tiny ? tiny : value)
  let c = 1
  let d = 1 / kept(1 - ((a + b) * x) / (a + 1))
  let value = d
  for (let m = 1; m < MOST_TERMS; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / kept(1 + even * d)
    c = kept(1 + even / c)
    value *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / kept(1 + odd * d)
    c = kept(1 + odd / c)
    value *= d * c
    if (Math.abs(d * c - 1) < 4e-16) break
  }
  return value
}
