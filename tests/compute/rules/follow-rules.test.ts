import { describe, expect, test } from 'vitest'
import { followRules } from '../../../src/compute/rules/follow-rules.ts'

/** Tent 0, stove 1, boots 2, all for campers; `follows` of 100 tents are followed by a stove after ten days. */
function purchases(follows: number) {
  const rows = Array.from({ length: 200 }, (_, customer): (readonly [item: number, day: number])[] =>
    customer < 100
      ? [[0, 0], ...(customer < follows ? ([[1, 10]] as const) : [])]
      : [[2, 0], ...(customer < 110 ? ([[1, 10]] as const) : [])],
  )
  const starts = [0]
  for (const row of rows) starts.push((starts.at(-1) ?? 0) + row.length)
  return {
    starts: Int32Array.from(starts),
    items: Int32Array.from(rows.flat(), ([item]) => item),
    days: Int32Array.from(rows.flat(), ([, day]) => day),
    groups: Int32Array.of(0, 0, 0),
  }
}

const options = { windowDays: 30, fewest: 5, lastDay: 365 }

describe('sequences of two purchases', () => {
  test('a stove after half of the tents and a tenth of the boots is a sequence, with both shares', () => {
    const [rule, ...more] = followRules(purchases(50), options)
    expect(rule).toMatchObject({ first: 0, next: 1, count: 50, of: 100, share: 0.5, peerShare: 0.1 })
    expect(rule?.strength).toBeGreaterThan(2)
    expect(more).toEqual([])
  })

  test('no sequence where the stove follows both alike', () => {
    expect(followRules(purchases(10), options)).toEqual([])
  })

  test('purchases whose window has not passed yet do not count', () => {
    expect(followRules(purchases(50), { ...options, lastDay: 20 })).toEqual([])
  })

  test('what comes on the same day is no sequence', () => {
    const same = purchases(50)
    expect(followRules({ ...same, days: same.days.map(() => 0) }, options)).toEqual([])
  })
})
