import { expect, test } from 'vitest'
import { seededRandom } from '../../src/lib/random.ts'

const draw = (seed: string | number, n: number) => {
  const random = seededRandom(seed)
  return Array.from({ length: n }, () => random())
}

test('equal seeds give equal sequences, other seeds others', () => {
  expect(draw('kith', 5)).toEqual(draw('kith', 5))
  expect(draw('kith', 5)).not.toEqual(draw('kit', 5))
  expect(draw(1, 5)).not.toEqual(draw(2, 5))
})

test('numbers lie in [0, 1) and fill it evenly: chi-square over 100 cells below its 99.9 % point', () => {
  const cells = Array.from({ length: 100 }, () => 0)
  for (const x of draw(7, 100_000)) cells[Math.floor(x * 100)] = (cells[Math.floor(x * 100)] ?? 0) + 1
  const chiSquare = cells.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0)
  expect(cells).toHaveLength(100)
  expect(chiSquare).toBeLessThan(148.2)
})
