import { describe, expect, test } from 'vitest'
import { fitAliveShift, shiftOdds } from '../../../src/compute/lifetime/fit-alive-shift.ts'
import { seededRandom } from '../../../src/lib/random.ts'

describe('fitAliveShift', () => {
  test('finds by how much the odds were wrong, from who came back', () => {
    const random = seededRandom('shift')
    const n = 20_000
    const stated = Float64Array.from({ length: n }, () => 0.02 + 0.96 * random())
    const returns = Float64Array.from({ length: n }, () => 0.3 + 0.7 * random())
    const bought = stated.map((alive, i) => (random() < shiftOdds(alive, -0.7) * (returns[i] ?? 0) ? 1 : 0))
    const any = stated.map((alive, i) => alive * (returns[i] ?? 0))
    expect(Math.abs(fitAliveShift({ alive: stated, any, bought }) + 0.7)).toBeLessThan(0.06)
  })

  test('moves nothing where the counts agree or tell nothing', () => {
    expect(fitAliveShift({ alive: [0.5, 0.5], any: [0.5, 0.5], bought: [0, 1] })).toBeCloseTo(0, 9)
    expect(fitAliveShift({ alive: [], any: [], bought: [] })).toBe(0)
    expect(fitAliveShift({ alive: [1, 0], any: [1, 0], bought: [1, 0] })).toBeCloseTo(0, 9)
  })

  test('goes down where nobody came and up where everybody did, further the more there were', () => {
    const shiftOf = (n: number, came: number) =>
      fitAliveShift({ alive: Array(n).fill(0.5), any: Array(n).fill(0.45), bought: Array(n).fill(came) })
    expect(shiftOf(2, 0)).toBeLessThan(0)
    expect(shiftOf(200, 0)).toBeLessThan(shiftOf(2, 0))
    expect(shiftOf(200, 1)).toBeGreaterThan(shiftOf(2, 1))
    expect(shiftOf(1e5, 0)).toBeGreaterThanOrEqual(-6)
  })

  test('leaves certainty as it is', () => {
    expect([shiftOdds(0, 3), shiftOdds(1, -3)]).toEqual([0, 1])
  })
})
