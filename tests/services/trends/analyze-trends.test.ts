import { describe, expect, test } from 'vitest'
import type { ServiceContext } from '../../../src/services/context.ts'
import { analyzeTrends, type AnalyzeTrendsInput } from '../../../src/services/trends/analyze-trends.ts'
import { dateOfDay, dayOfDate } from '../../../src/lib/time-zone.ts'
import { products } from '../../../src/store/schema/index.ts'
import type { Store } from '../../../src/store/open.ts'
import { makeShop, testActor, testContext, type TestOrder } from '../../support/shop.ts'
import { analyzeTrendsTool } from '../../../tools/trends/analyze-trends.ts'

const FIRST = dayOfDate('2025-06-30')
const TODAY = '2026-06-28'

/** 52 weeks: as many orders of B each week, A doubles over the year, C is rare, D is new; after as-of comes a flood of B. */
function shop(): Store {
  const orders: TestOrder[] = []
  const add = (product: string, day: number, quantity: number): void => {
    orders.push({ customer: 'c', at: dateOfDay(day), lines: [{ product, quantity, amountMinor: 100 * quantity }] })
  }
  for (let week = 0; week < 52; week++) {
    for (let n = Math.round(20 * 2 ** (week / 52)); n > 0; n--) add('A1', FIRST + 7 * week, 1)
    for (let n = 24; n > 0; n--) add('B1', FIRST + 7 * week + 6, 5)
    // One order of a thousand pieces is one order.
    if (week === 3) add('B1', FIRST + 7 * week + 6, 1000)
    if (week > 20) for (let n = 2; n > 0; n--) add('D1', FIRST + 7 * week, 1)
    if (week % 20 === 0) add('C1', FIRST + 7 * week, 1)
  }
  for (let n = 0; n < 500; n++) add('B1', dayOfDate(TODAY) + 3, 1)
  const store = makeShop({ orders })
  for (const id of ['A1', 'B1', 'C1', 'D1']) {
    store.db
      .insert(products)
      .values({ id, name: `Product ${id}`, category: id.slice(0, 1), brand: 'same' })
      .run()
  }
  return store
}
const store = shop()
const ask = (input: AnalyzeTrendsInput, more: Partial<ServiceContext> = {}) => {
  const ctx = testContext(store, TODAY, more)
  return analyzeTrends({ ctx: { ...ctx, frame: { ...ctx.frame, firstDay: FIRST } }, input })
}

describe('analyzeTrends', () => {
  test('sets each group against the shop, with its own growth beside it', () => {
    const { data } = ask({})
    expect(data).toMatchObject({ by: 'category', weeks: 52, groups_found: 4, left_out: 2 })
    expect(data.rows.map(({ name, direction }) => [name, direction])).toEqual([
      ['A', 'rising'],
      ['B', 'falling'],
    ])
    expect(data.rows[0]?.own_growth).toBeCloseTo(1, 1)
    expect(data.rows[1]?.own_growth).toBeCloseTo(0, 2)
    expect(data.rows[0]?.seasonally_adjusted).toBe(false)
    expect(analyzeTrendsTool.output.safeParse(data).success).toBe(true)
  })

  test('tells of the category that is asked about first, and nothing of one without a trend', () => {
    const fact = (input: AnalyzeTrendsInput, id: string) => ask(input).facts.find((one) => one.id === id)?.value
    expect(fact({ category: 'B' }, 'asked_1')).toBe('B')
    expect(fact({ category: 'B', limit: 1 }, 'asked_direction')).toBe('falling')
    expect(fact({ category: 'B' }, 'asked_1_growth')).toBe(ask({}).data.rows[1]?.growth)
    expect(fact({ category: 'C' }, 'asked_1')).toBeUndefined()
    expect(fact({}, 'asked_1')).toBeUndefined()
  })

  test('by product and brand: one brand that is everything has no trend against the shop', () => {
    expect(ask({ by: 'product', limit: 1 }).data.rows[0]).toMatchObject({ id: 'A1', name: 'Product A1' })
    expect(ask({ by: 'brand' }).data.rows[0]?.growth).toBeCloseTo(0, 9)
    expect(ask({ by: 'region' }).data.rows).toEqual([])
  })

  test('a short period is a gate, one outside the data an error, and a guest sees no regions', () => {
    expect(ask({ period: 'last_month' }).gate).toMatchObject({ failed: 'weeks', need: 8 })
    expect(ask({ period: 'last_quarter' }).data.weeks).toBeGreaterThan(8)
    expect(() => ask({ period: '2019' })).toThrow(/outside the data/)
    const actor = testActor('slack_guest')
    expect(ask({}, { actor }).data.rows).toHaveLength(2)
    expect(() => ask({ by: 'region' }, { actor })).toThrow(/slack_guest/)
    expect(analyzeTrendsTool.input.safeParse({ by: 'gender' }).success).toBe(false)
  })
})
