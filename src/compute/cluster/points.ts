/** n points of d measures each: measure j of point i is `values[i * dimensions + j]`. No value is NaN or infinite. */
export interface Points {
  readonly size: number
  readonly dimensions: number
  readonly values: Float64Array
}

/**
 * Points from equally long rows.
 *
 * @example pointsFromRows([[1, 2], [3, 4]]).values // => Float64Array [1, 2, 3, 4]
 */
export function pointsFromRows(rows: readonly (readonly number[])[]): Points {
  return { size: rows.length, dimensions: rows[0]?.length ?? 0, values: Float64Array.from(rows.flat()) }
}

/** The points at these positions, in their order. */
export function pickPoints({ dimensions, values }: Points, positions: ArrayLike<number>): Points {
  const picked = new Float64Array(positions.length * dimensions)
  for (let i = 0; i < positions.length; i++) {
    const from = (positions[i] ?? 0) * dimensions
    picked.set(values.subarray(from, from + dimensions), i * dimensions)
  }
  return { size: positions.length, dimensions, values: picked }
}
