import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fillBudget } from '../../../src/compute/pricing/fill-budget.ts'

const option = fc.record({ gain: fc.integer({ min: -5, max: 50 }), cost: fc.integer({ min: 0, max: 20 }) })

describe('fillBudget', () => {
  test('takes what brings most per unit of cost, as worked by hand', () => {
    expect(fillBudget({ gain: [10, 6, 1], cost: [5, 2, 4] }, 7)).toEqual([1, 0])
    expect(fillBudget({ gain: [10, 6, 1], cost: [5, 2, 4] }, Number.POSITIVE_INFINITY)).toEqual([1, 0, 2])
  })

  test('never spends more than there is, nor on what brings nothing', () => {
    fc.assert(
      fc.property(fc.array(option, { maxLength: 30 }), fc.nat(100), (options, budget) => {
        const gain = options.map((one) => one.gain)
        const cost = options.map((one) => one.cost)
        const taken = fillBudget({ gain, cost }, budget)
        expect(taken.reduce((sum, i) => sum + (cost[i] ?? 0), 0)).toBeLessThanOrEqual(budget)
        expect(taken.every((i) => (gain[i] ?? 0) > 0)).toBe(true)
        expect(new Set(taken).size).toBe(taken.length)
      }),
    )
  })

  test('misses the best whole set by less than one option', () => {
    fc.assert(
      fc.property(fc.array(option, { maxLength: 10 }), fc.nat(60), (options, budget) => {
        const gain = options.map((one) => one.gain)
        const cost = options.map((one) => one.cost)
        const ours = fillBudget({ gain, cost }, budget).reduce((sum, i) => sum + (gain[i] ?? 0), 0)
        let best = 0
        for (let set = 0; set < 1 << options.length; set += 1) {
          let [brings, costs] = [0, 0]
          for (const [i, one] of options.entries()) {
            if ((set >> i) % 2 === 0) continue
            brings += one.gain
            costs += one.cost
          }
          if (costs <= budget) best = Math.max(best, brings)
        }
        expect(best - ours).toBeLessThanOrEqual(Math.max(0, ...gain))
      }),
      { numRuns: 60 },
    )
  })

  test('stops at the number of options asked for', () => {
    expect(fillBudget({ gain: [3, 2, 1], cost: [0, 0, 0] }, 0, 2)).toEqual([0, 1])
  })
})
