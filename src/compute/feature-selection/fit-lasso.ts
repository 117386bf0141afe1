import { checkTable, type ColumnTable } from '../stats/column-table.ts'
import { sigmoid } from '../linear/sigmoid.ts'

export interface LassoModel {
  readonly features: readonly string[]
  readonly intercept: number
  /** Exactly 0 for features that are left out. */
  readonly coefficients: readonly number[]
  /** Features whose coefficient is not 0. */
  readonly selected: readonly string[]
}

/**
 * Embedded selection: logistic regression with an absolute-value penalty l1 x sum of |coefficient| on the mean log loss,
 * which sets the coefficients of dispensable features to exactly 0. Cyclic coordinate descent on the quadratic bound of the
 * loss (curvature at most 1/4).
 *
 * Of features that say the same it keeps one, and which one may hang on little.
 *
 * @param table - standardised columns
 * @param labels - 0 or 1
 * @throws {InvalidInputError} for values that are not finite or other labels
 * @see Tibshirani (1996), JRSS B 58(1), 267-288; Friedman, Hastie & Tibshirani (2010), Journal of Statistical Software
 * 33(1).
 * Time O(sweeps x n x p).
 */
export function fitLasso(
  table: ColumnTable,
  labels: ArrayLike<number>,
  { l1, maximumSweeps = 500, tolerance = 1e-7 }: { l1: number; maximumSweeps?: number; tolerance?: number },
): LassoModel {
  checkTable(table, labels)
  const { columns, rows, names } = table
  const bounds = columns.map((column) => column.reduce((sum, value) => sum + value * value, 0) / (4 * rows) + 1e-12)
  const coefficients = new Float64Array(columns.length)
  const scores = new Float64Array(rows)
  let intercept = 0
  for (let sweep = 0; sweep < maximumSweeps; sweep++) {
    let moved = 0
    const shift = (4 / rows) * slopeOf(null, scores, labels)
    intercept += shift
    for (let row = 0; row < rows; row++) scores[row] = (scores[row] as number) + shift
    moved = Math.max(moved, Math.abs(shift))
    columns.forEach((column, i) => {
      const bound = bounds[i] as number
      const before = coefficients[i] as number
      const wanted = bound * before + slopeOf(column, scores, labels) / rows
      const after = (Math.sign(wanted) * Math.max(0, Math.abs(wanted) - l1)) / bound
      if (after === before) return
      coefficients[i] = after
      for (let row = 0; row < rows; row++) {
        scores[row] = (scores[row] as number) + (after - before) * (column[row] as number)
      }
      moved = Math.max(moved, Math.abs(after - before))
    })
    if (moved < tolerance) break
  }
  return {
    features: names,
    intercept,
    coefficients: Array.from(coefficients),
    selected: names.filter((_, i) => coefficients[i] !== 0),
  }
}

/** Sum over rows of column x (label - probability); of the intercept where there is no column. */
function slopeOf(column: Float64Array | null, scores: Float64Array, labels: ArrayLike<number>): number {
  let slope = 0
  for (let row = 0; row < scores.length; row++) {
    slope +=
      (column === null ? 1 : (column[row] as number)) * ((labels[row] as number) - sigmoid(scores[row] as number))
  }
  return slope
}
