import { describe, expect, test } from 'vitest'
import { pointsFromRows } from '../../../src/compute/cluster/points.ts'
import { similarityTo } from '../../../src/compute/cluster/similarity-to.ts'
import { seededRandom } from '../../../src/lib/random.ts'
import { clouds } from '../../support/clouds.ts'

describe('similarityTo', () => {
  test('is 1 at the one looked for and falls with the distance', () => {
    const scores = similarityTo(pointsFromRows([[0], [1], [9]]), [0], [1], seededRandom(1))
    expect(scores[0]).toBe(1)
    expect(scores[1]).toBeCloseTo(Math.exp(-1), 12)
    expect(scores[2]).toBeCloseTo(Math.exp(-9), 12)
  })

  test('counts a measure as its weight says, and one without weight not at all', () => {
    const points = pointsFromRows([
      [0, 0],
      [3, 0],
      [0, 1],
    ])
    const scores = similarityTo(points, [0], [0, 1], seededRandom(1))
    expect(scores[1]).toBe(1)
    expect(scores[2]).toBeLessThan(1)
  })

  test('knows that a group may have two sides', () => {
    const { points } = clouds(
      [
        [0, 0],
        [20, 0],
        [10, 30],
      ],
      40,
      1,
      'two sides',
    )
    const seeds = [...Array(80).keys()]
    const scores = similarityTo(points, seeds, [1, 1], seededRandom(1))
    expect(Math.min(...scores.subarray(0, 80))).toBeGreaterThan(Math.max(...scores.subarray(80)))
  })

  test('gives customers who are all the same the same score', () => {
    const points = pointsFromRows([[2], [2], [2]])
    expect([...similarityTo(points, [0], [1], seededRandom(1))]).toEqual([1, 1, 1])
  })
})
