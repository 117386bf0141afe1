import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LIFECYCLE_STAGES, lifecycleStages } from '../../../src/compute/segments/lifecycle-stages.ts'
import { purchaseGaps, type PurchaseDays } from '../../../src/compute/segments/purchase-gaps.ts'

const purchasesOf = (...customers: readonly (readonly number[])[]): PurchaseDays => {
  const offsets = [0]
  for (const days of customers) offsets.push((offsets.at(-1) ?? 0) + days.length)
  return { offsets: Int32Array.from(offsets), days: Int32Array.from(customers.flat()) }
}

describe('purchaseGaps', () => {
  test('gives mean and median of each customer and the pooled median of the shop', () => {
    const gaps = purchaseGaps(purchasesOf([0, 10, 14, 44], [7], [], [100, 106]))
    expect([...gaps.meanDays]).toEqual([44 / 3, Number.NaN, Number.NaN, 6])
    expect([...gaps.medianDays]).toEqual([10, Number.NaN, Number.NaN, 6])
    // 4, 6, 10, 30
    expect(gaps.populationMedianDays).toBe(8)
  })

  test('has no population median when nobody came back', () => {
    expect(purchaseGaps(purchasesOf([1], [2])).populationMedianDays).toBeNull()
  })

  test('pooled median equals that of the sorted gaps', () => {
    const customer = fc.uniqueArray(fc.integer({ min: -50, max: 400 }), { maxLength: 8 })
    fc.assert(
      fc.property(fc.array(customer, { maxLength: 12 }), (customers) => {
        const days = customers.map((list) => [...list].sort((a, b) => a - b))
        const pooled = days.flatMap((list) => list.slice(1).map((day, i) => day - (list[i] ?? 0))).sort((a, b) => a - b)
        const middle = pooled.length / 2
        const expected =
          pooled.length === 0 ? null : ((pooled[Math.ceil(middle) - 1] ?? 0) + (pooled[Math.floor(middle)] ?? 0)) / 2
        expect(purchaseGaps(purchasesOf(...days)).populationMedianDays).toBe(expected)
      }),
    )
  })
})

describe('lifecycleStages', () => {
  const stageOf = (days: readonly number[], asOfDay: number, median: number | null = 30) => {
    const { stage } = lifecycleStages(purchasesOf(days), median, asOfDay)
    return LIFECYCLE_STAGES[stage[0] ?? -1]
  }

  test('follows one customer with a single purchase through every stage', () => {
    // Expected gap: (0 + 2 x 40) / 2 = 40 days.
    expect([0, 30, 31, 40, 41, 80, 81, 120, 121].map((day) => stageOf([0], day, 40))).toEqual([
      'new',
      'new',
      'growing',
      'growing',
      'at_risk',
      'at_risk',
      'dormant',
      'dormant',
      'churned',
    ])
  })

  test('mixes own gaps with two of the shop', () => {
    // Gaps 10, 10; expected (20 + 2 x 30) / 4 = 20.
    const { expectedGapDays } = lifecycleStages(purchasesOf([0, 10, 20]), 30, 20)
    expect(expectedGapDays[0]).toBe(20)
    expect(stageOf([0, 10, 20], 40)).toBe('growing')
    expect(stageOf([0, 10, 20], 41)).toBe('at_risk')
  })

  test('calls an active customer mature from the fifth purchase day', () => {
    expect(stageOf([0, 10, 20, 30], 31)).toBe('growing')
    expect(stageOf([0, 10, 20, 30, 40], 41)).toBe('mature')
  })

  test('keeps a customer without an order a prospect', () => {
    expect(stageOf([], 10)).toBe('prospect')
  })

  test('falls back on the month of a new customer while nobody has bought twice', () => {
    expect(stageOf([0], 60, null)).toBe('at_risk')
  })

  describe('won back', () => {
    const wonBack = (days: readonly number[], asOfDay: number) =>
      lifecycleStages(purchasesOf(days), 30, asOfDay).wonBack[0]

    test('marks an order after more than three of the gaps expected until then', () => {
      // One purchase before: expected 30, so a silence of 91 days ends as won back and one of 90 does not.
      expect(wonBack([0, 91], 91)).toBe(1)
      expect(wonBack([0, 90], 90)).toBe(0)
    })

    test('is not stretched by the silence that it measures', () => {
      // With the silence counted in, the expected gap would be (200 + 60) / 3 = 86.7 and 200 would not exceed 3 x.
      expect(wonBack([0, 200], 200)).toBe(1)
    })

    test('lasts for 90 days, the day of return counted', () => {
      expect(wonBack([0, 200], 289)).toBe(1)
      expect(wonBack([0, 200], 290)).toBe(0)
    })

    test('still holds after further orders', () => {
      expect(wonBack([0, 200, 210, 220], 230)).toBe(1)
    })
  })

  test('puts every customer in exactly one stage, and silence never makes one more active', () => {
    const customer = fc.uniqueArray(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 6 })
    const rank = ['new', 'growing', 'mature', 'at_risk', 'dormant', 'churned']
    const silence = (stage: string | undefined) => Math.max(rank.indexOf(stage ?? ''), 2)
    fc.assert(
      fc.property(
        customer,
        fc.integer({ min: 300, max: 900 }),
        fc.integer({ min: 0, max: 100 }),
        (days, asOf, later) => {
          const sorted = [...days].sort((a, b) => a - b)
          expect(silence(stageOf(sorted, asOf + later))).toBeGreaterThanOrEqual(silence(stageOf(sorted, asOf)))
        },
      ),
    )
  })
})
