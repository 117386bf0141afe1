const MOST_TERMS = 100_000

/**
 * Gauss hypergeometric function 2F1(a, b; c; z) on the unit interval.
 *
 * Where c < a + b the function grows without bound towards z = 1 and its series crawls; Euler's transformation
 * (1 - z)^(c - a - b) 2F1(c - a, c - b; c; z) is summed instead.
 *
 * @param a - real
 * @param b - real
 * @param c - positive
 * @param z - 0 <= z < 1
 * @returns NaN outside that range
 * @example hypergeometric(1, 1, 2, 0.5) // => 1.3862943611198906, which is 2 ln 2
 * @see Abramowitz & Stegun (1964), 15.1.1 and 15.3.3.
 * Time O(1 / (1 - z)) terms at most.
 */
export function hypergeometric(a: number, b: number, c: number, z: number): number {
  if (!(z >= 0 && z < 1 && c > 0)) return Number.NaN
  if (c < a + b) return Math.exp((c - a - b) * Math.log1p(-z)) * series(c - a, c - b, c, z)
  return series(a, b, c, z)
}

function series(a: number, b: number, c: number, z: number): number {
  let term = 1
  let sum = 1
  for (let n = 0; n < MOST_TERMS; n += 1) {
    term *= (((a + n) * (b + n)) / ((c + n) * (n + 1))) * z
    sum += term
    if (Math.abs(term) <= 1e-16 * Math.abs(sum)) break
  }
  return sum
}
