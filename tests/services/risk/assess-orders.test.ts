import { beforeAll, describe, expect, test } from 'vitest'
import { BASE_LOG_ODDS } from '../../../src/compute/anomaly/score-orders.ts'
import { logit } from '../../../src/compute/linear/sigmoid.ts'
import { seededRandom } from '../../../src/lib/random.ts'
import { decide } from '../../../src/services/approvals/decide.ts'
import { propose } from '../../../src/services/approvals/propose.ts'
import { assessOrders, type AssessOrdersInput } from '../../../src/services/risk/assess-orders.ts'
import type { Role } from '../../../src/services/access/actor.ts'
import type { Store } from '../../../src/store/open.ts'
import { orders } from '../../../src/store/schema/index.ts'
import { assessOrdersTool } from '../../../tools/risk/assess-orders.ts'
import { callFor } from '../../support/planner.ts'
import { makeShop, testActor, testContext, type TestOrder } from '../../support/shop.ts'

const DAY = '2026-06-30'

/** Three hundred people with ordinary orders by day in their own region; on the last days one of each kind of oddity. */
function riskShop(): Store {
  const random = seededRandom('risk shop')
  const ordinary = Array.from({ length: 1500 }, (_, i): TestOrder => {
    const person = i % 300
    const day = new Date(Date.UTC(2026, 0, 1) + Math.floor(i / 10) * 86_400_000).toISOString().slice(0, 10)
    const hour = String(9 + Math.floor(random() * 12)).padStart(2, '0')
    return {
      id: `O-${i}`,
      customer: `C-${person}`,
      at: `${day}T${hour}:${String(i % 60).padStart(2, '0')}:00Z`,
      grossMinor: Math.round(20_000 * Math.exp(0.5 * (random() - 0.5))),
      region: person % 2 === 0 ? 'North' : 'South',
      device: 'mobile',
      payment: 'wallet',
    }
  })
  const odd = (id: string, customer: string, at: string, rest: Partial<TestOrder> = {}): TestOrder => ({
    id,
    customer,
    at: `2026-06-29T${at}Z`,
    grossMinor: 20_000,
    region: Number(customer.slice(2)) % 2 === 0 ? 'North' : 'South',
    device: 'mobile',
    payment: 'wallet',
    ...rest,
  })
  return makeShop({
    customers: Array.from({ length: 300 }, (_, n) => ({
      id: `C-${n}`,
      createdAt: 0,
      region: n % 2 === 0 ? 'North' : 'South',
    })),
    orders: [
      ...ordinary,
      odd('B-1', 'C-10', '03:00:00'),
      odd('B-2', 'C-10', '03:02:00'),
      odd('B-3', 'C-10', '03:05:00'),
      odd('A-1', 'C-11', '12:00:00', { grossMinor: 900_000, units: 12 }),
      odd('F-1', 'C-12', '03:10:00', { region: 'South', device: 'desktop' }),
      odd('N-1', 'C-13', '12:00:00'),
    ],
  })
}

let store: Store
beforeAll(() => {
  store = riskShop()
})
const assess = (input: AssessOrdersInput = {}, role: Role = 'analyst') =>
  assessOrders({ ctx: testContext(store, DAY, { actor: testActor(role) }), input })

describe('assess_orders', () => {
  test('flags what was made odd and nothing else, with its reason first', async () => {
    const { data } = await assess({ period: 'last_2_days' })
    const reasons = Object.fromEntries(data.flagged.map((one) => [one.order_id, one.reasons[0]?.signal]))
    expect(Object.keys(reasons).toSorted()).toEqual(['A-1', 'B-1', 'B-2', 'B-3', 'F-1'])
    expect(reasons).toMatchObject({ 'B-1': 'burst', 'F-1': 'new_region' })
    expect(['amount', 'quantity']).toContain(reasons['A-1'])
    expect(assessOrdersTool.output.safeParse(data).success).toBe(true)
  })

  test('gives reasons that sum to the score', async () => {
    for (const { score, reasons } of (await assess({ period: 'last_2_days' })).data.flagged) {
      const sum = reasons.reduce((total, { points }) => total + points, BASE_LOG_ODDS)
      expect(sum).toBeCloseTo(logit(score), 9)
    }
  })

  test('tells of one order alone why it stands out, an ordinary one too, as in the list', async () => {
    const list = (await assess({ period: 'last_2_days' })).data.flagged
    const { data, facts } = await assess({ order_id: 'F-1', period: 'all' })
    expect(data.flagged).toEqual(list.filter(({ order_id: id }) => id === 'F-1'))
    expect(facts.find(({ id }) => id === 'first_reason')?.value).toBe('signal_new_region')
    expect((await assess({ order_id: 'N-1' })).data.flagged).toMatchObject([{ order_id: 'N-1', tier: 'low' }])
    await expect(assess({ order_id: 'Z-9' })).rejects.toThrow(/Z-9/)
  })

  test('blocks nothing and changes nothing', async () => {
    const before = store.db.select().from(orders).all()
    await assess({ period: 'all' })
    expect(store.db.select().from(orders).all()).toEqual(before)
  })

  test('scores part of the orders as it does all of them', async () => {
    const few = (await assess({ period: 'last_2_days' })).data.flagged
    const all = new Map((await assess({ period: 'all' })).data.flagged.map((one) => [one.order_id, one.score]))
    for (const { order_id: id, score } of few) expect(score).toBeCloseTo(all.get(id) ?? 0, 12)
  })

  test('sees no order that came after as-of: the first of a burst is alone then', async () => {
    const ctx = testContext(store, DAY)
    const asOf = { until: Date.parse('2026-06-29T03:01:00Z'), day: ctx.asOf.day - 1 }
    const { data } = await assessOrders({ ctx: { ...ctx, asOf }, input: { period: 'last_2_days' } })
    expect(data.flagged.map((one) => one.order_id)).toEqual([])
  })

  test('scores a new order as soon as it is stored', async () => {
    const own = riskShop()
    const ctx = testContext(own, DAY)
    await assessOrders({ ctx, input: {} })
    const row = own.db.select().from(orders).all().at(-1)
    if (row === undefined) throw new Error('no order')
    const at = Date.parse('2026-06-30T12:00:00Z')
    own.db
      .insert(orders)
      .values({ ...row, id: 'X-1', orderedAt: at, orderedDay: row.orderedDay + 1, grossMinor: 950_000, units: 15 })
      .run()
    expect((await assessOrders({ ctx, input: {} })).data.flagged.map((one) => one.order_id)).toContain('X-1')
  })

  test('moves its lines with what mistakes cost', async () => {
    const { data } = await assess({ period: 'last_2_days' })
    expect(data.tiers.map(({ tier, from }) => [tier, from])).toEqual([
      ['high', 10 / 20],
      ['medium', 1 / 11],
      ['low', 0],
    ])
    expect(data.tiers.reduce((sum, one) => sum + one.orders, 0)).toBe(data.assessed)
  })

  test('shows what a review found, and learns once there are enough', async () => {
    const own = riskShop()
    const ctx = testContext(own, DAY)
    const record = (ids: string[], decision: string) => {
      const row = propose({ ctx, input: { action: 'review_order', args: { order_ids: ids, decision, note: null } } })
      decide({ ctx, input: { proposalId: row.id, decision: 'approve', hash: row.hash } })
    }
    record(['A-1'], 'legitimate')
    const first = (await assessOrders({ ctx, input: { period: 'last_2_days' } })).data
    expect(first.flagged.find((one) => one.order_id === 'A-1')?.review).toBe('legitimate')
    expect(first.reviewed).toMatchObject({ abnormal: 0, ordinary: 1, false_alarms: 1, learnt: false })
    // A shop that finds every order of North abnormal and every large one ordinary does not turn signals around.
    record(
      Array.from({ length: 40 }, (_, i) => `O-${i * 2}`),
      'fraud',
    )
    record(
      Array.from({ length: 40 }, (_, i) => `O-${i * 2 + 1}`),
      'legitimate',
    )
    const learnt = (await assessOrders({ ctx, input: { period: 'last_2_days' } })).data
    expect(learnt.reviewed).toMatchObject({ abnormal: 40, ordinary: 41, learnt: true })
    for (const { reasons } of learnt.flagged) for (const { points } of reasons) expect(points).toBeGreaterThan(0)
  })

  test('tells with few orders that it has not learnt what is usual', async () => {
    const small = makeShop({ orders: [{ customer: 'C-1', at: DAY }] })
    const { data, gate } = await assessOrders({ ctx: testContext(small, DAY), input: {} })
    expect(data).toMatchObject({ assessed: 1, flagged: [] })
    expect(gate).toMatchObject({ have: 1, need: 200 })
    expect((await assessOrders({ ctx: testContext(makeShop({}), DAY), input: {} })).data.assessed).toBe(0)
  })

  test('names no customer where others read along', async () => {
    const ctx = testContext(store, DAY, { actor: testActor('slack_user', { sharedChannel: true }) })
    const { data } = await assessOrders({ ctx, input: { period: 'last_2_days' } })
    expect(data.flagged.every((one) => one.customer_id === null)).toBe(true)
  })

  test.each(['service_bot', 'slack_guest'] as const)('is not for a %s', async (role) => {
    await expect(assess({}, role)).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })

  test('refuses a period that is none', async () => {
    await expect(assess({ period: 'whenever' })).rejects.toThrow(/not a period/)
  })
})

test.each([
  ['Any suspicious orders in the last 48 hours?', { period: 'last_2_days' }],
  ['最近48小时有可疑订单吗?', { period: 'last_2_days' }],
  ['which orders of last month look fraudulent', { period: 'last_month' }],
])('%s', async (question, args) => {
  expect(await callFor(question)).toEqual({ name: 'assess_orders', args })
})
