import type { ColumnTable } from '../stats/column-table.ts'
import { columnNamed } from '../stats/column-table.ts'
import { quantileOfSorted } from '../stats/quantile.ts'
import { placeAmong } from './place-among.ts'

/** How one column becomes fit for a linear model. */
export interface ScaledColumn {
  readonly name: string
  /** sign(x) log(1 + |x|) first: counts and money are spread over decades. */
  readonly log: boolean
  /** Quantiles of the training rows: the value's place among them is taken first, instead of a log. */
  readonly knots?: readonly number[]
  readonly mean: number
  readonly deviation: number
}

/** Plain data: the columns that a linear model takes, in its order. */
export type FeatureScaling = readonly ScaledColumn[]

/** log(1 + |x|) with the sign of x. */
export const signedLog = (value: number): number => (value < 0 ? -Math.log1p(-value) : Math.log1p(value))

/**
 * Learns the scaling of these columns from training rows: z-scores, of the signed logs where `log` says so. A column that
 * never varies is left out, for it can explain nothing.
 *
 * @example fitScaling(tableFromRows(['x'], [[0], [2]]), () => false) // => [{ name: 'x', log: false, mean: 1, deviation: 1 }]
 */
export function fitScaling(table: ColumnTable, log: (name: string) => boolean): FeatureScaling {
  const scaled: ScaledColumn[] = []
  for (const [index, name] of table.names.entries()) {
    const column = table.columns[index] as Float64Array
    const inLog = log(name)
    let sum = 0
    let squares = 0
    for (const value of column) sum += inLog ? signedLog(value) : value
    const mean = sum / table.rows
    for (const value of column) squares += ((inLog ? signedLog(value) : value) - mean) ** 2
    const deviation = Math.sqrt(squares / table.rows)
    if (deviation > 1e-9 * (1 + Math.abs(mean))) scaled.push({ name, log: inLog, mean, deviation })
  }
  return scaled
}

/** Steps of 1/64 tell a customer's place well enough, and a model of thirty columns stays small. */
const KNOTS = 65

/**
 * Learns the scaling of these columns by places: z-scores of where a value lies among the training rows. A long tail then
 * weighs no more than its share of the rows, and unlike ranks within a day one customer can be placed alone.
 *
 * @example fitPlaceScaling(tableFromRows(['x'], [[0], [2]]))[0]?.knots?.length // => 65
 * Time O(p n log n).
 */
export function fitPlaceScaling(table: ColumnTable): FeatureScaling {
  return table.names.flatMap((name, index) => {
    const sorted = Float64Array.from(table.columns[index] as Float64Array).sort()
    const knots = Array.from({ length: KNOTS }, (_, i) => quantileOfSorted(sorted, i / (KNOTS - 1)))
    const places = { names: [name], columns: [sorted.map((value) => placeAmong(knots, value))], rows: table.rows }
    return fitScaling(places, () => false).map((column) => ({ ...column, knots }))
  })
}

/**
 * The scaled table, columns in the order of the scaling.
 *
 * @throws {InvalidInputError} when the table lacks one of them
 */
export const applyScaling = (scaling: FeatureScaling, table: ColumnTable): ColumnTable => ({
  names: scaling.map(({ name }) => name),
  columns: scaling.map(({ name, log, knots, mean, deviation }) => {
    const column = columnNamed(table, name)
    const scaled = new Float64Array(column.length)
    for (let row = 0; row < scaled.length; row++) {
      const value = column[row] as number
      const read = knots === undefined ? (log ? signedLog(value) : value) : placeAmong(knots, value)
      scaled[row] = (read - mean) / deviation
    }
    return scaled
  }),
  rows: table.rows,
})
