import { checkTable, type ColumnTable } from '../stats/column-table.ts'

/** Columns as small integers: value x falls in the first bin whose upper cut is >= x. */
export interface BinnedTable {
  readonly rows: number
  /** One per column, a bin number per row. */
  readonly bins: readonly Uint8Array[]
  /** Per column, ascending cuts between bins: one fewer than there are bins. */
  readonly cuts: readonly Float64Array[]
}

export const MOST_BINS = 255

/** Enough values to place quantiles; sorting all of a million would cost more than it tells. */
const MOST_SORTED = 50_000

/**
 * Cuts every column into at most `most` bins of about equal count. With no more distinct values than bins every cut lies
 * halfway between two neighbours, so nothing is lost.
 *
 * @param table - finite numbers
 * @param most - 2..255
 * @throws {InvalidInputError} for values that are not finite
 * @example binColumns(tableFromRows(['x'], [[1], [5], [1]])).bins[0] // => [0, 1, 0]
 * Time O(p n log bins), memory one byte a value.
 */
export function binColumns(table: ColumnTable, most = MOST_BINS): BinnedTable {
  checkTable(table)
  const cuts = table.columns.map((column) => cutsOf(column, most))
  return { rows: table.rows, bins: table.columns.map((column, i) => assign(column, cuts[i] as Float64Array)), cuts }
}

function cutsOf(column: Float64Array, most: number): Float64Array {
  const step = Math.max(1, Math.ceil(column.length / MOST_SORTED))
  const sorted = column.filter((_, row) => row % step === 0).sort()
  const distinct: number[] = []
  for (const value of sorted) if (value !== distinct.at(-1)) distinct.push(value)
  if (distinct.length <= most)
    return Float64Array.from(distinct.slice(1), (value, i) => between(distinct[i] as number, value))
  const cuts: number[] = []
  for (let bin = 1; bin < most; bin++) {
    const at = Math.floor((bin * sorted.length) / most)
    const high = sorted[at] as number
    let low = at
    while (low > 0 && sorted[low] === high) low -= 1
    const cut = between(sorted[low] as number, high)
    if (cut < high && cut !== cuts.at(-1)) cuts.push(cut)
  }
  return Float64Array.from(cuts)
}

/** Halfway, and below the higher one even where the two are neighbours in floating point. */
const between = (low: number, high: number): number => {
  const middle = low + (high - low) / 2
  return middle < high ? middle : low
}

function assign(column: Float64Array, cuts: Float64Array): Uint8Array {
  const bins = new Uint8Array(column.length)
  for (let row = 0; row < column.length; row++) {
    const value = column[row] as number
    let low = 0
    let high = cuts.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (value <= (cuts[middle] as number)) high = middle
      else low = middle + 1
    }
    bins[row] = low
  }
  return bins
}
