import { standardise } from '../../../src/compute/cluster/standardise.ts'
import type { Points } from '../../../src/compute/cluster/points.ts'
import type { CheckFrame } from '../check.ts'
import { readGzipCsv } from './read-gzip-csv.ts'

export const RFM_FILE = 'splits/rfm100k.csv.gz'
const LOG = [true, true, true] as const

export interface RfmPoints {
  /** Recency, frequency and monetary value of 100,000 customers. */
  readonly columns: readonly Float64Array[]
  /** Group that each customer was drawn from. */
  readonly truth: Int32Array
  /** z(log(1 + value)), scaled over all customers. */
  readonly points: Points
}

export function rfmPoints({ dataFolder }: CheckFrame): RfmPoints {
  const rows = readGzipCsv(dataFolder, RFM_FILE)
  const columns = [0, 1, 2].map((j) => Float64Array.from(rows, (row) => row[j] ?? 0))
  return { columns, truth: Int32Array.from(rows, (row) => row[3] ?? 0), points: rfmScaled(columns) }
}

/** What k-means is given: scaling is part of the call. */
export const rfmScaled = (columns: readonly Float64Array[]): Points => standardise(columns, LOG).points

/** The first of the customers, on the scale of all. */
export const firstPoints = ({ dimensions, values }: Points, size: number): Points => ({
  size,
  dimensions,
  values: values.slice(0, size * dimensions),
})
