// Acklam's rational approximations: relative error below 1.15e-9 everywhere.
const CENTRE_UP = [
  -3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2, 1.38357751867269e2, -3.066479806614716e1,
  2.506628277459239,
] as const
const CENTRE_DOWN = [
  -5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1, -1.328068155288572e1, 1,
] as const
const TAIL_UP = [
  -7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
] as const
const TAIL_DOWN = [7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416, 1] as const
const TAIL = 0.02425

/**
 * Quantile of the standard normal distribution: the value below which a share `probability` of it lies.
 *
 * @param probability - 0 gives -Infinity, 1 gives Infinity
 * @returns NaN outside [0, 1]
 * @example normalQuantile(0.975) // => 1.959963986
 * @see Acklam (2003), An algorithm for computing the inverse normal cumulative distribution function.
 * Time O(1).
 */
export function normalQuantile(probability: number): number {
  if (!(probability >= 0 && probability <= 1)) return Number.NaN
  if (probability > 0.5) return -normalQuantile(1 - probability)
  if (probability === 0) return Number.NEGATIVE_INFINITY
  if (probability < TAIL) {
    const root = Math.sqrt(-2 * Math.log(probability))
    return polynomial(TAIL_UP, root) / polynomial(TAIL_DOWN, root)
  }
  const centred = probability - 0.5
  const square = centred * centred
  return (polynomial(CENTRE_UP, square) * centred) / polynomial(CENTRE_DOWN, square)
}

const polynomial = (coefficients: readonly number[], x: number): number =>
  coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0)
