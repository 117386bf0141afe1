import { normalQuantile } from '../stats/normal-quantile.ts'
import { differenceOfShares } from '../stats/difference-of-shares.ts'

export interface CountedGroup {
  readonly name: string
  readonly hits: number
  readonly n: number
}

export type GapVerdict = 'within_four_fifths' | 'below_four_fifths' | 'not_clear'

export interface RateGap {
  readonly highest: string
  readonly lowest: string
  /** Highest minus lowest share. */
  readonly gap: number
  readonly interval: readonly [number, number]
  /** Lowest over highest share; 1 where both are 0. */
  readonly ratio: number
  readonly ratioInterval: readonly [number, number]
  readonly verdict: GapVerdict
}

const FOUR_FIFTHS = 0.8
const ERROR = 0.05

/**
 * The widest gap between groups in a share, by the four-fifths rule: a group whose share is below four fifths of the highest
 * one deserves a look.
 *
 * The pair is picked because it is widest, so the intervals are as wide as comparing every pair calls for (Bonferroni); the
 * rule counts as broken or kept only where the whole interval of the ratio says so. A gap is no proof of unfairness: groups
 * may differ in what the score is about.
 *
 * @param groups - each with n >= 1; small ones are the caller's to leave out
 * @returns null for fewer than two groups
 * @example rateGap([{ name: 'a', hits: 480, n: 1000 }, { name: 'b', hits: 300, n: 1000 }])?.verdict // => 'below_four_fifths'
 * @see 29 CFR 1607.4 (D) for the rule; Katz et al. (1978), Biometrics 34, 469-474, for the interval of the ratio.
 */
export function rateGap(groups: readonly CountedGroup[]): RateGap | null {
  const sorted = groups.toSorted((a, b) => b.hits / b.n - a.hits / a.n)
  const [highest] = sorted
  const lowest = sorted.at(-1)
  if (highest === undefined || lowest === undefined || sorted.length < 2) return null
  const pairs = (sorted.length * (sorted.length - 1)) / 2
  const z = normalQuantile(1 - ERROR / 2 / pairs)
  const { difference, interval } = differenceOfShares(highest.hits, highest.n, lowest.hits, lowest.n, z)
  const [shareHigh, shareLow] = [highest.hits / highest.n, lowest.hits / lowest.n]
  const ratioInterval = ratioBounds(lowest, highest, z)
  return {
    highest: highest.name,
    lowest: lowest.name,
    gap: difference,
    interval,
    ratio: shareHigh === 0 ? 1 : shareLow / shareHigh,
    ratioInterval,
    verdict:
      ratioInterval[0] >= FOUR_FIFTHS
        ? 'within_four_fifths'
        : ratioInterval[1] < FOUR_FIFTHS
          ? 'below_four_fifths'
          : 'not_clear',
  }
}

/** Log interval of a ratio of shares, with half a hit more on both sides so that none divides by zero. */
function ratioBounds(one: CountedGroup, other: CountedGroup, z: number): readonly [number, number] {
  const [a, b] = [one.hits + 0.5, other.hits + 0.5]
  const [n, m] = [one.n + 0.5, other.n + 0.5]
  const middle = Math.log(a / n) - Math.log(b / m)
  const error = Math.sqrt(Math.max(0, 1 / a - 1 / n + 1 / b - 1 / m))
  return [Math.exp(middle - z * error), Math.exp(middle + z * error)]
}
