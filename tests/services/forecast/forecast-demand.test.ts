import { describe, expect, test } from 'vitest'
import { forecastDemand } from '../../../src/services/forecast/forecast-demand.ts'
import type { ForecastDemandInput } from '../../../src/services/forecast/forecast-question.ts'
import { dayOfDate } from '../../../src/lib/time-zone.ts'
import type { Store } from '../../../src/store/open.ts'
import { promotions, stockLevels } from '../../../src/store/schema/index.ts'
import { forecastDemandTool } from '../../../tools/forecast/forecast-demand.ts'
import { testActor, testContext } from '../../support/shop.ts'
import { STEADY_DAY, steadyShop } from '../../support/steady-shop.ts'

const MS = 86_400_000
const wave = (weeksAgo: number): number => 20 + (weeksAgo % 3)
const store = steadyShop([
  { id: 'A', category: 'tea', unitsOfWeek: wave },
  { id: 'B', category: 'tea', unitsOfWeek: () => 10 },
  { id: 'NEW', category: 'tea', unitsOfWeek: (ago) => (ago === 0 ? 5 : 0) },
  { id: 'RARE', category: 'pots', unitsOfWeek: (ago) => (ago === 20 ? 4 : 0) },
  { id: 'HUGE', category: 'pots', unitsOfWeek: (ago) => (ago === 12 ? 9000 : 6 + (ago % 2)) },
])
store.db
  .insert(stockLevels)
  .values({ productId: 'A', location: '', countedAt: (dayOfDate(STEADY_DAY) - 10) * MS, onHand: 100 })
  .run()

const ask = (input: ForecastDemandInput, own: Store = store, asOf = STEADY_DAY) =>
  forecastDemand({ ctx: testContext(own, asOf), input })
const fact = (result: ReturnType<typeof ask>, id: string) => result.facts.find((one) => one.id === id)?.value ?? null

describe('forecastDemand', () => {
  test('of a steady product gives its rate, with intervals, and the day on which its stock ends', () => {
    const { data, gate } = ask({ product_id: 'a', weeks: 8 })
    expect(gate).toBeNull()
    expect(data.forecast).toHaveLength(8)
    expect(data.forecast[0]).toMatchObject({ period: '2026-07-01', until: '2026-07-08' })
    for (const { value, interval } of data.forecast) {
      expect(value).toBeGreaterThan(19)
      expect(value).toBeLessThan(23)
      expect(interval[0]).toBeLessThanOrEqual(value)
      expect(interval[1]).toBeGreaterThanOrEqual(value)
    }
    // 100 counted ten days before, 20 + 21 sold since: 59 or so, nearly three weeks.
    expect(data.on_hand).toBe(100 - 20 - 21)
    expect(data.stock_out_on).toMatch(/^2026-07-(?:1[89]|2[01])$/)
    expect(data.backtest?.wape).toBeLessThan(0.1)
    expect(forecastDemandTool.output.safeParse(data).success).toBe(true)
  })

  test('adds up over a category and the shop, in units and in money', () => {
    const tea = ask({ category: 'Tea' })
    expect(tea.data.total?.value).toBeGreaterThan(8 * 28)
    expect(tea.data.total?.value).toBeLessThan(8 * 36)
    const shop = ask({ total: true })
    expect([shop.data.measure, shop.data.unit]).toEqual(['revenue', 'CNY'])
    const months = ask({ category: 'tea', grain: 'month' }).data.forecast
    expect(months.map(({ period }) => period)).toEqual(['2026-07-01', '2026-08-01'])
    expect(months.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(tea.data.total?.value ?? 0, 6)
  })

  test('never sees what comes after as-of', () => {
    const early = ask({ product_id: 'A' }, store, '2026-03-31').data
    expect(early.forecast[0]?.period).toBe('2026-04-01')
    expect(early.on_hand).toBeNull()
    expect(early.stock_out_on).toBeNull()
  })

  test('one week of history and one sale in months are gates, with what there is instead', () => {
    const young = ask({ product_id: 'NEW' })
    expect(young.gate).toMatchObject({ failed: 'weeks_of_history', have: 1, need: 8, opens_on: '2026-08-18' })
    expect(young.gate?.pooled_estimate?.value).toBe(5)
    expect(young.data.forecast).toEqual([])
    expect(ask({ product_id: 'RARE' }).gate).toMatchObject({ failed: 'weeks_with_sales', have: 1, need: 3 })
    expect(ask({ total: true }, steadyShop([])).gate).toMatchObject({ failed: 'weeks_of_history', have: 0 })
  })

  test('a single huge order is no demand of every week', () => {
    const { data, warnings } = ask({ product_id: 'HUGE' })
    expect(data.forecast[0]?.value).toBeLessThan(9)
    expect(warnings).toHaveLength(1)
  })

  test('a planned promotion that worked before lifts its week', () => {
    const own = steadyShop([
      { id: 'A', category: 'tea', unitsOfWeek: (ago) => (ago === 24 || ago === 20 || ago === 8 ? 60 : wave(ago)) },
      { id: 'B', category: 'pots', unitsOfWeek: () => 10 },
    ])
    const week = (ago: number) => (dayOfDate(STEADY_DAY) - ago * 7 - 6) * MS
    for (const ago of [24, 20, 8, -3]) {
      own.db
        .insert(promotions)
        .values({
          id: `p${ago}`,
          name: 'deal',
          productId: 'A',
          category: null,
          startsAt: week(ago),
          endsAt: week(ago - 1),
        })
        .run()
    }
    const { data } = ask({ product_id: 'A', weeks: 4 }, own)
    expect(data.events).toMatchObject([{ name: 'promotion', ahead: true }])
    expect(data.forecast[2]?.value).toBeGreaterThan(1.5 * (data.forecast[1]?.value ?? 0))
    // As of an earlier day the plan for July is not known.
    const earlier = forecastDemand({
      ctx: testContext(own, '2026-06-29', { defaultAsOf: testContext(own, STEADY_DAY).asOf }),
      input: { product_id: 'A', weeks: 4 },
    })
    expect(earlier.data.events).toMatchObject([{ name: 'promotion', ahead: false }])
  })

  test('what is asked of nothing, of two things, of nothing known or by too many days is said plainly', () => {
    expect(() => ask({})).toThrow(/needs one of product_id, category or total/)
    expect(() => ask({ product_id: 'A', total: true })).toThrow(/one thing/)
    expect(() => ask({ product_id: "' OR 1=1 --" })).toThrow(/no product/)
    expect(() => ask({ category: 'nothing' })).toThrow(/no category/)
    expect(() => ask({ total: true, grain: 'day', weeks: 40 })).toThrow(/280 steps/)
  })

  test('a guest sees the revenue of the whole shop and no more', () => {
    const guest = (input: ForecastDemandInput) =>
      forecastDemand({ ctx: testContext(store, STEADY_DAY, { actor: testActor('slack_guest') }), input })
    expect(guest({ total: true }).data.forecast).toHaveLength(8)
    expect(() => guest({ product_id: 'A' })).toThrow(/whole shop/)
    expect(() => guest({ total: true, measure: 'units' })).toThrow(/whole shop/)
  })

  test('a product without a count has no run-out day and says why', () => {
    const result = ask({ product_id: 'B' })
    expect(result.data.stock_out_interval).toBeNull()
    expect(fact(result, 'stock')).toBe('not_counted')
  })
})
