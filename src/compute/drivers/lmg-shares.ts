import { InvalidInputError } from '../../lib/errors.ts'

export interface LmgShares {
  /** Part of R^2 that each factor carries, >= 0, in the order of the factors; they add up to `total`. */
  readonly shares: Float64Array
  /** R^2 of the regression on all factors. */
  readonly total: number
}

/** More factors would mean more than a million regressions. */
export const MOST_FACTORS = 20
/** A factor of which the ones before leave less than this part adds nothing. */
const COLLINEAR = 1e-10

/**
 * Shares of explained variance by factor: the gain in R^2 from adding the factor, averaged over every order in which the
 * factors can be added (Lindeman, Merenda and Gold; the Shapley value of R^2).
 *
 * Correlated factors share what they explain together, so a large share does not say that changing the factor alone would
 * change the outcome as much.
 *
 * @param covariance - (p + 1) x (p + 1), row after row; the outcome is the last row and column
 * @param factors - p, at most 20
 * @returns shares in the order of the factors and their sum; zeros when the outcome does not vary
 * @throws {InvalidInputError} when the sizes do not fit
 * @example lmgShares(Float64Array.of(1, 0, 0.6, 0, 1, 0.2, 0.6, 0.2, 1), 2) // => shares 0.36, 0.04, total 0.4
 * @see Groemping (2006), Relative importance for linear regression in R: the package relaimpo, J. Stat. Softw. 17(1).
 * Time O(2^p p^2), memory O(p^2 + 2^p): 10 factors take about a millisecond.
 */
export function lmgShares(covariance: Float64Array, factors: number): LmgShares {
  const width = factors + 1
  if (!(factors >= 1 && factors <= MOST_FACTORS) || covariance.length !== width * width) {
    throw new InvalidInputError(`shares need 1 to ${MOST_FACTORS} factors and a square of them with the outcome`)
  }
  const shares = new Float64Array(factors)
  const variance = covariance[width * width - 1] as number
  if (!(variance > 0)) return { shares, total: 0 }
  const explained = explainedBySubset(covariance, factors, variance)
  const weights = orderWeights(factors)
  for (let subset = 0; subset < explained.length; subset++) {
    const weight = weights[bitsOf(subset)] as number
    for (let factor = 0; factor < factors; factor++) {
      const bit = 1 << factor
      if ((subset & bit) !== 0) continue
      const gain = (explained[subset | bit] as number) - (explained[subset] as number)
      shares[factor] = (shares[factor] as number) + weight * Math.max(0, gain)
    }
  }
  return { shares, total: explained[explained.length - 1] as number }
}

/** R^2 of every subset (bit i = factor i): each is its parent with one more row of the Cholesky factor. */
function explainedBySubset(covariance: Float64Array, factors: number, variance: number): Float64Array {
  const width = factors + 1
  const explained = new Float64Array(1 << factors)
  const lower = new Float64Array(factors * factors)
  const projected = new Float64Array(factors)
  const chain: number[] = []
  const extend = (subset: number, from: number, soFar: number): void => {
    for (let factor = from; factor < factors; factor++) {
      const row = chain.length
      const own = covariance[factor * width + factor] as number
      let rest = own
      let target = covariance[factor * width + factors] as number
      for (let k = 0; k < row; k++) {
        let entry = covariance[factor * width + (chain[k] as number)] as number
        for (let m = 0; m < k; m++) {
          entry -= (lower[row * factors + m] as number) * (lower[k * factors + m] as number)
        }
        entry /= lower[k * factors + k] as number
        lower[row * factors + k] = entry
        rest -= entry * entry
        target -= entry * (projected[k] as number)
      }
      const next = subset | (1 << factor)
      if (!(rest > own * COLLINEAR)) {
        explained[next] = soFar
        extend(next, factor + 1, soFar)
        continue
      }
      const diagonal = Math.sqrt(rest)
      lower[row * factors + row] = diagonal
      projected[row] = target / diagonal
      const now = Math.min(1, soFar + (projected[row] as number) ** 2 / variance)
      explained[next] = now
      chain.push(factor)
      extend(next, factor + 1, now)
      chain.pop()
    }
  }
  extend(0, 0, 0)
  return explained
}

/** |S|! (p - |S| - 1)! / p! for every size of the set that a factor joins. */
function orderWeights(factors: number): Float64Array {
  const weights = new Float64Array(factors + 1)
  let choose = 1
  for (let size = 0; size < factors; size++) {
    weights[size] = 1 / (factors * choose)
    choose = (choose * (factors - 1 - size)) / (size + 1)
  }
  return weights
}

function bitsOf(subset: number): number {
  let count = 0
  for (let rest = subset; rest !== 0; rest &= rest - 1) count++
  return count
}
