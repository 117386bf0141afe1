import { differenceOfShares } from '../stats/difference-of-shares.ts'
import { normalQuantile } from '../stats/normal-quantile.ts'

/** A group of visits at one step: how many could go on, and how many did. */
export interface StepOutcome {
  readonly group: string
  readonly step: number
  readonly from: number
  readonly went: number
}

/** A step at which a group is lost more often than all others. */
export interface Leak extends StepOutcome {
  readonly rate: number
  readonly otherRate: number
  /** Rate of the group minus that of the others, < 0, with an interval that allows for how many were compared. */
  readonly difference: number
  readonly interval: readonly [number, number]
  /** Visits that would have gone on at the rate of the others. */
  readonly lost: number
}

const ERROR = 0.05
/** Fewer visits than this at a step are no comparison. */
const FEWEST = 30

/**
 * Steps at which one group goes on less often than the others by more than chance gives. Many groups and steps are compared,
 * so the intervals are as wide as that calls for (Bonferroni).
 *
 * @param outcomes - every group at every step, the first step aside
 * @returns leaks, most lost visits first; empty when nothing stands out
 * Time O(outcomes x groups).
 */
export function findLeaks(outcomes: readonly StepOutcome[]): readonly Leak[] {
  const compared = outcomes.flatMap((own) => {
    const others = outcomes.filter(({ step, group }) => step === own.step && group !== own.group)
    const from = others.reduce((sum, one) => sum + one.from, 0)
    const went = others.reduce((sum, one) => sum + one.went, 0)
    return own.from < FEWEST || from < FEWEST ? [] : [{ own, from, went }]
  })
  const z = normalQuantile(1 - ERROR / 2 / Math.max(1, compared.length))
  return compared
    .map(({ own, from, went }): Leak => {
      const { difference, interval } = differenceOfShares(own.went, own.from, went, from, z)
      const otherRate = went / from
      return {
        ...own,
        rate: own.went / own.from,
        otherRate,
        difference,
        interval,
        lost: own.from * otherRate - own.went,
      }
    })
    .filter(({ interval }) => interval[1] < 0)
    .toSorted((a, b) => b.lost - a.lost || a.step - b.step || (a.group < b.group ? -1 : 1))
}
