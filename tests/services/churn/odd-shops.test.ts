import { describe, expect, test } from 'vitest'
import { filterFeatures } from '../../../src/compute/feature-selection/filter-features.ts'
import { tableFromRows } from '../../../src/compute/stats/column-table.ts'
import { dateOfDay, dayOfDate } from '../../../src/lib/time-zone.ts'
import { predictChurn } from '../../../src/services/churn/predict-churn.ts'
import type { Store } from '../../../src/store/open.ts'
import { buyerShop, LAST_DAY } from '../../support/buyer-shop.ts'
import { makeShop, testContext } from '../../support/shop.ts'

const ask = (store: Store, asOf = LAST_DAY) => predictChurn({ ctx: testContext(store, asOf), input: {} })

describe('too few buyers', () => {
  test.each([10, 100, 499])(
    '%i buyers: says what is missing, the share of everybody, and when it should come',
    async (buyers) => {
      const { gate, data, facts } = await ask(buyerShop({ buyers, days: 800 }))
      expect(gate?.failed).toBe('buyers_with_two_orders')
      expect(gate?.need).toBe(500)
      expect(gate?.have).toBeLessThanOrEqual(buyers)
      expect(data.customers).toEqual([])
      const [low = 0, high = 0] = gate?.pooled_estimate?.interval ?? []
      expect(low).toBeLessThan(gate?.pooled_estimate?.value ?? 0)
      expect(high).toBeGreaterThan(gate?.pooled_estimate?.value ?? 1)
      expect(facts.find(({ id }) => id === 'pooled_estimate')?.value).toBe(gate?.pooled_estimate?.value)
      if (gate?.opens_on !== null) expect((gate?.opens_on ?? '') > LAST_DAY).toBe(true)
    },
  )
  test('the interval is wider the fewer there are', async () => {
    const width = async (buyers: number): Promise<number> => {
      const [low = 0, high = 0] = (await ask(buyerShop({ buyers, days: 800 }))).gate?.pooled_estimate?.interval ?? []
      return high - low
    }
    expect(await width(10)).toBeGreaterThan(await width(400))
  })
  test('one customer and no customer: no estimate is sure of anything', async () => {
    const one = await ask(makeShop({ orders: [{ customer: 'a', at: '2026-01-01' }] }))
    expect(one.gate?.have).toBe(0)
    const none = await ask(makeShop({ orders: [{ customer: null, at: LAST_DAY }] }))
    expect(none.gate?.pooled_estimate).toEqual({ value: 0.5, unit: 'ratio', interval: [0, 1] })
  })
})

describe('odd shops', () => {
  test('a single day: there is no past to learn from yet, and the date at which there is', async () => {
    const orders = Array.from({ length: 1400 }, (_, i) => ({
      customer: `c-${i % 700}`,
      at: LAST_DAY,
      grossMinor: 500 + i,
    }))
    const { gate } = await ask(makeShop({ orders }))
    expect(gate).toMatchObject({ failed: 'days_of_history', have: 1, need: 241 })
    expect(gate?.opens_on).toBe(dateOfDay(dayOfDate(LAST_DAY) + 240))
  })
  test('a shop that closed: silence of everybody says nothing about anybody', async () => {
    const { gate, data } = await ask(buyerShop({ buyers: 1200, days: 800, closedDays: 120 }))
    expect(gate).toMatchObject({ failed: 'orders_in_the_last_45_days', have: 0, need: 1, opens_on: null })
    expect(data.totals).toBeNull()
  })
  test('all the same amount: money tells nothing and is left out, rhythm still does', async () => {
    const { gate, data } = await ask(buyerShop({ buyers: 1200, days: 800, amountMinor: 5000 }))
    expect(gate ?? null).toBeNull()
    expect(data.report_card?.left_out).toContainEqual({ feature: 'average_order_minor', reason: 'constant' })
    expect(data.report_card?.out_of_time['auc']).toBeGreaterThan(0.65)
  })
  test('a dominant wholesaler is named: the total hangs on that one customer', async () => {
    const orders = Array.from({ length: 60 }, (_, i) => ({
      customer: 'wholesaler',
      at: dateOfDay(dayOfDate(LAST_DAY) - 700 + 10 * i),
      grossMinor: 500_000_000,
    }))
    const { warnings, data } = await ask(buyerShop({ buyers: 1200, days: 800, extra: orders }))
    expect(data.totals?.top_customer?.customer_id).toBe('wholesaler')
    expect(warnings?.join()).toContain('customer wholesaler alone')
    expect(data.report_card?.out_of_time['auc']).toBeGreaterThan(0.65)
  })
  test('a column that knows the outcome is left out and named', () => {
    const rows = Array.from({ length: 400 }, (_, i) => [i % 2, i % 7])
    const found = filterFeatures(
      tableFromRows(['account_closed', 'orders'], rows),
      rows.map(([label = 0]) => label),
      {
        leakStrength: 0.985,
      },
    )
    expect(found.map(({ reason }) => reason)).toEqual(['leaks', null])
  })
  test('what a customer record says without a date, a planted "left us" too, is no feature', async () => {
    const store = buyerShop({ buyers: 1200, days: 800 })
    const plain = (await ask(buyerShop({ buyers: 1200, days: 800 }))).data.report_card
    store.sqlite.exec(
      `UPDATE customers SET source = CASE WHEN id IN
         (SELECT customer_id FROM orders GROUP BY customer_id HAVING max(ordered_day) < ${dayOfDate(LAST_DAY) - 90})
       THEN 'left us' ELSE 'web' END`,
    )
    expect((await ask(store)).data.report_card?.out_of_time).toEqual(plain?.out_of_time)
  })
})
