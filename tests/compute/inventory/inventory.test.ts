import { describe, expect, test } from 'vitest'
import { weeklyRate } from '../../../src/compute/forecast/weekly-rate.ts'
import { ageStock } from '../../../src/compute/inventory/age-stock.ts'
import { reorderPlan } from '../../../src/compute/inventory/reorder-point.ts'
import { seededRandom } from '../../../src/lib/random.ts'

describe('ageing', () => {
  const lots = [
    { units: 5, ageDays: 10, unitCostMinor: 100 },
    { units: 9, ageDays: 70, unitCostMinor: 90 },
  ]

  test('what is left of a stock that is sold oldest first are its newest units', () => {
    const { parts, oldestDays, meanDays, unexplained } = ageStock(8, lots)
    expect(parts.map(({ units, ageDays }) => [units, ageDays])).toEqual([
      [5, 10],
      [3, 70],
    ])
    expect(oldestDays).toBe(70)
    expect(meanDays).toBeCloseTo((5 * 10 + 3 * 70) / 8, 12)
    expect(unexplained).toBe(0)
  })

  test('equals selling one unit after the other', () => {
    const random = seededRandom('lots')
    for (let round = 0; round < 50; round += 1) {
      const own = Array.from({ length: 6 }, (_, at) => ({
        units: Math.floor(random() * 8),
        ageDays: (at + 1) * 10,
        unitCostMinor: null,
      }))
      const queue = own.toReversed().flatMap(({ units, ageDays }) => Array.from({ length: units }, () => ageDays))
      const onHand = Math.floor(random() * (queue.length + 1))
      const left = queue.slice(queue.length - onHand)
      const { parts, oldestDays } = ageStock(onHand, own)
      expect(parts.reduce((sum, { units, ageDays }) => sum + units * ageDays, 0)).toBe(
        left.reduce((sum, days) => sum + days, 0),
      )
      expect(oldestDays).toBe(left[0] ?? null)
    }
  })

  test('units beyond all known lots are said to be unexplained', () => {
    expect(ageStock(20, lots).unexplained).toBe(6)
    expect(ageStock(3, []).oldestDays).toBeNull()
  })
})

describe('reordering', () => {
  const frame = { leadWeeks: 4, serviceLevel: 0.975, coverWeeks: 4 }

  test('hand-worked: 1.96 x 4 x 2 units of safety above four weeks of sales', () => {
    const plan = reorderPlan(5, 10, 4, frame)
    expect(plan.safetyStock).toBeCloseTo(15.68, 2)
    expect(plan.reorderPoint).toBeCloseTo(55.68, 2)
    expect(plan.orderUnits).toBe(91)
    expect(reorderPlan(56, 10, 4, frame).orderUnits).toBe(0)
  })

  test('cycles that begin at the reorder point run out as seldom as the service level says', () => {
    const random = seededRandom('cycles')
    const normal = (): number => Array.from({ length: 12 }, random).reduce((sum, value) => sum + value, -6)
    const { reorderPoint } = reorderPlan(0, 100, 15, { leadWeeks: 3, serviceLevel: 0.9, coverWeeks: 0 })
    let held = 0
    for (let cycle = 0; cycle < 4000; cycle += 1) {
      const sold = [0, 1, 2].reduce((sum) => sum + 100 + 15 * normal(), 0)
      if (sold <= reorderPoint) held += 1
    }
    // Standard error 0.5 points.
    expect(held / 4000).toBeGreaterThan(0.885)
    expect(held / 4000).toBeLessThan(0.915)
  })

  test('nothing sold needs no stock', () => {
    expect(weeklyRate(new Float64Array(20))).toEqual({ perWeek: 0, weeklyError: 0 })
    expect(weeklyRate(new Float64Array())).toEqual({ perWeek: 0, weeklyError: 0 })
    expect(reorderPlan(0, 0, 0, frame)).toMatchObject({ reorderPoint: 0, orderUnits: 0 })
  })

  test('the rate of goods that sell now and then is their mean, not their median', () => {
    const rare = Float64Array.from({ length: 40 }, (_, t) => (t % 4 === 0 ? 4 : 0))
    expect(weeklyRate(rare).perWeek).toBeGreaterThan(0.7)
    expect(weeklyRate(rare).perWeek).toBeLessThan(1.3)
  })
})
