/**
 * Digamma function: the derivative of the logarithm of the gamma function.
 *
 * Small arguments are carried up to 6 by psi(x) = psi(x + 1) - 1/x, where the asymptotic series has 15 digits.
 *
 * @param x - any positive number
 * @returns NaN for x <= 0
 * @example digamma(1) // => -0.5772156649015323, minus Euler's constant
 * @see Abramowitz & Stegun (1964), 6.3.5 and 6.3.18.
 * Time O(1).
 */
export function digamma(x: number): number {
  if (!(x > 0)) return Number.NaN
  let carried = x
  let sum = 0
  while (carried < 6) {
    sum -= 1 / carried
    carried += 1
  }
  const inverse = 1 / (carried * carried)
  const series =
    inverse *
    (1 / 12 -
      inverse *
        (1 / 120 -
          inverse * (1 / 252 - inverse * (1 / 240 - inverse * (1 / 132 - inverse * (691 / 32760 - inverse / 12))))))
  return sum + Math.log(carried) - 0.5 / carried - series
}
