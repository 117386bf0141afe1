import { describe, expect, test } from 'vitest'
import { habitScatter, type CustomerWeeks } from '../../../src/compute/trends/habit-scatter.ts'
import { seededRandom } from '../../../src/lib/random.ts'

const columns = (entries: readonly (readonly [customer: number, week: number, count: number])[]): CustomerWeeks => ({
  customer: Int32Array.from(entries, ([customer]) => customer),
  week: Int32Array.from(entries, ([, week]) => week),
  count: Float64Array.from(entries, ([, , count]) => count),
})
const WEEKS = 50
const influences = Float64Array.from({ length: WEEKS }, (_, week) => week - (WEEKS - 1) / 2)

describe('habitScatter', () => {
  test('one customer who comes twice scatters twice as much', () => {
    const own = columns([
      [0, 0, 1],
      [0, 1, 1],
    ])
    expect(habitScatter(own, null, { influences: Float64Array.of(1, 1), shares: [] }, 1)).toBe(2)
  })

  test('is about one where every order is somebody else’s', () => {
    const random = seededRandom('strangers')
    const own = columns(Array.from({ length: 4000 }, (_, i) => [i, Math.floor(random() * WEEKS), 1] as const))
    expect(habitScatter(own, null, { influences, shares: [] }, 4000)).toBeCloseTo(1, 6)
  })

  test('is large where the same people come every week for a while, in counts and in shares', () => {
    const random = seededRandom('regulars')
    const entries = Array.from({ length: 200 }, (_, customer) => {
      const from = Math.floor(random() * (WEEKS - 10))
      return Array.from({ length: 10 }, (_unused, at) => [customer, from + at, 1] as const)
    }).flat()
    expect(habitScatter(columns(entries), null, { influences, shares: [] }, 200)).toBeGreaterThan(6)
    // Half of the people always order from the group, half never do.
    const own = columns(entries.filter(([customer]) => customer < 100))
    const shares = new Float64Array(WEEKS).fill(0.5)
    expect(habitScatter(own, columns(entries), { influences, shares }, 200)).toBeGreaterThan(3)
  })

  test('of a share nobody scatters who orders just as it foretells', () => {
    const all = columns([
      [0, 0, 2],
      [1, 1, 4],
    ])
    const own = columns([
      [0, 0, 1],
      [1, 1, 2],
    ])
    expect(habitScatter(own, all, { influences: Float64Array.of(-1, 1), shares: [0.5, 0.5] }, 2)).toBe(0)
  })

  test('says nothing of nothing', () => {
    expect(habitScatter(columns([]), null, { influences, shares: [] }, 0)).toBe(1)
  })
})
