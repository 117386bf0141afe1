import { beforeAll, describe, expect, test } from 'vitest'
import { logit } from '../../../src/compute/linear/sigmoid.ts'
import { getCustomerProfile } from '../../../src/services/customers/profile/get-customer-profile.ts'
import type { Role } from '../../../src/services/access/actor.ts'
import { explainModel } from '../../../src/services/models/explain-model.ts'
import { loadModel } from '../../../src/services/models/load-model.ts'
import { refreshModels } from '../../../src/services/models/refresh-models.ts'
import { resolvePopulation } from '../../../src/services/population/resolve-population.ts'
import { assessCustomerRisk } from '../../../src/services/risk/assess-customer-risk.ts'
import { unpackBaseline, type RiskParameters } from '../../../src/services/risk/risk-parameters.ts'
import { riskModel } from '../../../src/services/risk/risk-model.ts'
import { shopBaseline } from '../../../src/services/risk/order-baseline.ts'
import type { Store } from '../../../src/store/open.ts'
import { readPrediction } from '../../../src/store/queries/models/predictions.ts'
import { customerConsents } from '../../../src/store/schema/index.ts'
import { explainModelTool } from '../../../tools/models/explain-model.ts'
import { callFor } from '../../support/planner.ts'
import { makeShop, testActor, testContext } from '../../support/shop.ts'

const DAY = '2026-06-30'
/** 60 plain customers; `sender` sends nearly everything back, `burster` ordered eight times in ten minutes at night, twice. */
function shop(): Store {
  const dates = (i: number): string =>
    `2026-${String(1 + (i % 6)).padStart(2, '0')}-${String(1 + (i % 27)).padStart(2, '0')}T${String(9 + (i % 10)).padStart(2, '0')}:00:00Z`
  const plain = Array.from({ length: 420 }, (_, i) => ({
    id: `O-${i}`,
    customer: `C-${i % 60}`,
    at: dates(Math.floor(i / 60) + 6 * (i % 60)),
    amountMinor: 5000 + (i % 13) * 300,
    units: 2,
  }))
  const bursts = ['2026-02-10', '2026-06-20'].flatMap((day) =>
    Array.from({ length: 8 }, (_, i) => ({
      id: `B-${day}-${i}`,
      customer: 'burster',
      at: `${day}T03:0${i}:00Z`,
      amountMinor: 90_000,
      units: 1,
    })),
  )
  const sent = Array.from({ length: 8 }, (_, i) => ({
    id: `S-${i}`,
    customer: 'sender',
    at: dates(i),
    amountMinor: 5000,
    units: 2,
  }))
  const store = makeShop({
    orders: [...plain, ...bursts, ...sent],
    returns: [{ customer: 'sender', at: '2026-06-25', amountMinor: 100, quantity: 14 }],
  })
  store.db
    .insert(customerConsents)
    .values({ customerId: 'C-7', kind: 'profiling', granted: 0, changedAt: 1, source: null })
    .run()
  return store
}

let store: Store
beforeAll(async () => {
  store = shop()
  await refreshModels(testContext(store, DAY), false, {}, [riskModel])
})
const as = (role: Role) => testContext(store, DAY, { actor: testActor(role) })

describe('the stored risk of accounts', () => {
  test('is what the assessment of the day says, for everybody but those who refused', async () => {
    const { data } = await assessCustomerRisk({ ctx: as('analyst'), input: { tiers: ['high', 'medium', 'low'] } })
    for (const { customer_id: id, score } of data.customers) {
      expect(readPrediction(store, 'risk', id)?.value).toBeCloseTo(score, 12)
    }
    expect(data.customers.length).toBe(61)
    expect(readPrediction(store, 'risk', 'C-7')).toBeUndefined()
  })

  test('is a filter, also in the days after it was scored, and not before there was a score', () => {
    const filters = [{ field: 'risk_score', op: 'gte', value: 0.1 }] as const
    const found = (day: string) => [...(resolvePopulation(testContext(store, day), filters).customerIds ?? [])]
    expect(found(DAY)).toEqual(expect.arrayContaining(['burster', 'sender']))
    expect(found(DAY)).toHaveLength(2)
    expect(found('2026-07-03')).toHaveLength(2)
    expect(() => found('2026-05-31')).toThrow(/risk_score is not available/)
    expect(() => found('2026-07-20')).toThrow(/risk_score is not available/)
  })

  test('keeps what is usual so that it scores the same after it was stored', async () => {
    const ctx = testContext(store, DAY)
    const { run } = await loadModel<RiskParameters>(ctx, riskModel)
    if (run === null) throw new Error('gated')
    const stored = unpackBaseline(run.parameters)
    const { baseline } = await shopBaseline(ctx)
    expect(stored).toEqual(baseline)
  })
})

describe('explain_model of risk', () => {
  test('gives contributions that sum to the score of the list', async () => {
    const result = await explainModel({ ctx: as('analyst'), input: { model: 'risk', customer_id: 'sender' } })
    const { customer } = result.data
    const sum = (customer?.contributions ?? []).reduce((total, one) => total + one.contribution, customer?.base ?? 0)
    expect(sum).toBeCloseTo(customer?.score ?? 0, 12)
    expect(logit(readPrediction(store, 'risk', 'sender')?.value ?? 0)).toBeCloseTo(sum, 9)
    expect(customer?.contributions[0]).toMatchObject({ feature: 'risk_returns', value: 14 / 16 })
    expect(explainModelTool.output.safeParse(result.data).success).toBe(true)
    expect(result.facts.find(({ id }) => id === 'raises_1')?.value).toBe('risk_returns')
  })

  test('holds the scores of 90 days ago against what followed', async () => {
    const { report_card: card } = (await explainModel({ ctx: as('analyst'), input: { model: 'risk' } })).data
    expect(card?.tested_on).toBe('2026-04-01')
    // Of who has ordered again since, the burster alone has an order at risk, and scored highest before.
    expect(card?.out_of_time['auc']).toBe(1)
    expect(card?.out_of_time['base_rate']).toBeCloseTo(1 / (card?.n_test ?? 0), 12)
    expect(card?.importance[0]?.feature).toBe('risk_orders')
  })

  test('tells nothing of who refused profiling, of strangers, or to a bot', async () => {
    const refused = await explainModel({ ctx: as('analyst'), input: { model: 'risk', customer_id: 'C-7' } })
    expect(refused.data.customer).toBeNull()
    expect(refused.warnings?.[0]).toMatch(/withdrawn/)
    await expect(
      explainModel({ ctx: as('analyst'), input: { model: 'risk', customer_id: 'nobody' } }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const bot = testContext(store, DAY, { actor: testActor('service_bot', { boundCustomerId: 'sender' }) })
    await expect(explainModel({ ctx: bot, input: { model: 'risk', customer_id: 'sender' } })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
  })

  test('is gated while there is too little to know what is usual', async () => {
    const small = makeShop({ orders: [{ customer: 'a', at: '2026-06-01' }] })
    const { gate } = await explainModel({ ctx: testContext(small, DAY), input: { model: 'risk' } })
    expect(gate).toMatchObject({ failed: 'orders_to_learn_from', have: 1, need: 200 })
  })
})

describe('the profile', () => {
  test('shows the risk with why and its report card, not to a bot, and not of who refused', () => {
    const of = (id: string, ctx = as('analyst')) => getCustomerProfile({ ctx, input: { customer_id: id } }).data.risk
    expect(of('sender')).toMatchObject({
      score: { model_run: 'risk-v1', why: ['88 % of the units bought were sent back'], report_card: { n_test: 61 } },
      reason: null,
    })
    expect(of('C-1').score?.why).toEqual(['nothing speaks against the account'])
    expect(of('C-7')).toMatchObject({ score: null, reason: expect.stringContaining('withdrawn') })
    const bot = testContext(store, DAY, { actor: testActor('service_bot', { boundCustomerId: 'sender' }) })
    expect(of('sender', bot).score).toBeNull()
  })
})

test.each([
  ['how good is the risk model', { model: 'risk' }],
  ['风险模型有多准', { model: 'risk' }],
  ['explain the risk score of C-10023', { model: 'risk', customer_id: 'C-10023' }],
  ['解释 C-10023 的风险分是怎么来的', { model: 'risk', customer_id: 'C-10023' }],
])('%s', async (question, args) => {
  expect(await callFor(question)).toEqual({ name: 'explain_model', args })
})

test.each([
  ['customers with a risk score above 0.5', 'gt', 0.5],
  ['list the customers with a risk score of at least 40%', 'gte', 0.4],
  ['风险分高于 50% 的客户有哪些', 'gt', 0.5],
])('%s', async (question, op, value) => {
  const filters = [{ field: 'risk_score', op, value }]
  expect(await callFor(question)).toMatchObject({ name: 'find_customers', args: { filters } })
})

test.each(['Tell me when a customer reaches a risk score of 0.5', '客户的风险分达到 0.5 时提醒我'])(
  '%s',
  async (question) => {
    expect(await callFor(question)).toMatchObject({
      name: 'create_alert',
      args: { metric: 'risk_score', condition: { op: 'gte', value: 0.5 } },
    })
  },
)
