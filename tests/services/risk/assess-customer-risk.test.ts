import { beforeEach, describe, expect, test } from 'vitest'
import { CUSTOMER_BASE, scoreCustomer } from '../../../src/compute/anomaly/score-customers.ts'
import { logit } from '../../../src/compute/linear/sigmoid.ts'
import type { Role } from '../../../src/services/access/actor.ts'
import { decide } from '../../../src/services/approvals/decide.ts'
import { propose } from '../../../src/services/approvals/propose.ts'
import { assessCustomerRisk, type AssessCustomerRiskInput } from '../../../src/services/risk/assess-customer-risk.ts'
import type { Store } from '../../../src/store/open.ts'
import { customerConsents, tickets } from '../../../src/store/schema/index.ts'
import { assessCustomerRiskTool } from '../../../tools/risk/assess-customer-risk.ts'
import { callFor } from '../../support/planner.ts'
import { makeShop, testActor, testContext } from '../../support/shop.ts'

const DAY = '2026-06-30'
let store: Store
beforeEach(() => {
  store = makeShop({
    orders: Array.from({ length: 12 }, (_, i) => ({
      id: `O-${i}`,
      customer: i < 6 ? 'C-1' : 'C-2',
      at: `2026-0${1 + (i % 6)}-10`,
      units: 2,
      coupon: i < 6 ? 'SAVE' : null,
    })),
    returns: [{ customer: 'C-1', at: '2026-06-20', amountMinor: 100, quantity: 9 }],
  })
})
const assess = (input: AssessCustomerRiskInput = {}, role: Role = 'analyst') =>
  assessCustomerRisk({ ctx: testContext(store, DAY, { actor: testActor(role) }), input })

describe('assess_customer_risk', () => {
  test('raises who sends most back and uses a coupon on every order, and nobody else', async () => {
    const { data } = await assess()
    expect(data.customers.map((one) => [one.customer_id, one.reasons.map(({ signal }) => signal)])).toEqual([
      ['C-1', ['returns', 'coupons']],
    ])
    expect(data.tiers.reduce((sum, { customers }) => sum + customers, 0)).toBe(2)
    expect(assessCustomerRiskTool.output.safeParse(data).success).toBe(true)
  })

  test('gives reasons that sum to the score', async () => {
    const { customer } = (await assess({ customer_id: 'C-1' })).data
    const sum = (customer?.reasons ?? []).reduce((total, { points }) => total + points, CUSTOMER_BASE)
    expect(sum).toBeCloseTo(logit(customer?.score ?? 0), 9)
  })

  test('rises with what a review found, and not with complaints alone', async () => {
    for (let i = 0; i < 20; i += 1) {
      store.db
        .insert(tickets)
        .values({ id: `T-${i}`, customerId: 'C-2', status: 'open', openedAt: Date.parse('2026-06-01') })
        .run()
    }
    expect((await assess({ customer_id: 'C-2' })).data.customer).toMatchObject({ tier: 'low', complaints: 20 })
    const ctx = testContext(store, DAY)
    const row = propose({
      ctx,
      input: { action: 'review_order', args: { order_ids: ['O-7'], decision: 'fraud', note: null } },
    })
    decide({ ctx, input: { proposalId: row.id, decision: 'approve', hash: row.hash } })
    expect((await assess({ customer_id: 'C-2' })).data.customer).toMatchObject({
      tier: 'high',
      what_to_do: 'review_orders_first',
    })
  })

  test('computes nothing for who refused profiling', async () => {
    store.db
      .insert(customerConsents)
      .values({ customerId: 'C-1', kind: 'profiling', granted: 0, changedAt: 1, source: null })
      .run()
    const { data, warnings } = await assess({ customer_id: 'C-1' })
    expect(data.customer).toBeNull()
    expect(warnings?.[0]).toMatch(/withdrawn/)
    expect((await assess()).data.customers).toEqual([])
  })

  test('limits nobody by itself', async () => {
    await assess()
    expect((await assess({ customer_id: 'C-1' })).data.customer?.watched).toBe(false)
  })

  test('says so of an unknown customer, and lists nobody to a bot or where others read along', async () => {
    await expect(assess({ customer_id: 'X' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(assess({}, 'service_bot')).rejects.toMatchObject({ code: 'FORBIDDEN' })
    const ctx = testContext(store, DAY, { actor: testActor('slack_user', { sharedChannel: true }) })
    expect((await assessCustomerRisk({ ctx, input: {} })).data.customers).toEqual([])
  })

  test('is not moved by two complaints, three bad reviews or four orders with coupons: too few to tell', () => {
    const { score } = scoreCustomer({
      orders: 4,
      highOrders: 0,
      mediumOrders: 0,
      confirmed: 0,
      returnShare: 0.3,
      couponOrders: 4,
      complaints: 2,
      reviews: 3,
      lowReviews: 3,
    })
    expect(logit(score)).toBeCloseTo(CUSTOMER_BASE, 12)
  })
})

test.each([
  ['How risky is C-10023?', { customer_id: 'C-10023' }],
  ['C-10023 的风险有多高?', { customer_id: 'C-10023' }],
  ['which customers are risky', {}],
  ['哪些客户风险高', {}],
])('%s', async (question, args) => {
  expect(await callFor(question)).toEqual({ name: 'assess_customer_risk', args })
})
