import { InvalidInputError } from '../../lib/errors.ts'
import { chiSquareTail } from '../stats/tail-probabilities.ts'

export interface ChiSquare {
  readonly statistic: number
  readonly degrees: number
  readonly pValue: number
}

/**
 * Pearson's test of whether several groups differ in how they spread over several outcomes.
 *
 * It says that some group differs, not which; with expected counts below five it says little.
 *
 * @param counts - one row per group, one column per outcome; rows and columns of nothing are left out
 * @throws {InvalidInputError} with fewer than two groups or outcomes that hold anything
 * @example chiSquareTest([[10, 20], [20, 10]]).statistic // => 6.666666666666667
 * @see Pearson (1900), Philosophical Magazine 50, 157-175.
 */
export function chiSquareTest(counts: readonly (readonly number[])[]): ChiSquare {
  const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)
  const rows = counts.filter((row) => sumOf(row) > 0)
  const columnSums = (rows[0] ?? []).map((_count, column) => sumOf(rows.map((row) => row[column] ?? 0)))
  const kept = columnSums.filter((sum) => sum > 0).length
  if (rows.length < 2 || kept < 2) {
    throw new InvalidInputError(`a chi-square test needs two groups and two outcomes, not ${rows.length} and ${kept}`)
  }
  const total = sumOf(columnSums)
  let statistic = 0
  for (const row of rows) {
    const rowSum = sumOf(row)
    for (const [column, columnSum] of columnSums.entries()) {
      const expected = (rowSum * columnSum) / total
      if (expected > 0) statistic += ((row[column] ?? 0) - expected) ** 2 / expected
    }
  }
  const degrees = (rows.length - 1) * (kept - 1)
  return { statistic, degrees, pValue: chiSquareTail(statistic, degrees) }
}
