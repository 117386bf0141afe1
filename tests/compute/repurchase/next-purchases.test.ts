import { describe, expect, test } from 'vitest'
import { itemCycles } from '../../../src/compute/repurchase/item-cycles.ts'
import { nextPurchases } from '../../../src/compute/repurchase/next-purchases.ts'
import { medianOf, type PurchaseRhythms } from '../../../src/compute/repurchase/purchase-rhythms.ts'
import { seededRandom } from '../../../src/lib/random.ts'

function rhythms(rows: readonly (readonly number[])[], items = rows.map(() => 0), groups = [0]): PurchaseRhythms {
  const starts = [0]
  for (const row of rows) starts.push((starts.at(-1) ?? 0) + row.length)
  return {
    starts: Int32Array.from(starts),
    days: Int32Array.from(rows.flat()),
    items: Int32Array.from(items),
    groups: Int32Array.from(groups),
  }
}

describe('cycles of items', () => {
  test('the middle of an even number of gaps lies between the two', () => {
    expect(medianOf([40, 10, 20, 30])).toBe(25)
  })

  test('are the median of all gaps where the group says the same', () => {
    expect(itemCycles(rhythms([[0, 30, 60], [5, 35], [9]])).cycleDays[0]).toBe(30)
  })

  test('lean on the group while few came back, by hand', () => {
    // Item 0: one gap of 10; item 1: eleven gaps of 40. Median of the group 40: (1 x 10 + 10 x 40) / 11.
    const often = Array.from({ length: 12 }, (_, at) => at * 40)
    const { cycleDays, repeaters } = itemCycles(rhythms([[0, 10], often], [0, 1], [0, 0]))
    expect(cycleDays[0]).toBeCloseTo(410 / 11, 12)
    expect([...repeaters]).toEqual([1, 1])
  })

  test('are unknown where nobody in the group ever came back', () => {
    expect(itemCycles(rhythms([[1], [2]])).cycleDays[0]).toBeNaN()
  })
})

describe('the next purchase', () => {
  test('is the last one plus the own median, with the cycle as two more gaps, by hand', () => {
    const cycles = { cycleDays: Float64Array.of(40), repeaters: Int32Array.of(9) }
    const next = nextPurchases(rhythms([[0, 30, 60], [7]]), cycles, 70)
    expect(next.cycleDays[0]).toBe(35)
    expect(next.dueDays[0]).toBe(95)
    expect(next.ownGaps[0]).toBe(2)
    expect(next.dueDays[1]).toBe(47)
    expect(next.ownGaps[1]).toBe(0)
  })

  test('has no date where no cycle is known', () => {
    const unknown = rhythms([[3]])
    const next = nextPurchases(unknown, itemCycles(unknown), 10)
    expect(next.dueDays[0]).toBe(-1)
    expect(next.repeatShare[0]).toBeNaN()
  })

  test('finds planted cycles again, and its interval holds about four fifths of what follows', () => {
    const random = seededRandom('cycles')
    const planted = Array.from({ length: 300 }, () => 25 + 15 * random())
    const noise = (): number => 1 + 0.15 * (random() + random() + random() - 1.5)
    const walks = planted.map((cycle) => {
      const days = [Math.floor(100 * random())]
      while (days.length < 9) days.push((days.at(-1) ?? 0) + Math.max(1, Math.round(cycle * noise())))
      return days
    })
    const seen = rhythms(walks.map((days) => days.slice(0, 8)))
    const next = nextPurchases(seen, itemCycles(seen), 1000)
    const errors = planted.map((cycle, at) => Math.abs((next.cycleDays[at] ?? 0) / cycle - 1))
    expect(medianOf(errors)).toBeLessThan(0.06)
    const inside = walks.filter((days, at) => {
      const actual = days[8] ?? 0
      return actual >= (next.lowDays[at] ?? 0) && actual <= (next.highDays[at] ?? 0)
    })
    expect(inside.length / walks.length).toBeGreaterThan(0.7)
    expect(inside.length / walks.length).toBeLessThan(0.92)
  })
})
