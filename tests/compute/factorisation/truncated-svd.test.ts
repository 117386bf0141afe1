import { describe, expect, test } from 'vitest'
import { truncatedSvd, type SparseRows } from '../../../src/compute/factorisation/truncated-svd.ts'
import { seededRandom } from '../../../src/lib/random.ts'

function sparse(rows: readonly (readonly number[])[]): SparseRows {
  const offsets = [0]
  const columns: number[] = []
  const values: number[] = []
  for (const row of rows) {
    for (const [column, value] of row.entries()) {
      if (value === 0) continue
      columns.push(column)
      values.push(value)
    }
    offsets.push(columns.length)
  }
  return {
    rows: rows.length,
    width: rows[0]?.length ?? 0,
    offsets: Int32Array.from(offsets),
    columns: Int32Array.from(columns),
    values: Float64Array.from(values),
  }
}

const random = seededRandom('matrix')
const dense = Array.from({ length: 60 }, (_, i) =>
  Array.from({ length: 25 }, (_unused, j) => (random() < 0.3 ? random() + (i % 3 === j % 3 ? 2 : 0) : 0)),
)

describe('truncatedSvd', () => {
  test('finds directions that the matrix only stretches, by the singular value', () => {
    const { singularValues, right, rank } = truncatedSvd(sparse(dense), 3, seededRandom('svd'))
    expect(rank).toBe(3)
    for (let f = 0; f < 3; f++) {
      const v = Array.from({ length: 25 }, (_, c) => right[c * rank + f] ?? 0)
      const image = dense.map((row) => row.reduce((sum, value, c) => sum + value * (v[c] ?? 0), 0))
      expect(Math.sqrt(image.reduce((sum, value) => sum + value * value, 0))).toBeCloseTo(singularValues[f] ?? 0, 6)
      for (let c = 0; c < 25; c++) {
        const back = dense.reduce((sum, row, i) => sum + (row[c] ?? 0) * (image[i] ?? 0), 0)
        expect(back / (singularValues[f] ?? 1) ** 2).toBeCloseTo(v[c] ?? 0, 2)
      }
    }
  })

  test('holds all of the matrix in all of its factors', () => {
    const { singularValues } = truncatedSvd(sparse(dense), 25, seededRandom('svd'))
    const squares = dense.flat().reduce((sum, value) => sum + value * value, 0)
    expect(singularValues.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(squares, 6)
    expect([...singularValues]).toEqual([...singularValues].toSorted((a, b) => b - a))
  })

  test('has vectors of length 1 that stand upright on each other', () => {
    const { right, rank } = truncatedSvd(sparse(dense), 5, seededRandom('svd'))
    for (let f = 0; f < rank; f++) {
      for (let g = 0; g < rank; g++) {
        let dot = 0
        for (let c = 0; c < 25; c++) dot += (right[c * rank + f] ?? 0) * (right[c * rank + g] ?? 0)
        expect(dot).toBeCloseTo(f === g ? 1 : 0, 8)
      }
    }
  })

  test('gives as many factors as there can be, and none of nothing', () => {
    expect(truncatedSvd(sparse([[1, 2, 3]]), 8, seededRandom(1)).rank).toBe(1)
    expect(
      truncatedSvd(
        sparse([
          [0, 0],
          [0, 0],
        ]),
        2,
        seededRandom(1),
      ).singularValues,
    ).toEqual(Float64Array.of(0, 0))
  })

  test('gives the same bytes for the same seed', () => {
    const fit = () => truncatedSvd(sparse(dense), 4, seededRandom('again')).right
    expect(fit()).toEqual(fit())
  })
})
