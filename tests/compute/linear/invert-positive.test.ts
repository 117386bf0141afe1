import { describe, expect, it } from 'vitest'
import { invertPositive } from '../../../src/compute/linear/invert-positive.ts'
import { seededRandom } from '../../../src/lib/random.ts'

describe('inverse of a positive definite matrix', () => {
  it('is the one worked by hand', () => {
    const found = invertPositive(Float64Array.of(4, 2, 2, 5), 2)
    const at = (row: number, column: number) => found?.values[row * (found?.stride ?? 0) + column]
    expect([at(0, 0), at(0, 1), at(1, 0), at(1, 1)]).toEqual([0.3125, -0.125, -0.125, 0.25])
  })

  it.each([1, 3, 4, 31, 32, 33, 70, 131])('times the matrix of size %i is the identity', (size) => {
    const random = seededRandom(size)
    const matrix = new Float64Array(size * size)
    for (let i = 0; i < size; i++) {
      for (let j = 0; j <= i; j++) matrix[i * size + j] = matrix[j * size + i] = i === j ? size : random() - 0.5
    }
    const found = invertPositive(matrix.slice(), size)
    if (found === null) throw new Error('not positive definite')
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        let sum = 0
        for (let k = 0; k < size; k++) sum += (found.values[i * found.stride + k] ?? 0) * (matrix[k * size + j] ?? 0)
        expect(sum).toBeCloseTo(i === j ? 1 : 0, 10)
      }
    }
  })

  it('is refused for a matrix that is not positive definite', () => {
    expect(invertPositive(Float64Array.of(1, 2, 2, 1), 2)).toBeNull()
    expect(invertPositive(new Float64Array(9), 3)).toBeNull()
  })
})
