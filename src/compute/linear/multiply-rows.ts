/** Rows of a matrix of doubles: element k of row i is values[i * stride + k]. */
export interface MatrixRows {
  readonly values: Float64Array
  readonly stride: number
}

/** Half-open ranges of rows and of the inner index; the bounds of rows are multiples of four. */
export interface MultiplyRanges {
  readonly left: readonly [from: number, to: number]
  readonly right: readonly [from: number, to: number]
  readonly inner: readonly [from: number, to: number]
}

const TILE = 32
const CHUNK = 512

/**
 * Adds factor x (left row i . right row j) to out[i][j], for all rows of the ranges.
 *
 * Both operands are read along their rows. 4 x 4 results are kept in registers while one chunk of the inner index runs, so
 * that eight loads serve sixteen products; tiles of 32 rows stay in the second cache.
 *
 * @param out - may be the same array as an operand when the ranges do not overlap
 * Time O(rows x rows x inner).
 */
export function multiplyRows(
  out: MatrixRows,
  left: MatrixRows,
  right: MatrixRows,
  { left: [leftFrom, leftTo], right: [rightFrom, rightTo], inner: [innerFrom, innerTo] }: MultiplyRanges,
  factor: number,
): void {
  for (let k = innerFrom; k < innerTo; k += CHUNK) {
    const end = Math.min(innerTo, k + CHUNK)
    for (let i = leftFrom; i < leftTo; i += TILE) {
      const iEnd = Math.min(leftTo, i + TILE)
      for (let j = rightFrom; j < rightTo; j += TILE) {
        const jEnd = Math.min(rightTo, j + TILE)
        for (let a = i; a < iEnd; a += 4) {
          for (let b = j; b < jEnd; b += 4) multiplyFour(out, left, right, a, b, k, end, factor)
        }
      }
    }
  }
}

function multiplyFour(
  out: MatrixRows,
  left: MatrixRows,
  right: MatrixRows,
  row: number,
  column: number,
  from: number,
  to: number,
  factor: number,
): void {
  const a = left.values
  const b = right.values
  const a0 = row * left.stride
  const a1 = a0 + left.stride
  const a2 = a1 + left.stride
  const a3 = a2 + left.stride
  const b0 = column * right.stride
  const b1 = b0 + right.stride
  const b2 = b1 + right.stride
  const b3 = b2 + right.stride
  let s00 = 0
  let s01 = 0
  let s02 = 0
  let s03 = 0
  let s10 = 0
  let s11 = 0
  let s12 = 0
  let s13 = 0
  let s20 = 0
  let s21 = 0
  let s22 = 0
  let s23 = 0
  let s30 = 0
  let s31 = 0
  let s32 = 0
  let s33 = 0
  for (let k = from; k < to; k++) {
    const x0 = a[a0 + k] as number
    const x1 = a[a1 + k] as number
    const x2 = a[a2 + k] as number
    const x3 = a[a3 + k] as number
    const y0 = b[b0 + k] as number
    const y1 = b[b1 + k] as number
    const y2 = b[b2 + k] as number
    const y3 = b[b3 + k] as number
    s00 += x0 * y0
    s01 += x0 * y1
    s02 += x0 * y2
    s03 += x0 * y3
    s10 += x1 * y0
    s11 += x1 * y1
    s12 += x1 * y2
    s13 += x1 * y3
    s20 += x2 * y0
    s21 += x2 * y1
    s22 += x2 * y2
    s23 += x2 * y3
    s30 += x3 * y0
    s31 += x3 * y1
    s32 += x3 * y2
    s33 += x3 * y3
  }
  addFour(out, row, column, factor, s00, s01, s02, s03)
  addFour(out, row + 1, column, factor, s10, s11, s12, s13)
  addFour(out, row + 2, column, factor, s20, s21, s22, s23)
  addFour(out, row + 3, column, factor, s30, s31, s32, s33)
}

function addFour(
  { values, stride }: MatrixRows,
  row: number,
  column: number,
  factor: number,
  first: number,
  second: number,
  third: number,
  fourth: number,
): void {
  const at = row * stride + column
  values[at] = (values[at] as number) + factor * first
  values[at + 1] = (values[at + 1] as number) + factor * second
  values[at + 2] = (values[at + 2] as number) + factor * third
  values[at + 3] = (values[at + 3] as number) + factor * fourth
}
