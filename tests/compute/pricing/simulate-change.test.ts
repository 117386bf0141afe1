import { describe, expect, test } from 'vitest'
import { bestMarginBand, bestRevenueBand, simulateChange } from '../../../src/compute/pricing/simulate-change.ts'

const scene = { units: 100, low: 80, high: 125, price: 10, unitCost: 6, elasticity: { value: -2, standardError: 0.3 } }

describe('another price', () => {
  test('hand-worked: ten per cent less at an elasticity of -2', () => {
    const made = simulateChange(scene, -0.1)
    expect(made.units.value).toBeCloseTo(100 / 0.81, 9)
    expect(made.revenue.value).toBeCloseTo(900 / 0.81, 9)
    expect(made.margin?.value).toBeCloseTo(300 / 0.81, 9)
    expect(made.unitsChange.value).toBeCloseTo(1 / 0.81 - 1, 12)
    expect(made.marginChange?.value).toBeCloseTo(300 / 0.81 - 400, 9)
  })

  test('no change changes nothing, and leaves the uncertainty of the forecast', () => {
    const made = simulateChange(scene, 0)
    expect(made.units).toEqual({ value: 100, interval: [expect.closeTo(80, 9), expect.closeTo(125, 9)] })
    expect(made.revenueChange).toEqual({ value: 0, interval: [0, 0] })
  })

  test('a surer elasticity gives a narrower change', () => {
    const width = (standardError: number): number => {
      const { interval } = simulateChange({ ...scene, elasticity: { value: -2, standardError } }, 0.2).unitsChange
      return interval[1] - interval[0]
    }
    expect(width(0.1)).toBeLessThan(width(0.4))
  })

  test('an unknown cost gives no margin, and one above the price a loss', () => {
    expect(simulateChange({ ...scene, unitCost: null }, 0.1).margin).toBeNull()
    const loss = simulateChange({ ...scene, unitCost: 20 }, 0).margin
    expect(loss?.value).toBe(-1000)
    expect(loss?.interval[0]).toBeLessThan(loss?.interval[1] ?? 0)
  })
})

describe('best prices', () => {
  test('of revenue: one end where the elasticity is clear, the whole range where it is not', () => {
    expect(bestRevenueBand({ value: -2, standardError: 0.3 }, [8, 12])).toEqual([8, 8])
    expect(bestRevenueBand({ value: -0.4, standardError: 0.2 }, [8, 12])).toEqual([12, 12])
    expect(bestRevenueBand({ value: -1.1, standardError: 0.3 }, [8, 12])).toEqual([8, 12])
  })

  test('of margin: cost x e / (1 + e), checked by trying every price', () => {
    const [low, high] = bestMarginBand({ value: -3, standardError: 0 }, 6, [5, 20])
    expect([low, high]).toEqual([9, 9])
    let best = 0
    let most = 0
    for (let price = 5; price <= 20; price += 0.01) {
      const margin = price ** -3 * (price - 6)
      if (margin > most) [best, most] = [price, margin]
    }
    expect(best).toBeCloseTo(9, 1)
  })
})
