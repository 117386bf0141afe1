import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { connectedGroups } from '../../../src/compute/linkage/connected-groups.ts'
import { matchProbability, type Agreement } from '../../../src/compute/linkage/match-probability.ts'

const PHONE = { sameIfOne: 0.6, sameIfTwo: 1e-5 }

describe('matchProbability', () => {
  test("is Bayes' rule, worked by hand", () => {
    // Odds 1e-6 x 0.6 / 1e-5 = 0.06.
    expect(matchProbability(1e-6, [{ weight: PHONE, agreement: 'same' }])).toBeCloseTo(0.06 / 1.06, 12)
    // Odds 1 x 0.4 / 0.99999.
    const odds = 0.4 / 0.99999
    expect(matchProbability(1, [{ weight: PHONE, agreement: 'different' }])).toBeCloseTo(odds / (1 + odds), 12)
  })

  test('learns nothing from a missing field', () => {
    expect(matchProbability(1, [{ weight: PHONE, agreement: 'missing' }])).toBe(0.5)
  })

  test('rises with what agrees and falls with what differs', () => {
    const of = (agreement: Agreement) =>
      matchProbability(0.01, [{ weight: { ...PHONE, similarIfOne: 0.2, similarIfTwo: 1e-3 }, agreement }])
    expect(of('same')).toBeGreaterThan(of('similar'))
    expect(of('similar')).toBeGreaterThan(of('missing'))
    expect(of('missing')).toBeGreaterThan(of('different'))
  })
})

describe('connectedGroups', () => {
  test('joins what is connected through others', () => {
    expect(
      connectedGroups(6, [
        [4, 3],
        [0, 3],
        [1, 2],
      ]),
    ).toEqual([
      [0, 3, 4],
      [1, 2],
    ])
    expect(connectedGroups(3, [])).toEqual([])
  })

  test('puts two items together exactly when a path leads from one to the other', () => {
    const pair = fc.tuple(fc.nat(7), fc.nat(7))
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 8 }), (pairs) => {
        const reach = new Set([0])
        for (const item of reach) {
          for (const [a, b] of pairs) if (a === item || b === item) reach.add(a).add(b)
        }
        const group = connectedGroups(8, pairs).find((one) => one.includes(0)) ?? [0]
        expect([...reach].toSorted()).toEqual([...group])
      }),
    )
  })
})
