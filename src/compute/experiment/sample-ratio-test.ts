import { InvalidInputError } from '../../lib/errors.ts'
import { chiSquareTail } from '../stats/tail-probabilities.ts'

export interface SampleRatio {
  readonly chiSquare: number
  readonly pValue: number
  /** Expected shares, adding up to 1, in the order of the counts. */
  readonly expected: readonly number[]
}

/** Shares that people plan are round: multiples of this. */
const STEP = 0.05
/** Groups this near to equal were meant to be equal. */
const NEAR_EQUAL = 0.1

/**
 * Whether groups are as large as they were meant to be. A mismatch means that something sorted people (a broken redirect, a
 * filter after the draw, lost rows), and then no result of the experiment can be trusted, however clear it looks.
 *
 * @param counts - people per group, at least two groups
 * @param expected - planned shares of any scale; without them equal shares, or the nearest multiples of 5 % where
 * a group is ten points from equal
 * @throws {InvalidInputError} when there are fewer than two groups, nobody in them, or shares that do not fit
 * @example sampleRatioTest([44700, 45489]).pValue // => 0.00860799
 * @see Fabijan et al. (2019), Diagnosing Sample Ratio Mismatch in Online Controlled Experiments, KDD.
 */
export function sampleRatioTest(counts: readonly number[], expected?: readonly number[]): SampleRatio {
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (counts.length < 2 || total <= 0) {
    throw new InvalidInputError(`a sample ratio needs two groups with people, not ${counts.length} with ${total}`)
  }
  const shares = scaled(expected ?? nearestPlan(counts.map((count) => count / total)))
  if (shares.length !== counts.length || shares.some((share) => !(share > 0))) {
    throw new InvalidInputError(`${shares.length} expected shares do not fit ${counts.length} groups`, {
      field: 'expected_shares',
      hint: 'Give one positive share for each group, in the order of the groups.',
    })
  }
  const chiSquare = counts.reduce((sum, count, i) => {
    const meant = (shares[i] ?? 0) * total
    return sum + (count - meant) ** 2 / meant
  }, 0)
  return { chiSquare, pValue: chiSquareTail(chiSquare, counts.length - 1), expected: shares }
}

const scaled = (shares: readonly number[]): number[] => {
  const sum = shares.reduce((total, share) => total + share, 0)
  return shares.map((share) => share / sum)
}

function nearestPlan(observed: readonly number[]): number[] {
  const equal = 1 / observed.length
  if (observed.every((share) => Math.abs(share - equal) < NEAR_EQUAL)) return observed.map(() => equal)
  return observed.map((share) => Math.max(STEP, Math.round(share / STEP) * STEP))
}
