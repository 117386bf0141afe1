import { InvalidInputError } from '../../lib/errors.ts'
import { twoSidedNormal } from '../stats/tail-probabilities.ts'

/** How many of a group did what is counted. */
export interface CountedGroup {
  readonly hits: number
  readonly n: number
}

export interface ProportionDifference {
  readonly shareA: number
  readonly shareB: number
  /** shareB - shareA. */
  readonly difference: number
  readonly interval: readonly [number, number]
  /** (shareB - shareA) / shareA; null when nobody of A did it. */
  readonly lift: number | null
  readonly z: number
  /** Two-sided. */
  readonly pValue: number
}

/**
 * Whether two groups differ in a share, by how much and how surely.
 *
 * The p value counts for one look at a size that was fixed beforehand; whoever looks every day finds a "difference" in most
 * tests sooner or later. The test pools both groups, as they are one under "no difference"; the interval does not.
 *
 * @param a - the reference
 * @param b - the other
 * @param z95 - of the interval's confidence; 1.959964 is 95 %
 * @throws {InvalidInputError} when a group is empty or the counts do not fit
 * @example twoProportionTest({ hits: 8502, n: 44700 }, { hits: 8279, n: 45489 }).z // => -3.164358912748191
 * @see Agresti (2013), Categorical Data Analysis, 3rd ed., 3.1-3.2.
 */
export function twoProportionTest(a: CountedGroup, b: CountedGroup, z95 = 1.959963984540054): ProportionDifference {
  for (const { hits, n } of [a, b]) {
    if (!(n >= 1 && hits >= 0 && hits <= n)) throw new InvalidInputError(`${hits} of ${n} is no share`)
  }
  const shareA = a.hits / a.n
  const shareB = b.hits / b.n
  const difference = shareB - shareA
  const pooled = (a.hits + b.hits) / (a.n + b.n)
  const pooledError = Math.sqrt(pooled * (1 - pooled) * (1 / a.n + 1 / b.n))
  const error = Math.sqrt((shareA * (1 - shareA)) / a.n + (shareB * (1 - shareB)) / b.n)
  const z = pooledError === 0 ? 0 : difference / pooledError
  return {
    shareA,
    shareB,
    difference,
    interval: [difference - z95 * error, difference + z95 * error],
    lift: shareA === 0 ? null : difference / shareA,
    z,
    pValue: twoSidedNormal(z),
  }
}
