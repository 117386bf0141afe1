import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { tableFromRows, type ColumnTable } from '../../../src/compute/stats/column-table.ts'

export interface ChurnSplit {
  readonly table: ColumnTable
  /** 1 = no order in the 90 days after. */
  readonly labels: Float64Array
}

/** A prepared split: the first column is the customer, the last the outcome, the rest are features. */
export function readChurnSplit(folder: string, file: string): ChurnSplit {
  const [header = '', ...lines] = gunzipSync(readFileSync(join(folder, file)))
    .toString('utf8')
    .trim()
    .split('\n')
  const names = header.split(',')
  const whole = tableFromRows(
    names,
    lines.map((line) => line.split(',').map(Number)),
  )
  return {
    table: { names: names.slice(1, -1), columns: whole.columns.slice(1, -1), rows: whole.rows },
    labels: whole.columns.at(-1) ?? new Float64Array(0),
  }
}
