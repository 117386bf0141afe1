import { inverseOfProducts } from './fit-panel.ts'
import { sweepEffects, type EffectGroups } from './sweep-effects.ts'

export interface CountPanelFit {
  readonly coefficients: Float64Array
  /** From how whole clusters stray. */
  readonly standardErrors: Float64Array
  /** As counts of this mean and scatter would have them, had every row strayed by itself. */
  readonly modelErrors: Float64Array
  /** How far each cluster moves the first coefficient; 0 for those without a count. */
  readonly influences: Float64Array
  /** Rows that told something: those of groups with any count. */
  readonly rowsUsed: number
  readonly clusters: number
  readonly rounds: number
}

const MOST_ROUNDS = 60
const CLOSE = 1e-8

/**
 * Log-linear panel for counts with many zeros (units of a product in a week): the mean is exp(effects + columns x
 * coefficients), fitted by Poisson pseudo-maximum likelihood.
 *
 * Taking logarithms of counts drops every week without a sale, which are the ones of high prices; this keeps them. The counts
 * need not be Poisson: the standard errors come from how whole groups stray, not from the model.
 *
 * @param y - counts >= 0, length n
 * @param columns - each of length n
 * @param effects - sets of groups
 * @param clusters - rows that may stray together; the first set of groups unless given
 * @returns null where a column does not vary within the groups, or fewer than two clusters have any count
 * @see Santos Silva & Tenreyro (2006), Review of Economics and Statistics 88(4), 641-658; Correia, Guimaraes & Zylkin (2020),
 * Stata Journal 20(1), 95-115. Time: 5 to 15 rounds, each a sweep of the effects.
 */
export function fitCountPanel(
  y: Float64Array,
  columns: readonly Float64Array[],
  effects: readonly EffectGroups[],
  clusters: EffectGroups | undefined = effects[0],
): CountPanelFit | null {
  const kept = rowsThatTell(y, effects)
  const counts = kept.map((row) => y[row] as number)
  const design = columns.map((column) => Float64Array.from(kept, (row) => column[row] as number))
  const sets = effects.map((one) => regroup(one, kept))
  const n = kept.length
  const mean = counts.reduce((sum, value) => sum + value, 0) / Math.max(1, n)
  const own = clusters === undefined ? undefined : regroup(clusters, kept)
  if (mean === 0 || clusters === undefined || own === undefined || own.groups < 2) return null
  const eta = Float64Array.from(counts, (value) => Math.log((value + mean) / 2))
  const weights = new Float64Array(n)
  let previous = Number.POSITIVE_INFINITY
  for (let round = 1; round <= MOST_ROUNDS; round += 1) {
    const working = new Float64Array(n)
    let deviance = 0
    for (let row = 0; row < n; row += 1) {
      const expected = Math.exp(eta[row] as number)
      const value = counts[row] as number
      weights[row] = expected
      working[row] = (eta[row] as number) + (value - expected) / expected
      deviance += 2 * ((value > 0 ? value * Math.log(value / expected) : 0) - (value - expected))
    }
    const left = working.slice()
    const right = design.map((column) => column.slice())
    const before = right.map((column) => weightedSquares(column, weights))
    sweepEffects([left, ...right], sets, weights)
    if (right.some((column, at) => weightedSquares(column, weights) <= 1e-9 * (before[at] ?? 0))) return null
    const inverse = inverseOfProducts(right, weights)
    if (inverse === null) return null
    const cross = right.map((column) => weightedDot(column, left, weights))
    const coefficients = Float64Array.from(right, (_, i) =>
      cross.reduce((sum, value, j) => sum + (inverse[i]?.[j] ?? 0) * value, 0),
    )
    for (let row = 0; row < n; row += 1) {
      const fitted = right.reduce((sum, column, at) => sum + (column[row] as number) * (coefficients[at] as number), 0)
      // What the swept columns leave of the working value is its distance from the whole fit.
      eta[row] = Math.min(30, Math.max(-30, (working[row] as number) - ((left[row] as number) - fitted)))
    }
    if (Math.abs(deviance - previous) <= CLOSE * (Math.abs(deviance) + 1)) {
      const residuals = Float64Array.from(counts, (value, row) => value - (weights[row] as number))
      const moves = groupMoves(right, residuals, inverse, own)
      const small = Math.sqrt(own.groups / (own.groups - 1))
      const influences = new Float64Array(clusters.groups)
      for (const [at, row] of kept.entries()) {
        influences[clusters.groupOf[row] as number] = moves[own.groupOf[at] as number]?.[0] ?? 0
      }
      return {
        coefficients,
        standardErrors: coefficients.map(
          (_, i) => small * Math.sqrt(moves.reduce((sum, move) => sum + (move[i] as number) ** 2, 0)),
        ),
        modelErrors: coefficients.map((_, i) => Math.sqrt(scatter(counts, weights) * (inverse[i]?.[i] ?? 0))),
        influences,
        rowsUsed: n,
        clusters: own.groups,
        rounds: round,
      }
    }
    previous = deviance
  }
  return null
}

/** Mean of squared residuals over their expected values: 1 for Poisson counts, never below. */
function scatter(counts: readonly number[], expected: Float64Array): number {
  let sum = 0
  for (const [row, value] of counts.entries()) {
    const mean = expected[row] as number
    sum += (value - mean) ** 2 / mean
  }
  return Math.max(1, sum / Math.max(1, counts.length))
}

/** What each group's residuals add to the coefficients: their squares add up to the sandwich variance. */
function groupMoves(
  columns: readonly Float64Array[],
  residuals: Float64Array,
  inverse: readonly (readonly number[])[],
  { groupOf, groups }: EffectGroups,
): Float64Array[] {
  const scores = Array.from({ length: groups }, () => new Float64Array(columns.length))
  for (let row = 0; row < residuals.length; row += 1) {
    const score = scores[groupOf[row] as number] as Float64Array
    for (const [at, column] of columns.entries()) {
      score[at] = (score[at] as number) + (column[row] as number) * (residuals[row] as number)
    }
  }
  return scores.map((score) =>
    Float64Array.from(columns, (_, i) => score.reduce((sum, value, j) => sum + (inverse[i]?.[j] ?? 0) * value, 0)),
  )
}

/** Rows of groups with a count: where nothing was ever sold, the effect takes up everything. */
function rowsThatTell(y: Float64Array, effects: readonly EffectGroups[]): number[] {
  const sold = effects.map(({ groupOf, groups }) => {
    const any = new Uint8Array(groups)
    for (let row = 0; row < y.length; row += 1) if ((y[row] as number) > 0) any[groupOf[row] as number] = 1
    return any
  })
  return Array.from(y.keys()).filter((row) =>
    effects.every(({ groupOf }, at) => sold[at]?.[groupOf[row] as number] === 1),
  )
}

function regroup({ groupOf }: EffectGroups, kept: readonly number[]): EffectGroups {
  const codes = new Map<number, number>()
  const own = Int32Array.from(kept, (row) => {
    const group = groupOf[row] as number
    const known = codes.get(group) ?? codes.size
    codes.set(group, known)
    return known
  })
  return { groupOf: own, groups: codes.size }
}

const weightedDot = (a: Float64Array, b: Float64Array, weights: Float64Array): number => {
  let sum = 0
  for (let i = 0; i < a.length; i += 1) sum += (a[i] as number) * (b[i] as number) * (weights[i] as number)
  return sum
}
const weightedSquares = (a: Float64Array, weights: Float64Array): number => weightedDot(a, a, weights)
