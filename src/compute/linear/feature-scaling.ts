import type { ColumnTable } from '../stats/column-table.ts'
import { columnNamed } from '../stats/column-table.ts'

/** How one column becomes fit for a linear model. */
export interface ScaledColumn {
  readonly name: string
  /** sign(x) log(1 + |x|) first: counts and money are spread over decades. */
  readonly log: boolean
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

/**
 * The scaled table, columns in the order of the scaling.
 *
 * @throws {InvalidInputError} when the table lacks one of them
 */
export const applyScaling = (scaling: FeatureScaling, table: ColumnTable): ColumnTable => ({
  names: scaling.map(({ name }) => name),
  columns: scaling.map(({ name, log, mean, deviation }) => {
    const column = columnNamed(table, name)
    const scaled = new Float64Array(column.length)
    for (let row = 0; row < scaled.length; row++) {
      const value = column[row] as number
      scaled[row] = ((log ? signedLog(value) : value) - mean) / deviation
    }
    return scaled
  }),
  rows: table.rows,
})
