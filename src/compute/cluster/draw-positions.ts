import type { Random } from '../../lib/random.ts'

/**
 * `count` different positions of 0..size-1 at random, in ascending order; all of them when there are no more.
 *
 * @example drawPositions(3, 5, () => 0) // => Int32Array [0, 1, 2]
 * Time and memory O(size). Partial Fisher-Yates shuffle.
 * @see Durstenfeld (1964), Communications of the ACM 7(7), 420, algorithm 235.
 */
export function drawPositions(size: number, count: number, random: Random): Int32Array {
  const positions = new Int32Array(size)
  for (let i = 0; i < size; i++) positions[i] = i
  if (count >= size) return positions
  for (let i = 0; i < count; i++) {
    const other = i + Math.floor(random() * (size - i))
    const moved = positions[i] ?? 0
    positions[i] = positions[other] ?? 0
    positions[other] = moved
  }
  return positions.slice(0, count).sort()
}
