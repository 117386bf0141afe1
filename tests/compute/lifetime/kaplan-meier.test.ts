import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { kaplanMeier } from '../../../src/compute/lifetime/kaplan-meier.ts'

const curveOf = (rows: readonly (readonly [time: number, happened: 0 | 1])[]) =>
  kaplanMeier({
    time: Float64Array.from(rows, ([time]) => time),
    happened: Uint8Array.from(rows, ([, event]) => event),
  })

/** Weeks of remission under 6-MP: Freireich et al. (1963), the example of the textbooks. */
const REMISSION = [
  [6, 1],
  [6, 1],
  [6, 1],
  [6, 0],
  [7, 1],
  [9, 0],
  [10, 1],
  [10, 0],
  [11, 0],
  [13, 1],
  [16, 1],
  [17, 0],
  [19, 0],
  [20, 0],
  [22, 1],
  [23, 1],
  [25, 0],
  [32, 0],
  [32, 0],
  [34, 0],
  [35, 0],
] as const

describe('kaplanMeier', () => {
  test('gives the published curve of the remission data', () => {
    const { time, survival, atRisk } = curveOf(REMISSION)
    expect([...time]).toEqual([6, 7, 10, 13, 16, 22, 23])
    expect([...atRisk]).toEqual([21, 17, 15, 12, 11, 7, 6])
    expect(Array.from(survival, (value) => value.toFixed(4))).toEqual([
      '0.8571',
      '0.8067',
      '0.7529',
      '0.6902',
      '0.6275',
      '0.5378',
      '0.4482',
    ])
  })

  test('gives the published interval on the log(-log) scale', () => {
    const { low, high } = curveOf(REMISSION)
    expect(low[0]).toBeCloseTo(0.6197, 3)
    expect(high[0]).toBeCloseTo(0.9516, 3)
    expect(low[6]).toBeCloseTo(0.1881, 3)
    expect(high[6]).toBeCloseTo(0.6801, 3)
  })

  test('without anyone lost is the plain share still waiting', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { minLength: 1, maxLength: 60 }), (times) => {
        const { time, survival } = curveOf(times.map((at) => [at, 1] as const))
        for (const [i, at] of [...time].entries()) {
          expect(survival[i]).toBeCloseTo(times.filter((one) => one > at).length / times.length, 10)
        }
      }),
    )
  })

  test('is empty without an event and refuses a negative time', () => {
    expect(curveOf([[3, 0]]).time).toHaveLength(0)
    expect(() => curveOf([[-1, 1]])).toThrow(/time of subject 0 is -1/)
  })
})
