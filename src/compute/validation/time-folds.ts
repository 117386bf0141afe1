import { InvalidInputError } from '../../lib/errors.ts'

/** Positions of the cut-offs that one fold learns from and the one that judges it. */
export interface TimeFold {
  readonly train: readonly number[]
  readonly test: number
}

/**
 * Cross-validation by time: every fold learns from cut-offs whose outcomes were known before its test cut-off and is judged
 * on that one. So no fold sees a day that its test rows still had before them.
 *
 * @param cutOffs - day numbers, ascending
 * @param horizonDays - days over which an outcome is observed
 * @returns folds in the order of their tests; those without a cut-off to learn from are left out
 * @throws {InvalidInputError} when days do not ascend
 * @example timeFolds([0, 30, 60, 90], 60) // => [{ train: [0], test: 2 }, { train: [0, 1], test: 3 }]
 * @see Bergmeir & Benitez (2012), Information Sciences 191, 192-213.
 */
export function timeFolds(cutOffs: readonly number[], horizonDays: number): readonly TimeFold[] {
  if (cutOffs.some((day, i) => i > 0 && day <= (cutOffs[i - 1] as number))) {
    throw new InvalidInputError('cut-offs must ascend', { field: 'cutOffs' })
  }
  return cutOffs.flatMap((day, test) => {
    const train = cutOffs.flatMap((earlier, i) => (earlier + horizonDays <= day ? [i] : []))
    return train.length === 0 ? [] : [{ train, test }]
  })
}
