import { logGamma } from './log-gamma.ts'

const MOST_TERMS = 10_000
const ENOUGH = 1e-16

/**
 * Regularised upper incomplete gamma function Q(a, x): the share of a gamma distribution of shape `a` above `x`.
 *
 * @param a - positive
 * @param x - from 0
 * @returns 0..1; NaN outside the domain
 * @example upperGammaShare(1, 2) // => 0.1353352832366127, which is e^-2
 * @see Press et al. (2007), Numerical Recipes, 6.2: the series below x = a + 1, Lentz's continued fraction above.
 * Time O(sqrt(a)) terms.
 */
export function upperGammaShare(a: number, x: number): number {
  if (!(a > 0 && x >= 0)) return Number.NaN
  if (x === 0) return 1
  if (x === Number.POSITIVE_INFINITY) return 0
  const front = Math.exp(a * Math.log(x) - x - logGamma(a))
  return x < a + 1 ? 1 - front * lowerSeries(a, x) : front * upperFraction(a, x)
}

function lowerSeries(a: number, x: number): number {
  let term = 1 / a
  let sum = term
  for (let n = 1; n < MOST_TERMS; n += 1) {
    term *= x / (a + n)
    sum += term
    if (term < sum * ENOUGH) break
  }
  return sum
}

function upperFraction(a: number, x: number): number {
  const tiny = 1e-300
  let b = x + 1 - a
  let c = 1 / tiny
  let d = 1 / b
  let value = d
  for (let n = 1; n < MOST_TERMS; n += 1) {
    const factor = -n * (n - a)
    b += 2
    d = factor * d + b
    d = 1 / (Math.abs(d) < tiny ? tiny : d)
    c = b + factor / c
    if (Math.abs(c) < tiny) c = tiny
    value *= d * c
    if (Math.abs(d * c - 1) < ENOUGH * 4) break
  }
  return value
}
