import { beforeAll, describe, expect, test } from 'vitest'
import type { ToolResult } from '../../../src/lib/tool-result.ts'
import { createAlert, type CreateAlertInput } from '../../../src/services/alerts/create-alert.ts'
import { evaluateAlerts } from '../../../src/services/alerts/evaluate-alerts.ts'
import { listAlerts, type FiredAlert } from '../../../src/services/alerts/list-alerts.ts'
import { decide } from '../../../src/services/approvals/decide.ts'
import { propose } from '../../../src/services/approvals/propose.ts'
import type { Actor, Role } from '../../../src/services/access/actor.ts'
import { createArrivals, type Arrivals } from '../../../src/services/arrivals/create-arrivals.ts'
import type { ServiceContext } from '../../../src/services/context.ts'
import { refreshModels } from '../../../src/services/models/refresh-models.ts'
import { readPrediction } from '../../../src/store/queries/models/predictions.ts'
import type { Store } from '../../../src/store/open.ts'
import { rebuildRollups } from '../../../src/store/queries/rollups/rebuild-rollups.ts'
import { runTool } from '../../../tools/run-tool.ts'
import { createAlertTool } from '../../../tools/alerts/create-alert.ts'
import { buyerShop, LAST_DAY } from '../../support/buyer-shop.ts'
import { testActor, testContext } from '../../support/shop.ts'
import { readLatestPredictions } from '../../../src/store/queries/customers/read-customer-numbers.ts'

let store: Store
let ctx: ServiceContext
let arrivals: Arrivals
let now: number
beforeAll(async () => {
  store = buyerShop({ buyers: 900, days: 800 })
  rebuildRollups(store)
  now = testContext(store, LAST_DAY).clock()
  ctx = testContext(store, LAST_DAY, { clock: () => (now += 1000) })
  await refreshModels(ctx, false)
  arrivals = createArrivals({ contextFor: (actor: Actor) => ({ ...ctx, actor }), currencyIsSet: true })
})

/** Proposes a rule and approves it, as its maker may. */
function watch(input: CreateAlertInput, role: Role = 'marketer'): string {
  const mine = { ...ctx, actor: testActor(role) }
  const { proposal } = createAlert({ ctx: mine, input }).data
  const { outcome } = decide({
    ctx: mine,
    input: { proposalId: proposal.proposal_id, decision: 'approve', hash: proposal.hash },
  })
  return (JSON.parse(outcome ?? '{}') as { alert_id: string }).alert_id
}
const firedBy = (id: string): readonly FiredAlert[] =>
  listAlerts({ ctx, input: { limit: 1000 } }).data.alerts.filter(({ alert_id: alert }) => alert === id)

let message = 0
async function send(userId: string, event: string, properties: object): Promise<void> {
  message += 1
  await arrivals.receive({
    sender: { actor: testActor('admin'), name: 'test' },
    calls: [
      { type: 'track', event, userId, messageId: `m-${message}`, timestamp: `${LAST_DAY}T10:00:00Z`, properties },
    ],
    sentAt: undefined,
  })
  await arrivals.settled()
}
const churnOf = (id: string): number => readPrediction(store, 'churn', id)?.value ?? Number.NaN
/** Scores of everybody under a name, whenever they were made. */
const scoresOf = (name: string): (readonly [id: string, value: number])[] =>
  [...readLatestPredictions(store, name, 0, Number.MAX_SAFE_INTEGER)].toSorted(([a], [b]) => (a < b ? -1 : 1))
const likelyToLeave = (): string => scoresOf('churn').find(([, value]) => value >= 0.75 && value <= 0.95)?.[0] ?? ''

describe('a figure of customers', () => {
  test('fires when somebody passes it, once, and again only after it has ended', async () => {
    const id = likelyToLeave()
    await send(id, 'Order Completed', { order_id: 'back', products: [{ product_id: 'p', price: 50 }] })
    expect(churnOf(id)).toBeLessThan(0.7)
    const alert = watch({ metric: 'churn_probability', condition: { op: 'gte', value: 0.7 } })
    // Many stand above already: nobody is told of them.
    expect(firedBy(alert)).toEqual([])
    evaluateAlerts(ctx, { changed: null })
    expect(firedBy(alert)).toEqual([])

    await send(id, 'Order Cancelled', { order_id: 'back' })
    expect(firedBy(alert)).toMatchObject([{ customer_id: id, value: churnOf(id), open: true }])
    expect(firedBy(alert)[0]?.before).toBeLessThan(0.7)
    await send(id, 'Product Viewed', { product_id: 'p' })
    evaluateAlerts(ctx, { changed: null })
    expect(firedBy(alert)).toHaveLength(1)

    await send(id, 'Order Completed', { order_id: 'again', products: [{ product_id: 'p', price: 50 }] })
    expect(firedBy(alert)).toMatchObject([{ open: false }])
    await send(id, 'Order Cancelled', { order_id: 'again' })
    expect(firedBy(alert)).toHaveLength(2)
  })

  test('tells only of whom the rule is about', async () => {
    const id = likelyToLeave()
    const buys = { order_id: 'small', products: [{ product_id: 'p', price: 1 }] }
    await send(id, 'Order Completed', buys)
    const everybody = watch({ metric: 'churn_probability', condition: { op: 'gte', value: 0.7 } })
    const others = watch({
      metric: 'churn_probability',
      condition: { op: 'gte', value: 0.7 },
      filters: [{ field: 'customer_id', op: 'ne', value: id }],
    })
    await send(id, 'Order Cancelled', { order_id: 'small' })
    expect(firedBy(everybody)).toHaveLength(1)
    expect(firedBy(others)).toEqual([])
  })
})

describe('the risk of an arriving order', () => {
  test('is scored with the stored model as it comes, and tells who watches it', async () => {
    const riskOf = (id: string): number => readPrediction(store, 'risk', id)?.value ?? Number.NaN
    const [[id] = ['']] = scoresOf('risk').toSorted(([, a], [, b]) => a - b)
    const quiet = riskOf(id)
    const alert = watch({ metric: 'risk_score', condition: { op: 'gte', value: 0.1 } })
    await send(id, 'Order Completed', { order_id: 'plain', products: [{ product_id: 'p', price: 50 }] })
    expect(riskOf(id)).toBeCloseTo(quiet, 9)
    expect(firedBy(alert)).toEqual([])
    for (const order of ['one', 'two', 'three', 'four']) {
      const products = [{ product_id: 'p', price: 900_000, quantity: 400 }]
      await send(id, 'Order Completed', { order_id: order, products })
    }
    expect(riskOf(id)).toBeGreaterThan(0.1)
    expect(firedBy(alert)).toMatchObject([{ customer_id: id, value: expect.any(Number), open: true }])
    expect(() => watch({ metric: 'risk_score', condition: { op: 'gte', value: 50 } })).toThrow(/between 0 and 1/)
  })
})

describe('something that customers do', () => {
  test('fires for each event, and not for the same one twice', async () => {
    await send('b-1', 'Product Added', { product_id: 'p' })
    const alert = watch({ event: 'add_to_cart', filters: [{ field: 'orders', op: 'gte', value: 1 }] })
    await send('b-1', 'Product Added', { product_id: 'p' })
    await send('b-1', 'Product Added', { product_id: 'q' })
    await send('stranger', 'Product Added', { product_id: 'q' })
    evaluateAlerts(ctx, { changed: null })
    expect(firedBy(alert).map(({ customer_id: customer }) => customer)).toEqual(['b-1', 'b-1'])
  })
})

describe('a figure of the shop', () => {
  test('fires when it passes the bound and clears when it comes back', async () => {
    const alert = watch({ metric: 'orders', condition: { op: 'gt', value: 500 }, period: 'yesterday' })
    expect(firedBy(alert)).toEqual([])
    const lower = watch({ metric: 'units', condition: { op: 'gte', value: 5000 } })
    await send('b-2', 'Order Completed', {
      order_id: 'bulk',
      products: [{ product_id: 'p', price: 1, quantity: 6000 }],
    })
    expect(firedBy(lower)).toMatchObject([{ customer_id: null, open: true }])
    await send('b-2', 'Order Cancelled', { order_id: 'bulk' })
    expect(firedBy(lower)).toMatchObject([{ open: false }])
    expect(firedBy(alert)).toEqual([])
  })
})

describe('a rule', () => {
  test.each([
    ['of nothing', {}, 'metric'],
    ['of a metric and an event', { metric: 'orders', event: 'order' }, 'metric'],
    ['without its bound', { metric: 'churn_probability' }, 'condition'],
    ['of 70 instead of 0.7', { metric: 'churn_probability', condition: { op: 'gte', value: 70 } }, 'condition.value'],
    ['of an event with a bound', { event: 'order', condition: { op: 'gte', value: 1 } }, 'condition'],
  ] as const)('%s is refused with the field', async (_what, args, field) => {
    const result: ToolResult = await runTool({ tool: createAlertTool, args, resultId: 'r1', contextFor: () => ctx })
    expect(result).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT', field } })
  })

  test('is nobody’s to make who may not propose, and is watched only once approved', () => {
    const input = { event: 'order' } as const
    for (const role of ['privacy_officer', 'service_bot', 'slack_guest'] as const)
      expect(() => createAlert({ ctx: { ...ctx, actor: testActor(role) }, input })).toThrow(/may not/)
    const watched = () => listAlerts({ ctx, input: {} }).data.rules.length
    const before = watched()
    createAlert({ ctx, input })
    expect(watched()).toBe(before)
  })

  test('says in both languages what it will do', () => {
    const input = {
      metric: 'churn_probability',
      condition: { op: 'gte', value: 0.7 },
      filters: [{ field: 'value_tier', op: 'eq', value: 'high' }],
    } as const
    expect(createAlert({ ctx, input }).data.proposal.preview).toContain('reaches 70 %')
    expect(createAlert({ ctx: { ...ctx, language: 'zh' }, input }).data.proposal.preview).toContain('流失概率达到 70 %')
  })

  test('is stopped by a proposal, and what it fired stays on record', async () => {
    const alert = watch({ event: 'search' })
    await send('b-3', 'Products Searched', { query: 'tea' })
    const row = propose({ ctx, input: { action: 'stop_alert', args: { alert_id: alert } } })
    decide({ ctx, input: { proposalId: row.id, decision: 'approve', hash: row.hash } })
    await send('b-3', 'Products Searched', { query: 'tea pot' })
    expect(firedBy(alert)).toHaveLength(1)
    expect(() => propose({ ctx, input: { action: 'stop_alert', args: { alert_id: alert } } })).toThrow(/alert/)
  })

  test('shows no customers in a shared channel', () => {
    const shared = { ...ctx, actor: testActor('slack_user', { sharedChannel: true }) }
    const { data, table } = listAlerts({ ctx: shared, input: {} })
    expect(data.alerts.every(({ customer_id: id }) => id === null)).toBe(true)
    expect(table?.rows.every((row) => row['customer_id'] === null)).toBe(true)
  })
})
