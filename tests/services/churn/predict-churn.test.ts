import { describe, expect, test } from 'vitest'
import { dateOfDay, dayOfDate } from '../../../src/lib/time-zone.ts'
import type { ToolSuccess } from '../../../src/lib/tool-result.ts'
import { churnModel } from '../../../src/services/churn/churn-model.ts'
import type { ChurnParameters } from '../../../src/services/churn/churn-parameters.ts'
import { predictChurn, type PredictChurnInput } from '../../../src/services/churn/predict-churn.ts'
import type { ServiceContext } from '../../../src/services/context.ts'
import { findCustomers } from '../../../src/services/customers/find-customers.ts'
import { explainModel } from '../../../src/services/models/explain-model.ts'
import { readModel } from '../../../src/services/models/read-model.ts'
import type { Store } from '../../../src/store/open.ts'
import { predictChurnTool } from '../../../tools/churn/predict-churn.ts'
import { explainModelTool } from '../../../tools/models/explain-model.ts'
import { buyerShop, LAST_DAY } from '../../support/buyer-shop.ts'
import { testActor, testContext } from '../../support/shop.ts'

const ask = (store: Store, input: PredictChurnInput = {}, asOf = LAST_DAY, overrides: Partial<ServiceContext> = {}) =>
  predictChurn({ ctx: testContext(store, asOf, overrides), input })
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
const before = (days: number) => dateOfDay(dayOfDate(LAST_DAY) - days)

const store = buyerShop({ buyers: 1200, days: 800 })
const answer = await ask(store, { limit: 10_000 })

describe('predictChurn', () => {
  test('ranks customers who bought within a year, each with tier, stake and reasons in own figures', () => {
    const { customers, totals, thresholds } = answer.data
    expect(answer.gate ?? null).toBeNull()
    expect(customers.length).toBeGreaterThan(500)
    expect(totals?.customers).toBe(customers.length)
    for (const [i, customer] of customers.entries()) {
      expect(customer.probability).toBeLessThanOrEqual(customers[i - 1]?.probability ?? 1)
      expect(customer.recency_days).toBeLessThanOrEqual(365)
      expect(customer.tier === 'high').toBe(customer.probability >= (thresholds?.high.threshold ?? 2))
      for (const { text, contribution } of customer.reasons) {
        expect(text.length).toBeGreaterThan(5)
        expect(contribution).toBeGreaterThan(0)
      }
    }
    const silent = customers[0]?.reasons.find(({ code }) => code === 'long_silence')
    expect(silent?.text).toContain(String(customers[0]?.recency_days))
  })

  test('adds up: totals are the sums of the customers, inside their interval', () => {
    const { customers, totals } = answer.data
    const stake = sum(customers.map(({ value_at_stake_minor: minor }) => minor))
    expect(Math.abs((totals?.value_at_stake_minor ?? 0) - stake)).toBeLessThan(customers.length)
    expect(totals?.expected_leavers).toBeCloseTo(sum(customers.map(({ probability }) => probability)), 6)
    expect(sum(Object.values(totals?.tiers ?? {}))).toBe(customers.length)
    const [low = 0, high = 0] = totals?.interval ?? []
    expect(low).toBeLessThan(stake)
    expect(high).toBeGreaterThan(stake)
  })

  test('was judged on a date that no training row saw the outcome of, beside the simple rule and its own training score', () => {
    const card = answer.data.report_card
    expect(card?.tested_on).toBe(before(90))
    for (const date of card?.trained_on ?? []) expect(date <= before(180)).toBe(true)
    expect(card?.details['compared_on']).toEqual([before(180), before(195), before(210)])
    expect(card?.out_of_time['auc']).toBeGreaterThan(0.65)
    expect(card?.training['auc']).toBeGreaterThan(0.65)
    expect(card?.baseline.out_of_time['auc']).toBeGreaterThan(0.5)
    expect(card?.candidates.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['ratio', 'pareto_nbd', 'logistic', 'forest', 'boosting', 'average']),
    )
    expect(card?.candidates.filter(({ chosen }) => chosen)).toHaveLength(1)
    expect(card?.chosen.reason).toMatch(/AUC on 3 earlier cut-offs/)
  })

  test('a threshold lists only those above it; the order by value puts the dearest first', async () => {
    const above = await ask(store, { threshold: 0.7, limit: 10_000 })
    expect(above.data.customers.every(({ probability }) => probability >= 0.7)).toBe(true)
    expect(above.data.matched).toBe(answer.data.customers.filter(({ probability }) => probability >= 0.7).length)
    const { data } = await ask(store, { order_by: 'value_at_stake' })
    const stakes = data.customers.map(({ value_at_stake_minor: minor }) => minor)
    expect(stakes).toEqual(stakes.toSorted((a, b) => b - a))
    await expect(ask(store, { threshold: 70 })).rejects.toThrow('a threshold is a probability')
  })

  test('stays within an earlier list, in its order, and within filters', async () => {
    const listed = answer.data.customers.slice(0, 5).map(({ customer_id: id }) => ({ customer_id: id }))
    const earlier = {
      ok: true,
      data: { customers: listed.toReversed() },
      table: null,
      evidence: { tool: 'predict_churn', args: {} },
    } as unknown as ToolSuccess
    const { data } = await ask(store, { within: 'r1' }, LAST_DAY, { earlierResult: () => earlier })
    expect(data.customers.map(({ customer_id: id }) => id)).toEqual(
      listed.toReversed().map(({ customer_id: id }) => id),
    )
    const high = await ask(store, { filters: [{ field: 'value_tier', op: 'eq', value: 'high' }], limit: 10_000 })
    expect(high.data.totals?.customers).toBeLessThan(answer.data.totals?.customers ?? 0)
  })

  test('one customer is told by id, an unknown one does not exist, and words follow the language', async () => {
    const [first] = answer.data.customers
    const one = await ask(store, { customer_id: first?.customer_id }, LAST_DAY, { language: 'zh' })
    expect(one.data.customers).toHaveLength(1)
    expect(one.data.customers[0]?.probability).toBe(first?.probability)
    expect(one.data.customers[0]?.reasons[0]?.text).toMatch(/[\u4e00-\u9fff]/)
    await expect(ask(store, { customer_id: 'nobody' })).rejects.toThrow("no customer 'nobody'")
  })

  test('a service bot hears of its own customer only, and a shared channel of nobody by name', async () => {
    const own = answer.data.customers[3]?.customer_id ?? ''
    const bot = testActor('service_bot', { boundCustomerId: own })
    expect((await ask(store, { customer_id: own }, LAST_DAY, { actor: bot })).data.customers).toHaveLength(1)
    await expect(ask(store, { customer_id: 'b-1x' }, LAST_DAY, { actor: bot })).rejects.toThrow("no customer 'b-1x'")
    await expect(ask(store, {}, LAST_DAY, { actor: bot })).rejects.toThrow('a service bot')
    const shared = await ask(store, {}, LAST_DAY, { actor: testActor('slack_user', { sharedChannel: true }) })
    expect(shared.data.customers).toEqual([])
    expect(shared.data.totals?.customers).toBe(answer.data.totals?.customers)
  })

  test('data and facts keep the shape that the tool promises', () => {
    expect(predictChurnTool.output.safeParse(answer.data).error).toBeUndefined()
    const ids = answer.facts.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('customers can be found by the probability that was stored', () => {
    const found = findCustomers({
      ctx: testContext(store, LAST_DAY),
      input: { filters: [{ field: 'churn_probability', op: 'gte', value: 0.7 }], limit: 10_000 },
    })
    // Everybody with an order is scored for filters; the population of the list above stops at a year of silence.
    const listed = answer.data.customers.filter(({ probability }) => probability >= 0.7)
    expect(found.data.customers.map(({ customer_id: id }) => id)).toEqual(
      expect.arrayContaining(listed.map(({ customer_id: id }) => id)),
    )
  })
})

test('at an earlier as-of without stored scores the filter asks the model of that time', async () => {
  const ctx = testContext(store, before(60), { defaultAsOf: testContext(store, LAST_DAY).asOf })
  const { data } = await predictChurn({ ctx, input: { limit: 10_000 } })
  const found = findCustomers({
    ctx,
    input: { filters: [{ field: 'churn_probability', op: 'gte', value: 0.8 }], limit: 10_000 },
  })
  const listed = data.customers.filter(({ probability }) => probability >= 0.8)
  expect(listed.length).toBeGreaterThan(0)
  expect(found.data.customers.map(({ customer_id: id }) => id)).toEqual(
    expect.arrayContaining(listed.map(({ customer_id: id }) => id)),
  )
})

describe('what a model sees', () => {
  test('facts after the as-of change no byte of the model', async () => {
    const parametersOf = async (shop: Store): Promise<string> => {
      const ctx = testContext(shop, before(60), { defaultAsOf: testContext(shop, LAST_DAY).asOf })
      await predictChurn({ ctx, input: {} })
      return JSON.stringify(readModel<ChurnParameters>(ctx, churnModel(90), ctx.asOf)?.parameters)
    }
    const whole = buyerShop({ buyers: 1200, days: 800 })
    const cut = buyerShop({ buyers: 1200, days: 800 })
    cut.sqlite.prepare('DELETE FROM orders WHERE ordered_day > ?').run(dayOfDate(before(60)))
    const bytes = await parametersOf(whole)
    expect(bytes.length).toBeGreaterThan(1000)
    expect(await parametersOf(cut)).toBe(bytes)
  })
})

describe('explainModel', () => {
  test('contributions of every customer add up to the score within 1e-6', async () => {
    const ctx = testContext(store, LAST_DAY)
    for (const { customer_id: id, probability } of answer.data.customers.filter((_, i) => i % 40 === 0)) {
      const { data } = await explainModel({ ctx, input: { model: 'churn', customer_id: id } })
      const customer = data.customer
      const total = (customer?.base ?? 0) + sum(customer?.contributions.map(({ contribution }) => contribution) ?? [])
      expect(Math.abs(total - Math.log(probability / (1 - probability)))).toBeLessThan(1e-6)
    }
  })
  test('without a customer it tells importance and the report card', async () => {
    const result = await explainModel({ ctx: testContext(store, LAST_DAY), input: { model: 'churn' } })
    expect(result.data.importance[0]?.importance).toBeGreaterThan(0)
    expect(explainModelTool.output.safeParse(result.data).error).toBeUndefined()
    expect(result.data.customer).toBeNull()
  })
})
