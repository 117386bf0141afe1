import { InvalidInputError } from '../../lib/errors.ts'
import { twoSidedNormal } from '../stats/tail-probabilities.ts'

export interface MannWhitney {
  /** Pairs in which B is larger; equal pairs count half. */
  readonly u: number
  /** u / pairs: the chance that a member of B has more than one of A; 0.5 is no difference. */
  readonly share: number
  readonly z: number
  /** Two-sided. */
  readonly pValue: number
}

/**
 * Whether one group tends to have more than another, whatever the shape of the values: one huge order counts as one order.
 *
 * It compares ranks, not means: with most customers at zero it mostly compares who bought at all.
 *
 * @param a - the reference
 * @param b - the other
 * @throws {InvalidInputError} when a group is empty
 * @example mannWhitneyTest([1, 2, 3], [4, 5, 6]).u // => 9
 * @see Mann & Whitney (1947), Annals of Mathematical Statistics 18, 50-60; normal approximation with the correction for
 * ties and for continuity, so groups of twenty and more are meant.
 * Time O(n log n).
 */
export function mannWhitneyTest(a: ArrayLike<number>, b: ArrayLike<number>): MannWhitney {
  if (a.length === 0 || b.length === 0) throw new InvalidInputError('both groups need values')
  const n = a.length + b.length
  const values = Float64Array.from({ length: n }, (_, i) => (i < a.length ? a[i] : b[i - a.length]) ?? 0)
  const order = Uint32Array.from({ length: n }, (_, i) => i).toSorted((i, j) => (values[i] ?? 0) - (values[j] ?? 0))
  let ranksOfB = 0
  let ties = 0
  for (let from = 0; from < n;) {
    let to = from + 1
    while (to < n && values[order[to] ?? 0] === values[order[from] ?? 0]) to += 1
    const rank = (from + 1 + to) / 2
    for (let i = from; i < to; i += 1) if ((order[i] ?? 0) >= a.length) ranksOfB += rank
    ties += (to - from) ** 3 - (to - from)
    from = to
  }
  const pairs = a.length * b.length
  const u = ranksOfB - (b.length * (b.length + 1)) / 2
  const variance = (pairs / 12) * (n + 1 - ties / (n * (n - 1)))
  const away = Math.max(0, Math.abs(u - pairs / 2) - 0.5)
  const z = variance <= 0 ? 0 : (Math.sign(u - pairs / 2) * away) / Math.sqrt(variance)
  return { u, share: u / pairs, z, pValue: twoSidedNormal(z) }
}
