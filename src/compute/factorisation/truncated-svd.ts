import type { Random } from '../../lib/random.ts'

/** A matrix of mostly zeros, row by row: row i has `values[p]` in column `columns[p]` for p in offsets[i] .. offsets[i + 1] - 1. */
export interface SparseRows {
  readonly rows: number
  readonly width: number
  readonly offsets: Int32Array
  readonly columns: Int32Array
  readonly values: Float64Array
}

export interface TruncatedSvd {
  readonly rank: number
  /** Falling. */
  readonly singularValues: Float64Array
  /** Right singular vectors: entry of column c in factor f at `c * rank + f`. */
  readonly right: Float64Array
}

/** Directions carried along beyond the rank asked for, which make the last ones of it right. */
const SPARE = 8
const ROUNDS = 6

/**
 * The strongest factors of a sparse matrix, by subspace iteration from a random beginning. A factor's sign means nothing;
 * here its largest entry is positive.
 *
 * @param rank - factors wanted; fewer come back when the matrix has fewer rows or columns
 * @see Halko, Martinsson & Tropp (2011), SIAM Review 53(2), 217-288.
 * Time O(rounds x (entries x rank + width x rank^2)), memory O(width x rank).
 */
export function truncatedSvd(matrix: SparseRows, rank: number, random: Random): TruncatedSvd {
  const { width, rows } = matrix
  const kept = Math.min(rank, width, rows)
  const carried = Math.min(kept + SPARE, width, rows)
  let basis = Float64Array.from({ length: width * carried }, () => random() - 0.5)
  orthonormalise(basis, width, carried)
  for (let round = 0; round < ROUNDS; round++) {
    basis = gram(matrix, basis, carried)
    orthonormalise(basis, width, carried)
  }
  // Within the basis the factors are the eigenvectors of a small symmetric matrix.
  const image = gram(matrix, basis, carried)
  const small = new Float64Array(carried * carried)
  for (let c = 0; c < width; c++) {
    for (let i = 0; i < carried; i++) {
      for (let j = 0; j < carried; j++) {
        small[i * carried + j] =
          (small[i * carried + j] as number) + (basis[c * carried + i] as number) * (image[c * carried + j] as number)
      }
    }
  }
  const { values, vectors } = jacobi(small, carried)
  const order = Array.from(values, (_, i) => i).sort((a, b) => (values[b] as number) - (values[a] as number) || a - b)
  const right = new Float64Array(width * kept)
  const singularValues = new Float64Array(kept)
  for (let f = 0; f < kept; f++) {
    const from = order[f] as number
    singularValues[f] = Math.sqrt(Math.max(0, values[from] as number))
    let largest = 0
    for (let c = 0; c < width; c++) {
      let sum = 0
      for (let i = 0; i < carried; i++)
        sum += (basis[c * carried + i] as number) * (vectors[i * carried + from] as number)
      right[c * kept + f] = sum
      if (Math.abs(sum) > Math.abs(largest)) largest = sum
    }
    if (largest < 0) for (let c = 0; c < width; c++) right[c * kept + f] = -(right[c * kept + f] as number)
  }
  return { rank: kept, singularValues, right }
}

/** A'A times a block of columns. */
function gram(
  { rows, width, offsets, columns, values }: SparseRows,
  block: Float64Array,
  carried: number,
): Float64Array<ArrayBuffer> {
  const product = new Float64Array(width * carried)
  const row = new Float64Array(carried)
  for (let i = 0; i < rows; i++) {
    row.fill(0)
    for (let p = offsets[i] as number; p < (offsets[i + 1] as number); p++) {
      const [from, value] = [(columns[p] as number) * carried, values[p] as number]
      for (let f = 0; f < carried; f++) row[f] = (row[f] as number) + value * (block[from + f] as number)
    }
    for (let p = offsets[i] as number; p < (offsets[i + 1] as number); p++) {
      const [to, value] = [(columns[p] as number) * carried, values[p] as number]
      for (let f = 0; f < carried; f++) product[to + f] = (product[to + f] as number) + value * (row[f] as number)
    }
  }
  return product
}

/** Gram and Schmidt, twice over for accuracy; a column that depends on the others becomes zeros. */
function orthonormalise(block: Float64Array, width: number, carried: number): void {
  for (let f = 0; f < carried; f++) {
    for (let pass = 0; pass < 2; pass++) {
      for (let g = 0; g < f; g++) {
        let dot = 0
        for (let c = 0; c < width; c++) dot += (block[c * carried + f] as number) * (block[c * carried + g] as number)
        for (let c = 0; c < width; c++) {
          block[c * carried + f] = (block[c * carried + f] as number) - dot * (block[c * carried + g] as number)
        }
      }
    }
    let squares = 0
    for (let c = 0; c < width; c++) squares += (block[c * carried + f] as number) ** 2
    const norm = Math.sqrt(squares)
    for (let c = 0; c < width; c++) {
      block[c * carried + f] = norm < 1e-12 ? 0 : (block[c * carried + f] as number) / norm
    }
  }
}

const SWEEPS = 60

/** Eigenvalues and eigenvectors (columns) of a small symmetric matrix, by Jacobi's rotations. */
function jacobi(matrix: Float64Array, size: number): { readonly values: Float64Array; readonly vectors: Float64Array } {
  const a = matrix.slice()
  const vectors = new Float64Array(size * size)
  for (let i = 0; i < size; i++) vectors[i * size + i] = 1
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let off = 0
    let diagonal = 0
    for (let i = 0; i < size; i++) {
      diagonal += (a[i * size + i] as number) ** 2
      for (let j = 0; j < i; j++) off += (a[i * size + j] as number) ** 2
    }
    if (off <= 1e-24 * diagonal) break
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) rotate(a, vectors, size, p, q)
    }
  }
  return { values: Float64Array.from({ length: size }, (_, i) => a[i * size + i] as number), vectors }
}

function rotate(a: Float64Array, vectors: Float64Array, size: number, p: number, q: number): void {
  const off = a[p * size + q] as number
  if (off === 0) return
  const theta = ((a[q * size + q] as number) - (a[p * size + p] as number)) / (2 * off)
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
  const cosine = 1 / Math.sqrt(t * t + 1)
  const sine = t * cosine
  for (let i = 0; i < size; i++) {
    const [left, right] = [a[i * size + p] as number, a[i * size + q] as number]
    a[i * size + p] = cosine * left - sine * right
    a[i * size + q] = sine * left + cosine * right
  }
  for (let i = 0; i < size; i++) {
    const [top, bottom] = [a[p * size + i] as number, a[q * size + i] as number]
    a[p * size + i] = cosine * top - sine * bottom
    a[q * size + i] = sine * top + cosine * bottom
    const [left, right] = [vectors[i * size + p] as number, vectors[i * size + q] as number]
    vectors[i * size + p] = cosine * left - sine * right
    vectors[i * size + q] = sine * left + cosine * right
  }
}
