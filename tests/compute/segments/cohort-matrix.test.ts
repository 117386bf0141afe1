import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cohortCurve, cohortMatrix } from '../../../src/compute/segments/cohort-matrix.ts'
import { dateOfDay, dayOfDate } from '../../../src/lib/time-zone.ts'

const purchasesOf = (...customers: readonly (readonly string[])[]) => {
  const offsets = [0]
  for (const days of customers) offsets.push((offsets.at(-1) ?? 0) + days.length)
  return { offsets: Int32Array.from(offsets), days: Int32Array.from(customers.flat().map(dayOfDate)) }
}
const question = { grain: 'month', weekStart: 1, fromDay: -100_000, toDay: 100_000 } as const

describe('cohortMatrix', () => {
  const purchases = purchasesOf(
    ['2026-01-31', '2026-02-01', '2026-04-30'],
    ['2026-01-05', '2026-01-20'],
    ['2026-02-10', '2026-03-01'],
    [],
  )

  test('counts customers again in each calendar month after the first, worked by hand', () => {
    const { cohorts, lastPeriodComplete } = cohortMatrix(purchases, { ...question, asOfDay: dayOfDate('2026-04-30') })
    expect(cohorts.map(({ startDay, counts }) => [dateOfDay(startDay), counts])).toEqual([
      ['2026-01-01', [2, 1, 0, 1]],
      ['2026-02-01', [1, 1, 0]],
    ])
    expect(cohorts[0]?.retention).toEqual([1, 0.5, 0, 0.5])
    expect(lastPeriodComplete).toBe(true)
  })

  test('takes cohorts by the window of first purchases and keeps their later ones', () => {
    const { cohorts } = cohortMatrix(purchases, {
      ...question,
      asOfDay: dayOfDate('2026-04-30'),
      fromDay: dayOfDate('2026-02-01'),
      toDay: dayOfDate('2026-03-01'),
    })
    expect(cohorts.map(({ counts }) => counts)).toEqual([[1, 1, 0]])
  })

  test('counts members only', () => {
    const { cohorts } = cohortMatrix(purchases, {
      ...question,
      asOfDay: dayOfDate('2026-04-30'),
      members: Uint8Array.of(0, 1, 0, 1),
    })
    expect(cohorts.map(({ counts }) => counts)).toEqual([[1, 0, 0, 0]])
  })

  test('cuts weeks on the day that the shop begins them, and quarters', () => {
    // 2026-03-01 was a Sunday.
    const week = purchasesOf(['2026-03-01', '2026-03-02'])
    const asOfDay = dayOfDate('2026-03-02')
    expect(cohortMatrix(week, { ...question, grain: 'week', asOfDay }).cohorts[0]?.counts).toEqual([1, 1])
    expect(cohortMatrix(week, { ...question, grain: 'week', weekStart: 7, asOfDay }).cohorts[0]?.counts).toEqual([1])
    const quarter = cohortMatrix(purchases, { ...question, grain: 'quarter', asOfDay: dayOfDate('2026-04-30') })
    expect(quarter.cohorts.map(({ counts }) => counts)).toEqual([[3, 1]])
  })

  test('says when the last period still runs', () => {
    const running = cohortMatrix(purchases, { ...question, asOfDay: dayOfDate('2026-04-30') + 15 })
    expect(running.lastPeriodComplete).toBe(false)
    // Ages 1 to 3 and 1 to 2 are complete; the running May counts for neither.
    expect(cohortCurve(running).map(({ retained, base }) => [retained, base])).toEqual([
      [3, 3],
      [2, 3],
      [0, 3],
      [1, 2],
    ])
  })

  test('knows nobody in an empty shop', () => {
    expect(cohortMatrix(purchasesOf([]), { ...question, asOfDay: 0 }).cohorts).toEqual([])
    expect(cohortCurve({ cohorts: [], lastPeriodComplete: true })).toEqual([])
  })

  test('agrees with counting month names, for any customers', () => {
    const start = dayOfDate('2025-11-15')
    const customer = fc.uniqueArray(fc.integer({ min: 0, max: 200 }), { maxLength: 6 })
    fc.assert(
      fc.property(fc.array(customer, { maxLength: 10 }), (customers) => {
        const days = customers.map((list) => [...list].sort((a, b) => a - b).map((day) => dateOfDay(start + day)))
        const { cohorts } = cohortMatrix(purchasesOf(...days), { ...question, asOfDay: start + 200 })
        const months = days.map((list) => new Set(list.map((date) => date.slice(0, 7))))
        for (const cohort of cohorts) {
          const members = months.filter((set) => [...set][0] === dateOfDay(cohort.startDay).slice(0, 7))
          expect(cohort.size).toBe(members.length)
          expect(cohort.counts.reduce((sum, count) => sum + count, 0)).toBe(
            members.reduce((sum, set) => sum + set.size, 0),
          )
        }
        expect(cohorts.reduce((sum, { size }) => sum + size, 0)).toBe(months.filter((set) => set.size > 0).length)
      }),
    )
  })
})
