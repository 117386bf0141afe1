import { describe, expect, test } from 'vitest'
import { dateOfDay, dayOfDate } from '../../../src/lib/time-zone.ts'
import type { ServiceContext } from '../../../src/services/context.ts'
import { findCustomers } from '../../../src/services/customers/find-customers.ts'
import { getCustomerProfile } from '../../../src/services/customers/profile/get-customer-profile.ts'
import { refreshModels } from '../../../src/services/models/refresh-models.ts'
import { predictValue, type PredictValueInput } from '../../../src/services/value/predict-value.ts'
import type { Store } from '../../../src/store/open.ts'
import { predictValueTool } from '../../../tools/value/predict-value.ts'
import { buyerShop, LAST_DAY } from '../../support/buyer-shop.ts'
import { makeShop, testActor, testContext } from '../../support/shop.ts'

const ask = (store: Store, input: PredictValueInput = {}, asOf = LAST_DAY, overrides: Partial<ServiceContext> = {}) =>
  predictValue({ ctx: testContext(store, asOf, overrides), input })
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
const after = (date: string, days: number) => dateOfDay(dayOfDate(date) + days)

const everybody = { limit: 10_000 } as const
const store = buyerShop({ buyers: 900, days: 800, extra: [{ customer: 'b-1', at: LAST_DAY, grossMinor: 5000 }] })
const answer = await ask(store, everybody)

describe('predictValue', () => {
  test('lists the most valuable first, with limits that belong together', () => {
    const { customers } = answer.data
    expect(answer.gate ?? null).toBeNull()
    expect(customers).toHaveLength(900)
    for (const [i, customer] of customers.entries()) {
      expect(customer.expected_value_minor).toBeLessThanOrEqual(customers[i - 1]?.expected_value_minor ?? Infinity)
      expect(customer.probability_alive).toBeGreaterThanOrEqual(0)
      expect(customer.probability_alive).toBeLessThanOrEqual(1)
      expect(customer.interval[0]).toBeLessThanOrEqual(customer.interval[1])
      expect(customer.expected_orders).toBeGreaterThanOrEqual(0)
    }
  })

  test('adds up: totals are the sums of the customers, and every customer is in one pair of tiers', () => {
    const { customers, totals, tiers, total_customers: total } = answer.data
    expect(total).toBe(900)
    expect(totals?.expected_orders).toBeCloseTo(sum(customers.map((one) => one.expected_orders)), 6)
    expect(
      Math.abs((totals?.expected_value_minor ?? 0) - sum(customers.map((one) => one.expected_value_minor))),
    ).toBeLessThan(900)
    expect(sum(tiers.map(({ customers: count }) => count))).toBe(900)
  })

  test('gives a date only to those who are probably customers still, after today and inside its interval', () => {
    for (const { probability_alive: alive, next_order: next } of answer.data.customers) {
      if (alive < 0.2) expect(next).toBeNull()
      if (next === null) continue
      expect(next.interval[0] > LAST_DAY).toBe(true)
      expect(next.date >= next.interval[0]).toBe(true)
      if (next.interval[1] !== null) expect(next.date <= next.interval[1]).toBe(true)
    }
    expect(answer.data.customers.find(({ customer_id: id }) => id === 'b-1')?.probability_alive).toBeGreaterThan(0.99)
  })

  test('is judged on the year that it had not seen, beside a baseline that needs no model', () => {
    const card = answer.data.report_card
    expect(card?.tested_on).toBe(after(LAST_DAY, -365))
    expect(card?.out_of_time['auc']).toBeGreaterThan(card?.baseline.out_of_time['auc'] ?? 1)
    expect(card?.out_of_time['revenue_ratio']).toBeGreaterThan(0.8)
    expect(card?.out_of_time['revenue_ratio']).toBeLessThan(1.25)
    expect(card?.candidates.map(({ name }) => name)).toEqual(['pareto_nbd', 'bg_nbd'])
  })

  test('says how soon a second order follows, more with more time', () => {
    const again = answer.data.second_orders
    expect(again.map(({ days }) => days)).toEqual([30, 90, 180, 365])
    for (const [i, { share, interval }] of again.entries()) {
      expect(share).toBeGreaterThanOrEqual(again[i - 1]?.share ?? 0)
      expect(interval[0]).toBeLessThanOrEqual(share)
      expect(interval[1]).toBeGreaterThanOrEqual(share)
    }
  })

  test('fits the shape that the tool promises', () => {
    expect(predictValueTool.output.safeParse(answer.data).success).toBe(true)
    expect(new Set(answer.facts.map(({ id }) => id)).size).toBe(answer.facts.length)
  })

  test('asks more of a longer horizon and knows one customer as it knows all', async () => {
    const one = answer.data.customers[5]
    const alone = await ask(store, { customer_id: one?.customer_id })
    expect(alone.data.customers).toEqual([one])
    expect(alone.facts.find(({ id }) => id === 'expected_value')?.interval?.[1]).toBe((one?.interval[1] ?? 0) / 100)
    const two = await ask(store, { customer_id: one?.customer_id, months: 24 })
    expect(two.data.customers[0]?.expected_orders).toBeGreaterThan((one?.expected_orders ?? 0) * 1.2)
    expect(two.data.customers[0]?.probability_alive).toBe(one?.probability_alive)
  })

  test('does not see what happened after as-of', async () => {
    const earlier = '2026-03-31'
    const facts = { buyers: 900, days: 800 }
    const before = await ask(buyerShop(facts), everybody, earlier)
    const later = Array.from({ length: 200 }, (_, i) => ({ customer: `b-${i}`, at: '2026-04-01', grossMinor: 99_999 }))
    const known = await ask(buyerShop({ ...facts, extra: later }), everybody, earlier)
    expect(known.data).toEqual(before.data)
  })

  test('stores what filters then find: probability_alive and expected_value', async () => {
    const ctx = testContext(store, LAST_DAY)
    await refreshModels(ctx, false, { thread: 'own' })
    const silent = answer.data.customers.filter((one) => one.probability_alive < 0.3)
    const found = findCustomers({ ctx, input: { filters: [{ field: 'probability_alive', op: 'lt', value: 0.3 }] } })
    expect(found.data.matched).toBe(silent.length)
    const rich = answer.data.customers.filter((one) => one.expected_value_minor >= 100_000)
    const filters = [{ field: 'expected_value', op: 'gte', value: 1000 }] as const
    expect(findCustomers({ ctx, input: { filters } }).data.matched).toBe(rich.length)
    expect((await ask(store, { filters, ...everybody })).data.total_customers).toBe(rich.length)
  })

  test('stands in the profile with why, how good the model is, and the same date', async () => {
    const ctx = testContext(store, LAST_DAY)
    await refreshModels(ctx, false, { thread: 'own' })
    const one = answer.data.customers.find(({ customer_id: id }) => id === 'b-1')
    const { predictions } = getCustomerProfile({ ctx, input: { customer_id: 'b-1' } }).data
    expect(predictions.probability_alive).toMatchObject({ value: one?.probability_alive, report_card: { n_test: 900 } })
    expect(predictions.expected_value).toMatchObject({ value: one?.expected_value_minor, low: one?.interval[0] })
    expect(predictions.next_order).toEqual(one?.next_order)
    expect(predictions.probability_alive?.why[0]).toMatch(/purchase days in \d+ days, the last one 0 days ago/)
    expect(predictions.expected_value?.why[0]).toMatch(/orders expected in 12 months/)
    expect(predictions.churn_probability?.report_card?.baseline_auc).toBeGreaterThan(0.5)
  })

  test('names no customer where others read along, and shows a service bot its own customer only', async () => {
    const shared = await ask(store, {}, LAST_DAY, { actor: testActor('slack_user', { sharedChannel: true }) })
    expect(shared.data.customers).toEqual([])
    expect(JSON.stringify(shared.facts)).not.toContain('b-1')
    const bot = testActor('service_bot', { boundCustomerId: 'b-1' })
    expect((await ask(store, { customer_id: 'b-1' }, LAST_DAY, { actor: bot })).data.customers).toHaveLength(1)
    await expect(ask(store, { customer_id: 'b-2' }, LAST_DAY, { actor: bot })).rejects.toThrow(/no customer 'b-2'/)
    await expect(ask(store, {}, LAST_DAY, { actor: bot })).rejects.toThrow(/one customer at a time/)
  })
})

describe('predictValue with odd facts', () => {
  test.each([10, 100, 499])(
    'says of %i repeat buyers what is missing, what stands in and from when',
    async (buyers) => {
      const orders = Array.from({ length: buyers }, (_, i) => [
        { customer: `c-${i}`, at: after('2025-07-01', Math.floor((i * 330) / buyers)), grossMinor: 5000 },
        { customer: `c-${i}`, at: after('2025-07-31', Math.floor((i * 330) / buyers)), grossMinor: 7000 },
      ]).flat()
      const { gate, data, facts } = await ask(makeShop({ orders }))
      expect(gate).toMatchObject({ failed: 'buyers_with_two_orders', have: buyers, need: 500 })
      expect(gate?.pooled_estimate?.interval[0]).toBeLessThanOrEqual(gate?.pooled_estimate?.value ?? -1)
      expect(data).toMatchObject({ customers: [], totals: null, report_card: null })
      expect(facts.map(({ id }) => id)).toContain('gate_have')
      expect(predictValueTool.output.safeParse(data).success).toBe(true)
    },
  )

  test('gives the day on which the present rate fills the gate', async () => {
    // One new repeat buyer a day for 400 days: 100 more take 100 days.
    const orders = Array.from({ length: 400 }, (_, i) => [
      { customer: `c-${i}`, at: after('2025-05-27', i - 1) },
      { customer: `c-${i}`, at: after('2025-05-27', i) },
    ]).flat()
    const { gate } = await ask(makeShop({ orders }))
    expect(gate).toMatchObject({ have: 400, opens_on: after(LAST_DAY, 100) })
  })

  test('has nothing to say of a shop with one customer but what is missing', async () => {
    const { gate } = await ask(makeShop({ orders: [{ customer: 'only', at: '2026-06-01' }] }))
    expect(gate).toMatchObject({ failed: 'buyers_with_two_orders', have: 0, pooled_estimate: null, opens_on: null })
  })

  test('has nothing to say of an empty shop', async () => {
    expect((await ask(makeShop({}))).gate).toMatchObject({ have: 0, pooled_estimate: null, opens_on: null })
  })

  test('takes everybody on a single day for what it is: no history', async () => {
    const orders = Array.from({ length: 600 }, (_, i) => ({ customer: `c-${i}`, at: LAST_DAY }))
    expect((await ask(makeShop({ orders }))).gate).toMatchObject({ failed: 'buyers_with_two_orders', have: 0 })
  })

  test('asks for half a year of history of a shop that has enough buyers sooner', async () => {
    const { gate } = await ask(buyerShop({ buyers: 2500, days: 100 }))
    expect(gate).toMatchObject({ failed: 'days_of_history', have: 100, need: 180, opens_on: after(LAST_DAY, 80) })
  })

  test('values equal orders at what they are', async () => {
    const { data, warnings } = await ask(buyerShop({ buyers: 900, days: 800, amountMinor: 5000 }), everybody)
    expect(warnings?.join(' ')).toMatch(/hardly differ/)
    for (const { expected_orders: orders, expected_net_revenue_minor: net } of data.customers) {
      expect(Math.abs(net - orders * 5000)).toBeLessThan(1)
    }
  })

  test('expects nothing of a shop that closed', async () => {
    const { gate } = await ask(buyerShop({ buyers: 900, days: 800, closedDays: 120 }))
    expect(gate).toMatchObject({ failed: 'orders_in_the_last_90_days', have: 0, need: 1, opens_on: null })
    expect(gate?.pooled_estimate?.value).toBe(0)
  })

  test('warns of a wholesaler on whom the total hangs', async () => {
    const extra = Array.from({ length: 100 }, (_, i) => ({
      customer: 'wholesaler',
      at: after(LAST_DAY, -7 * i),
      grossMinor: 9_000_000,
    }))
    const { data, warnings } = await ask(buyerShop({ buyers: 900, days: 800, extra }), everybody)
    expect(data.customers[0]?.customer_id).toBe('wholesaler')
    expect(warnings?.[0]).toMatch(/customer wholesaler alone/)
    expect(data.customers.filter(({ tier_next: tier }) => tier === 'high').length).toBeLessThan(50)
  })

  test('leaves out who never ordered, and says so', async () => {
    const prospects = { with: { customers: [{ id: 'prospect', createdAt: 0 }] } }
    const shop = buyerShop({ buyers: 900, days: 800, ...prospects })
    const { evidence, data } = await ask(shop, everybody)
    expect(evidence.rows_left_out).toEqual({ never_ordered: 1 })
    expect(data.customers.map(({ customer_id: id }) => id)).not.toContain('prospect')
    const one = await ask(shop, { customer_id: 'prospect' })
    expect(one.data.customers).toEqual([])
    await expect(ask(shop, { customer_id: 'nobody' })).rejects.toThrow(/no customer 'nobody'/)
  })
})
