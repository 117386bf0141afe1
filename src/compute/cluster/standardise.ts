import type { Points } from './points.ts'

/** How a measure was brought to a common scale; keep it to bring later points to the same one. */
export interface Scale {
  /** Mean and population standard deviation of the (log) measure; a deviation of 0 leaves the measure out. */
  readonly mean: Float64Array
  readonly deviation: Float64Array
  /** What is taken of a value first: itself, log(1 + value), or its square root; negative values count as 0 in the last two. */
  readonly transform: Uint8Array
}

const PLAIN = 0
const LOG = 1
const SHARE = 2

/**
 * Customers as points: z-scores of each measure, so that days, orders and money weigh alike in a distance.
 *
 * A measure that is the same for everybody tells nobody apart and is set to 0.
 *
 * @param columns - d measures of n customers each; no NaN
 * @param log - for each measure whether log(1 + value) is taken first: for money and counts, which a few large customers
 * would otherwise decide
 * @param shares - 1 for each measure that is one of several shares of a whole (of a customer's basket by category): these
 * are taken as square roots, which makes distances Hellinger's, and scaled by one deviation, so that a rare share does not
 * weigh as much as a common one
 * @see Rao (1995), Questiio 19, 23-63, for Hellinger distances of profiles.
 * @example standardise([[0, 2]], [false]).points.values // => Float64Array [-1, 1]
 * Time O(n d), memory O(n d).
 */
export function standardise(
  columns: readonly ArrayLike<number>[],
  log: readonly boolean[],
  shares: readonly boolean[] = [],
): { readonly points: Points; readonly scale: Scale } {
  const dimensions = columns.length
  const size = columns[0]?.length ?? 0
  const values = new Float64Array(size * dimensions)
  const scale = {
    mean: new Float64Array(dimensions),
    deviation: new Float64Array(dimensions),
    transform: Uint8Array.from(log, (flag, j) => (shares[j] === true ? SHARE : flag ? LOG : PLAIN)),
  }
  const taken = columns.map((column, j) => transformed(column, scale.transform[j] ?? PLAIN))
  for (const [j, column] of taken.entries()) {
    let sum = 0
    for (let i = 0; i < size; i++) sum += column[i] ?? 0
    const centre = size === 0 ? 0 : sum / size
    let squares = 0
    for (let i = 0; i < size; i++) {
      const difference = (column[i] ?? 0) - centre
      squares += difference * difference
    }
    const spread = size === 0 ? 0 : Math.sqrt(squares / size)
    scale.mean[j] = centre
    // Rounding leaves a trace of spread in a constant column of large numbers.
    scale.deviation[j] = spread <= 1e-12 * Math.abs(centre) ? 0 : spread
  }
  shareOneDeviation(scale)
  for (const [j, column] of taken.entries()) place(values, dimensions, j, column, scale)
  return { points: { size, dimensions, values }, scale }
}

/**
 * Other customers, or the same ones at another time, on a scale that is known.
 *
 * @example
 * rescale([[4]], standardise([[0, 2]], [false]).scale).values // => Float64Array [3]
 */
export function rescale(columns: readonly ArrayLike<number>[], scale: Scale): Points {
  const dimensions = columns.length
  const size = columns[0]?.length ?? 0
  const values = new Float64Array(size * dimensions)
  for (const [j, column] of columns.entries()) {
    place(values, dimensions, j, transformed(column, scale.transform[j] ?? PLAIN), scale)
  }
  return { size, dimensions, values }
}

function place(values: Float64Array, dimensions: number, j: number, taken: Float64Array, scale: Scale): void {
  const centre = scale.mean[j] ?? 0
  const spread = scale.deviation[j] ?? 0
  if (spread === 0) return
  for (let i = 0; i < taken.length; i++) values[i * dimensions + j] = ((taken[i] ?? 0) - centre) / spread
}

/** Shares of one whole get the root mean square of their deviations. */
function shareOneDeviation({ deviation, transform }: Scale): void {
  let squares = 0
  let count = 0
  for (const [j, kind] of transform.entries()) {
    if (kind !== SHARE) continue
    squares += (deviation[j] ?? 0) ** 2
    count += 1
  }
  for (const [j, kind] of transform.entries()) if (kind === SHARE) deviation[j] = Math.sqrt(squares / count)
}

function transformed(column: ArrayLike<number>, kind: number): Float64Array {
  if (kind === PLAIN) return Float64Array.from(column)
  const taken = new Float64Array(column.length)
  for (let i = 0; i < taken.length; i++) {
    const value = column[i] ?? 0
    if (value > 0) taken[i] = kind === LOG ? Math.log1p(value) : Math.sqrt(value)
  }
  return taken
}
