import { describe, expect, test } from 'vitest'
import { simulateChange } from '../../../src/compute/pricing/simulate-change.ts'
import { simulateSet, type SetPart } from '../../../src/compute/pricing/simulate-set.ts'
import { seededRandom } from '../../../src/lib/random.ts'

describe('simulateSet', () => {
  const part = (over: Partial<SetPart> = {}): SetPart => ({
    units: 100,
    price: 10,
    unitCost: 4,
    elasticity: { value: -1.5, standardError: 0.2 },
    group: 'a',
    ...over,
  })
  const still = { down: 0, up: 0 }

  test('of one part agrees with the simulation of one product', () => {
    const one = simulateChange({ ...part(), low: 100, high: 100 }, 0.1)
    const set = simulateSet([part()], still, 0.1)
    expect(set.units.value).toBeCloseTo(one.units.value, 9)
    expect(set.unitsChange.interval[0]).toBeCloseTo(one.unitsChange.interval[0], 9)
    expect(set.revenueChange.interval[1]).toBeCloseTo(one.revenueChange.interval[1], 9)
    expect(set.marginChange?.interval[0]).toBeCloseTo(one.marginChange?.interval[0] ?? 0, 9)
  })

  test('two of one group err together, two of different groups less', () => {
    const width = ({ interval: [low, high] }: { interval: readonly [number, number] }) => high - low
    const single = width(simulateSet([part()], still, 0.1).units)
    const together = width(simulateSet([part(), part()], still, 0.1).units)
    const apart = width(simulateSet([part(), part({ group: 'b' })], still, 0.1).units)
    expect(together).toBeCloseTo(2 * single, 9)
    expect(apart).toBeCloseTo(Math.SQRT2 * single, 9)
  })

  test('its interval holds four fifths of what drawn elasticities and forecasts make', () => {
    const random = seededRandom('sets')
    const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
    const parts = [part(), part({ units: 40, price: 30 }), part({ group: 'b', units: 70 })]
    const made = simulateSet(parts, { down: 0.08, up: 0.08 }, 0.2)
    const draws = Array.from({ length: 4000 }, () => {
      const errors = new Map([
        ['a', normal()],
        ['b', normal()],
      ])
      const level = Math.exp(0.08 * normal())
      return parts.reduce((sum, { units, price, elasticity, group }) => {
        const e = elasticity.value + elasticity.standardError * (errors.get(group) ?? 0)
        return sum + level * units * 1.2 ** e * price * 1.2
      }, 0)
    })
    const [low, high] = made.revenue.interval
    const share = draws.filter((value) => value >= low && value <= high).length / draws.length
    expect(share).toBeGreaterThan(0.77)
    expect(share).toBeLessThan(0.83)
  })

  test('margin is of parts with a known cost; no change changes nothing', () => {
    const none = simulateSet([part({ unitCost: null })], still, 0.1)
    expect([none.margin, none.marginNow, none.marginChange]).toEqual([null, null, null])
    expect(simulateSet([part(), part({ unitCost: null })], still, 0)).toMatchObject({
      unitsNow: 200,
      marginNow: 600,
      unitsChange: { value: 0, interval: [0, 0] },
    })
  })
})
