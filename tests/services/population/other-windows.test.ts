import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dateOfDay, dayOfDate } from '../../../src/lib/time-zone.ts'
import type { Fact } from '../../../src/lib/tool-result.ts'
import { findCustomers } from '../../../src/services/customers/find-customers.ts'
import { queryMetrics } from '../../../src/services/metrics/query-metrics.ts'
import { otherWindows, windowsBeside } from '../../../src/services/population/other-windows.ts'
import { segmentCustomers } from '../../../src/services/segments/segment-customers.ts'
import { serveKith, type RunningKith } from '../../support/serve-kith.ts'
import { makeShop, testActor, testContext } from '../../support/shop.ts'

const AS_OF = '2026-06-30'
const valuesOf = (facts: readonly Fact[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(facts.map(({ id, value }) => [id, value]))

/** Customers whose one and last order lies so many days back, and one who never ordered. */
const shopOf = (daysAgo: readonly number[]) =>
  testContext(
    makeShop({
      customers: [{ id: 'never', createdAt: 0, region: '华东' }],
      orders: daysAgo.map((days, index) => ({
        customer: `C-${index}`,
        at: `${dateOfDay(dayOfDate(AS_OF) - days)}T04:00:00Z`,
        grossMinor: 10_000,
      })),
    }),
    AS_OF,
  )

describe('windows beside one', () => {
  test('are a third shorter and a third longer, in round days', () => {
    expect(windowsBeside(90)).toEqual({ shorter: 60, longer: 120 })
    expect(windowsBeside(30)).toEqual({ shorter: 20, longer: 40 })
    expect(windowsBeside(365)).toEqual({ shorter: 240, longer: 490 })
  })

  test('are told only when one of them moves the count by more than a tenth', () => {
    expect(otherWindows(90, 100, (days) => (days === 60 ? 110 : 90))).toEqual([])
    expect(valuesOf(otherWindows(90, 100, (days) => (days === 60 ? 111 : 90)))).toEqual({
      shorter_days: 60,
      with_shorter: 111,
      longer_days: 120,
      with_longer: 90,
    })
    expect(otherWindows(1, 5, () => 0)).toEqual([])
  })
})

const ages = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 25 })
const silent = (daysAgo: readonly number[], days: number): number => daysAgo.filter((age) => age >= days).length
const differs = (other: number, count: number): boolean => Math.abs(other - count) > 0.1 * count

describe('against plain counts', () => {
  test('who has not ordered for some days', () => {
    fc.assert(
      fc.property(ages, fc.constantFrom(30, 60, 90, 180), (daysAgo, days) => {
        const { facts } = findCustomers({
          ctx: shopOf(daysAgo),
          input: { filters: [{ field: 'days_since_order', op: 'gte', value: days }], limit: 3 },
        })
        const values = valuesOf(facts)
        const { shorter, longer } = windowsBeside(days)
        const [less, count, more] = [silent(daysAgo, shorter), silent(daysAgo, days), silent(daysAgo, longer)]
        expect(values['matched']).toBe(count)
        const told = differs(less, count) || differs(more, count)
        expect([values['with_shorter'], values['with_longer']]).toEqual(told ? [less, more] : [undefined, undefined])
      }),
      { numRuns: 40 },
    )
  })

  test('who churned, by the stage and by a fixed rule, in a list and in a split', () => {
    fc.assert(
      fc.property(ages, (daysAgo) => {
        const ctx = shopOf(daysAgo)
        const split = valuesOf(segmentCustomers({ ctx, input: { method: 'lifecycle' } }).facts)
        const list = valuesOf(
          findCustomers({ ctx, input: { filters: [{ field: 'lifecycle', op: 'eq', value: 'churned' }] } }).facts,
        )
        const byRule = [60, 90, 120].map((days) => silent(daysAgo, days))
        const told = byRule.some((count) => differs(count, Number(split['size_churned'])))
        for (const values of [split, list]) {
          expect([values['by_shorter_rule'], values['by_rule'], values['by_longer_rule']]).toEqual(
            told ? byRule : [undefined, undefined, undefined],
          )
        }
      }),
      { numRuns: 40 },
    )
  })

  test('active customers of the last 90 days', () => {
    // The data must reach back beyond the window, or the longer one would be cut short.
    const daysAgo = [3, 20, 59, 60, 61, 89, 90, 100, 119, 120, 300]
    const { facts } = queryMetrics({
      ctx: shopOf(daysAgo),
      input: { metrics: ['active_customers'], period: 'last_90_days' },
    })
    const within = (days: number): number => daysAgo.filter((age) => age < days).length
    expect(valuesOf(facts)).toMatchObject({
      active_customers: within(90),
      shorter_days: 60,
      with_shorter: within(60),
      longer_days: 120,
      with_longer: within(120),
    })
  })

  test('an exact value, two bounds at once and other fields have no window', () => {
    const ctx = shopOf([10, 50, 100, 200])
    for (const filters of [
      [{ field: 'days_since_order', op: 'eq', value: 100 }],
      [
        { field: 'days_since_order', op: 'gte', value: 40 },
        { field: 'days_since_order', op: 'lt', value: 150 },
      ],
      [{ field: 'orders', op: 'gte', value: 1 }],
    ] as const) {
      expect(valuesOf(findCustomers({ ctx, input: { filters } }).facts)).not.toHaveProperty('with_shorter')
    }
  })
})

describe('in the demo shop', () => {
  let kith: RunningKith
  beforeAll(async () => {
    kith = await serveKith({ demo: true })
  })
  afterAll(() => kith.close())

  test.each([
    ['Which customers have not ordered for 90 days?', /With 60 days it would be [\d,]+, with 120 [\d,]+\./],
    ['90天没下单的客户有多少', /若按 60 天计为 [\d,]+ 位，按 120 天计为 [\d,]+ 位。/],
    ['How many customers churned?', /By a fixed rule, [\d,]+ have not ordered for 90 days; with 60 it would be/],
    ['有多少流失客户', /若按固定规则，90 天未下单的有 [\d,]+ 位；按 60 天为/],
  ])('%s is answered with one line on its window', async (question, line) => {
    const answer = await (await kith.runtime.agent()).ask({ actor: testActor('marketer'), question })
    expect(answer.text).toMatch(line)
    expect(answer.grounding.unsupported).toBe(0)
  })
})
