import { cholesky, solveCholesky } from '../linear/cholesky.ts'

/** Growth of a series of counts, as a log rate per unit of time. */
export interface LogTrend {
  /** Slope of the logarithm of the mean: 0.1 is about ten per cent more per unit of time. */
  readonly slope: number
  /** Its standard error, widened by how much more the counts scatter than chance gives. */
  readonly error: number
  /** Scatter against a Poisson law, at least 1. */
  readonly dispersion: number
  /** Coefficients of the further terms, in their order. */
  readonly further: readonly number[]
  /** What one more count in each row would add to the slope. */
  readonly influences: Float64Array
  /** Fitted mean of each row. */
  readonly means: Float64Array
}

const MOST_STEPS = 50
const CONVERGED = 1e-9
/** Keeps the equations solvable where a term hardly varies. */
const RIDGE = 1e-9

/**
 * Quasi-Poisson regression of counts on time: ln(mean) = offset + level + slope x time + further terms. Zeros and rare goods
 * need no special care, and an offset of ln(total) makes it the growth of a share.
 *
 * Weeks that follow each other are taken as independent given the terms: what drives several weeks alike and is no term of
 * it makes the error too small. `habitScatter` tells how far customers who come again do so.
 *
 * @param counts - length n, >= 0
 * @param times - length n, in the unit of the slope
 * @param options.offsets - length n, natural logarithms; 0 unless given
 * @param options.terms - further columns, each of length n: waves of the year, for example
 * @returns null when there are fewer rows than coefficients + 2, all counts are 0, or the fit does not settle
 * @example fitLogTrend([100, 110, 121], [0, 1, 2])  // => slope ln(1.1), about 0.0953
 * @see McCullagh & Nelder (1989), Generalized Linear Models, chapters 6 and 9.
 * Time O(steps x n x terms^2).
 */
export function fitLogTrend(
  counts: ArrayLike<number>,
  times: ArrayLike<number>,
  { offsets, terms = [] }: { readonly offsets?: ArrayLike<number>; readonly terms?: readonly ArrayLike<number>[] } = {},
): LogTrend | null {
  const n = counts.length
  const size = 2 + terms.length
  if (n < size + 1) return null
  let total = 0
  let middle = 0
  for (let i = 0; i < n; i++) {
    total += counts[i] ?? 0
    middle += (times[i] ?? 0) / n
  }
  if (total <= 0) return null
  // Time from its middle: level and slope are then nearly independent.
  const rows = Array.from({ length: n }, (_, i) => [1, (times[i] ?? 0) - middle, ...terms.map((term) => term[i] ?? 0)])
  const offset = (i: number): number => offsets?.[i] ?? 0
  let beta: number[] = Array.from({ length: size }, () => 0)
  let spread = 0
  for (let i = 0; i < n; i++) spread += Math.exp(offset(i))
  beta[0] = Math.log(total / spread)
  const meanOf = (i: number, b: readonly number[]): number =>
    Math.exp(Math.min(700, offset(i) + (rows[i] ?? []).reduce((sum, x, j) => sum + x * (b[j] ?? 0), 0)))
  let information = new Float64Array(size * size)
  for (let step = 0; ; step++) {
    information = new Float64Array(size * size)
    const score = new Float64Array(size)
    for (let i = 0; i < n; i++) {
      const mean = meanOf(i, beta)
      const row = rows[i] ?? []
      for (let j = 0; j < size; j++) {
        score[j] = (score[j] ?? 0) + (row[j] ?? 0) * ((counts[i] ?? 0) - mean)
        for (let k = 0; k <= j; k++) {
          information[j * size + k] = (information[j * size + k] ?? 0) + mean * (row[j] ?? 0) * (row[k] ?? 0)
        }
      }
    }
    for (let j = 0; j < size; j++) information[j * size + j] = (information[j * size + j] ?? 0) + RIDGE
    const lower = cholesky(information, size)
    if (lower === null) return null
    const change = solveCholesky(lower, score)
    // A step of more than a factor e in any term is cut: the first guesses may be far off.
    const largest = change.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    const scale = largest > 1 ? 1 / largest : 1
    beta = beta.map((value, j) => value + scale * (change[j] ?? 0))
    if (largest < CONVERGED) break
    if (step >= MOST_STEPS || !beta.every(Number.isFinite)) return null
  }
  let scatter = 0
  for (let i = 0; i < n; i++) {
    const mean = meanOf(i, beta)
    scatter += ((counts[i] ?? 0) - mean) ** 2 / mean
  }
  const dispersion = Math.max(1, scatter / (n - size))
  const lower = cholesky(information, size)
  if (lower === null) return null
  const unit = new Float64Array(size)
  unit[1] = 1
  const ofSlope = solveCholesky(lower, unit)
  return {
    slope: beta[1] ?? 0,
    error: Math.sqrt(dispersion * (ofSlope[1] ?? Number.NaN)),
    dispersion,
    further: beta.slice(2),
    influences: Float64Array.from(rows, (row) => row.reduce((sum, x, j) => sum + x * (ofSlope[j] ?? 0), 0)),
    means: Float64Array.from(rows, (_, i) => meanOf(i, beta)),
  }
}

/**
 * Waves of the year: cosine and sine of one and two cycles.
 *
 * @param years - instants in years
 * @returns four columns
 */
export const yearlyWaves = (years: readonly number[]): readonly Float64Array[] =>
  [1, 2].flatMap((cycles) => [
    Float64Array.from(years, (at) => Math.cos(2 * Math.PI * cycles * at)),
    Float64Array.from(years, (at) => Math.sin(2 * Math.PI * cycles * at)),
  ])
