/**
 * Adds rows of a matrix to `out`, four at a time: one pass over `out` serves four rows.
 *
 * @param values - row r starts at r x stride
 * @param rows - row numbers from position `from` to position `to`; a row may come more than once
 * @param out - as many places as are added of each row
 * Time O(rows x out).
 */
export function addRows(
  values: Float64Array,
  stride: number,
  rows: Int32Array,
  from: number,
  to: number,
  out: Float64Array,
): void {
  const width = out.length
  let at = from
  for (; at + 3 < to; at += 4) {
    const a = (rows[at] as number) * stride
    const b = (rows[at + 1] as number) * stride
    const c = (rows[at + 2] as number) * stride
    const d = (rows[at + 3] as number) * stride
    for (let k = 0; k < width; k++) {
      out[k] =
        (out[k] as number) +
        ((values[a + k] as number) +
          (values[b + k] as number) +
          ((values[c + k] as number) + (values[d + k] as number)))
    }
  }
  for (; at < to; at++) {
    const a = (rows[at] as number) * stride
    for (let k = 0; k < width; k++) out[k] = (out[k] as number) + (values[a + k] as number)
  }
}
