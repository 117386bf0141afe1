import { describe, expect, test } from 'vitest'
import { analyzeCohorts } from '../../../src/services/cohorts/analyze-cohorts.ts'
import { cohortName } from '../../../src/services/cohorts/cohort-name.ts'
import { dayOfDate } from '../../../src/lib/time-zone.ts'
import { makeShop, testActor, testContext } from '../../support/shop.ts'

const store = makeShop({
  customers: [{ id: 'never', createdAt: 0 }],
  orders: [
    { customer: 'a', at: '2026-03-02' },
    { customer: 'a', at: '2026-04-30' },
    { customer: 'a', at: '2026-06-01' },
    { customer: 'b', at: '2026-03-31' },
    { customer: 'b', at: '2026-04-01' },
    { customer: 'b', at: '2026-04-02' },
    { customer: 'c', at: '2026-03-15' },
    { customer: 'd', at: '2026-02-28' },
    { customer: 'd', at: '2026-03-01' },
  ],
})
const ctx = testContext(store, '2026-06-30', { frame: { asOfDay: 20_634, weekStart: 1, firstDay: 20_454 } })
const factsOf = (facts: readonly { id: string; value: unknown }[]) =>
  Object.fromEntries(facts.map(({ id, value }) => [id, value]))

describe('analyzeCohorts', () => {
  test('gives numerator, denominator and share of one cohort', () => {
    const { data, facts, table, chart } = analyzeCohorts({ ctx, input: { period: '2026-03' } })
    expect(data.cohorts).toEqual([
      { cohort: '2026-03', size: 3, counts: [3, 2, 0, 1], retention: [1, 2 / 3, 0, 1 / 3] },
    ])
    expect(factsOf(facts)).toMatchObject({
      cohort: '2026-03',
      cohort_size: 3,
      retained_m1: 2,
      base_m1: 3,
      retention_m1: 2 / 3,
      retained_m3: 1,
      retention_m3: 1 / 3,
      period_from: '2026-03-01',
      period_to: '2026-03-31',
      as_of: '2026-06-30',
    })
    expect(table?.rows[1]).toEqual({
      period: 1,
      from: '2026-04-01',
      customers: 2,
      base: 3,
      retention: 2 / 3,
      complete: true,
    })
    expect(chart).toEqual({ type: 'line', x: 'period', y: ['retention'] })
  })

  test('gives several cohorts with their curve, best and worst', () => {
    const { data, facts, table, chart } = analyzeCohorts({ ctx, input: {} })
    expect(data.matrix).toEqual([
      [1, 1, 0, 0, 0],
      [3, 2, 0, 1],
    ])
    expect(data.curve[1]).toEqual({ period: 1, retained: 3, base: 4, retention: 0.75 })
    expect(factsOf(facts)).toMatchObject({
      cohorts: 2,
      cohort_size: 4,
      retention_m1: 0.75,
      base_m1: 4,
      best_cohort: '2026-02',
      best_retention: 1,
      worst_cohort: '2026-03',
    })
    expect(table?.columns.map(({ key }) => key)).toEqual(['cohort', 'customers', 'm1', 'm2', 'm3', 'm4'])
    expect(chart?.type).toBe('heatmap')
  })

  test('marks a period that still runs and keeps it out of the curve', () => {
    const running = testContext(store, '2026-04-15', { frame: { asOfDay: 20_558, weekStart: 1, firstDay: 20_454 } })
    const { data, facts, warnings } = analyzeCohorts({ ctx: running, input: { period: '2026-03' } })
    expect(data.cohorts[0]?.counts).toEqual([3, 1])
    expect(data.last_period_complete).toBe(false)
    expect(factsOf(facts)).toMatchObject({ retained_m1: 1, running_period: 1 })
    expect(warnings?.[0]).toContain('still running')
    expect(data.curve).toEqual([{ period: 0, retained: 3, base: 3, retention: 1 }])
  })

  test('counts whom the filters choose', () => {
    const { data } = analyzeCohorts({ ctx, input: { filters: [{ field: 'orders', op: 'gte', value: 3 }] } })
    expect(data.matrix).toEqual([[2, 2, 0, 1]])
  })

  test('says that nobody began in a window, and refuses one outside the data', () => {
    const none = analyzeCohorts({ ctx, input: { period: '2026-05' } })
    expect(factsOf(none.facts)).toMatchObject({ cohorts: 0, cohort_size: 0 })
    expect(() => analyzeCohorts({ ctx, input: { period: '2019-05' } })).toThrow(
      expect.objectContaining({
        code: 'INVALID_INPUT',
        details: { reason_code: 'outside_data', first_day: '2026-01-01', last_day: '2026-06-30' },
      }),
    )
  })

  test('is closed to a guest', () => {
    const guest = testContext(store, '2026-06-30', { actor: testActor('slack_guest') })
    expect(() => analyzeCohorts({ ctx: guest, input: {} })).toThrow(expect.objectContaining({ code: 'FORBIDDEN' }))
  })
})

describe('cohortName', () => {
  test.each([
    ['2026-03-01', 'month', 1, '2026-03'],
    ['2026-04-01', 'quarter', 1, '2026-Q2'],
    // 1 January 2026 is a Thursday, so its week is the first; 2027-01-01 is a Friday of week 53.
    ['2025-12-29', 'week', 1, '2026-W01'],
    ['2026-12-28', 'week', 1, '2026-W53'],
    ['2026-03-01', 'week', 7, '2026-03-01'],
  ] as const)('%s by %s is %s', (date, grain, weekStart, name) => {
    expect(cohortName(dayOfDate(date), grain, weekStart)).toBe(name)
  })
})
