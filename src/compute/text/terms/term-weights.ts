import type { SparseRows } from '../../linear/sparse-rows.ts'

/** The columns that are used, each with how rare it is; in the order of their first row. */
export interface TermRarity {
  /** Place of each hashed column among those that are kept, -1 for the others. */
  readonly placeOf: Int32Array
  readonly rarity: Float32Array
}

/**
 * How rare each column is among some rows: ln((1 + n) / (1 + rows with it)) + 1; columns in fewer than `minimumRows` are
 * dropped.
 *
 * @param counts - term counts, one row per text
 * @param rows - to learn from; all when left out
 * @example termRarity(counts, { minimumRows: 2 }).placeOf[0] // => -1 when column 0 is in one row only
 * @see Salton & Buckley (1988), Information Processing & Management 24(5), 513-523.
 * Time O(non-zeros + columns).
 */
export function termRarity(
  counts: SparseRows,
  { rows, minimumRows = 2 }: { readonly rows?: Int32Array | undefined; readonly minimumRows?: number } = {},
): TermRarity {
  const { starts, indices } = counts
  const seen = new Int32Array(counts.columns)
  const used = rows ?? Int32Array.from({ length: counts.rows }, (_, row) => row)
  for (const row of used) {
    for (let at = starts[row] as number; at < (starts[row + 1] as number); at += 1) {
      const term = indices[at] as number
      seen[term] = (seen[term] as number) + 1
    }
  }
  const placeOf = new Int32Array(counts.columns).fill(-1)
  const rarity: number[] = []
  for (const row of used) {
    for (let at = starts[row] as number; at < (starts[row + 1] as number); at += 1) {
      const term = indices[at] as number
      const times = seen[term] as number
      if (times < minimumRows || (placeOf[term] as number) >= 0) continue
      placeOf[term] = rarity.length
      rarity.push(Math.log((1 + used.length) / (1 + times)) + 1)
    }
  }
  return { placeOf, rarity: Float32Array.from(rarity) }
}

/**
 * Weighs counts as (1 + ln count) x rarity, each row scaled to length 1; a row without kept terms stays empty.
 *
 * @param counts - of the same columns as those that rarity was learnt from
 * @returns rows over the kept columns, in no order within a row
 * @example weighTerms(counts, termRarity(counts)).rows // => counts.rows
 */
export function weighTerms(counts: SparseRows, { placeOf, rarity }: TermRarity): SparseRows {
  const starts = new Uint32Array(counts.rows + 1)
  const indices = new Int32Array(counts.indices.length)
  const values = new Float64Array(counts.indices.length)
  let next = 0
  for (let row = 0; row < counts.rows; row += 1) {
    const start = next
    let length = 0
    for (let at = counts.starts[row] as number; at < (counts.starts[row + 1] as number); at += 1) {
      const place = placeOf[counts.indices[at] as number] as number
      if (place < 0) continue
      const count = counts.values[at] as number
      // Most terms stand in a text once: their logarithm need not be taken.
      const value = (count === 1 ? 1 : 1 + Math.log(count)) * (rarity[place] as number)
      indices[next] = place
      values[next] = value
      length += value * value
      next += 1
    }
    const scale = 1 / Math.sqrt(length)
    for (let at = start; at < next; at += 1) values[at] = (values[at] as number) * scale
    starts[row + 1] = next
  }
  return {
    rows: counts.rows,
    columns: rarity.length,
    starts,
    indices: indices.slice(0, next),
    values: values.slice(0, next),
  }
}
