import { describe, expect, test } from 'vitest'
import { dayOfDate, MS_PER_DAY } from '../../../src/lib/time-zone.ts'
import { getCustomerProfile } from '../../../src/services/customers/profile/get-customer-profile.ts'
import { refreshModels } from '../../../src/services/models/refresh-models.ts'
import { predictNextAction } from '../../../src/services/next-action/predict-next-action.ts'
import type { Store } from '../../../src/store/open.ts'
import { predictNextActionTool } from '../../../tools/behaviour/predict-next-action.ts'
import { addEvents, visitShop } from '../../support/visit-shop.ts'
import { makeShop, testActor, testContext } from '../../support/shop.ts'

const LAST_DAY = '2026-06-30'
const MINUTE = 60_000
const end = (dayOfDate(LAST_DAY) + 1) * MS_PER_DAY

const ask = (store: Store, customer: string, k?: number, asOf = LAST_DAY) =>
  predictNextAction({ ctx: testContext(store, asOf), input: { customer_id: customer, k } })

const store = visitShop({ customers: 120, visits: 20, lastDay: LAST_DAY })
await refreshModels(testContext(store, LAST_DAY), true)

describe('predictNextAction', () => {
  test('says how a visit begins when none is open, as visits in the shop do', async () => {
    const { data, gate } = await ask(store, 'v-1')
    expect(gate).toBeNull()
    expect(data.visit).toBe('over')
    // Every planted visit begins with a page.
    expect(data.actions[0]?.action).toBe('page')
    expect(data.actions[0]?.probability).toBeGreaterThan(0.9)
    expect(data.actions.map(({ action }) => action)).not.toContain('leave_visit')
    expect(data.why.join(' ')).toMatch(/no visit is open/)
  })

  test('changes at once when an event arrives, without training again', async () => {
    const before = (await ask(store, 'v-2', 50)).data
    addEvents(store, [
      { customer: 'v-2', at: end - 5 * MINUTE, name: 'page' },
      { customer: 'v-2', at: end - 4 * MINUTE, name: 'product_view', product: 'P-a1' },
      { customer: 'v-2', at: end - 3 * MINUTE, name: 'add_to_cart', product: 'P-a1' },
    ])
    const after = (await ask(store, 'v-2', 50)).data
    expect(after.visit).toBe('open')
    expect(after.last_action?.action).toBe('add_to_cart')
    // Planted: after the cart seven in ten go to the checkout, the others leave.
    const checkout = after.actions.find(({ action }) => action === 'checkout')?.probability ?? 0
    expect(checkout).toBeGreaterThan(0.6)
    expect(checkout).toBeLessThan(0.8)
    expect(after.actions.map(({ action }) => action)).toContain('leave_visit')
    expect(after.report_card).toEqual(before.report_card)
    expect(after.why[0]).toContain('put something in the cart')
  })

  test('gives probabilities that add up to 1 in every part', async () => {
    const { data } = await ask(store, 'v-3', 50)
    for (const part of [data.actions, data.next_category, data.next_product, data.next_query]) {
      const total = part.reduce((sum, { probability }) => sum + probability, 0)
      expect(total).toBeCloseTo(1, 6)
    }
  })

  test('leans to what the customer likes among categories', async () => {
    // Planted: customers of odd number look at category a, the others at b, nine times of ten.
    expect((await ask(store, 'v-5')).data.next_category[0]?.category).toBe('a')
    expect((await ask(store, 'v-6')).data.next_category[0]?.category).toBe('b')
  })

  test('is judged on days that it had not seen, against the base rate', async () => {
    const card = (await ask(store, 'v-1')).data.report_card
    expect(card?.n_test).toBeGreaterThan(100)
    expect(card?.out_of_time['log_loss']).toBeLessThan(card?.baseline.out_of_time['log_loss'] ?? 0)
    expect(card?.out_of_time['top_1']).toBeGreaterThan(card?.baseline.out_of_time['top_1'] ?? 1)
    expect(card?.out_of_time['calibration_error']).toBeLessThan(0.08)
  })

  test('answers for a customer without a visit with what everybody does, and says so', async () => {
    const { data, facts } = await ask(store, 'quiet')
    expect(data.visit).toBe('none')
    expect(data.own_actions).toBe(0)
    expect(data.actions[0]?.action).toBe('page')
    expect(data.why.join(' ')).toMatch(/customers do in general/)
    expect(facts.find(({ id }) => id === 'own_actions')?.value).toBe(0)
  })

  test('computes nothing for who has withdrawn the consent to profiling, in the profile neither', async () => {
    const { data, facts, warnings } = await ask(store, 'refuses')
    expect(data).toMatchObject({ reason: 'profiling_withdrawn', actions: [], next_category: [], report_card: null })
    expect(facts.some(({ id }) => id.startsWith('action_'))).toBe(false)
    expect(warnings?.join(' ')).toMatch(/withdrawn/)
    const profile = getCustomerProfile({ ctx: testContext(store, LAST_DAY), input: { customer_id: 'refuses' } }).data
    expect(profile.interests).toEqual([])
    expect(profile.interests_reason).toMatch(/withdrawn/)
    expect(profile.predictions.next_action).toBeNull()
    expect(profile.predictions.next_action_reason).toMatch(/withdrawn/)
  })

  test('stands in the profile with why and report card', () => {
    const { predictions, interests_reason: reason } = getCustomerProfile({
      ctx: testContext(store, LAST_DAY),
      input: { customer_id: 'v-1' },
    }).data
    expect(reason).toBeNull()
    expect(predictions.next_action?.actions[0]?.action).toBe('page')
    expect(predictions.next_action?.why).not.toEqual([])
    expect(predictions.next_action?.report_card.n_test).toBeGreaterThan(100)
  })

  test('does not see what comes after as-of', async () => {
    const before = (await ask(store, 'v-7', 50)).data
    addEvents(store, [{ customer: 'v-7', at: end + MINUTE, name: 'add_to_cart', product: 'P-a1' }])
    expect((await ask(store, 'v-7', 50)).data).toEqual(before)
  })

  test('takes a visit of ten thousand equal clicks for what it is', async () => {
    addEvents(
      store,
      Array.from({ length: 10_000 }, (_, i) => ({
        customer: 'v-9',
        at: end - 60_000 + i,
        name: 'click',
        product: 'P-b1',
      })),
    )
    const { data } = await ask(store, 'v-9', 50)
    expect(data.visit).toBe('open')
    expect(data.own_actions).toBe(2000)
    expect(data.actions.every(({ probability }) => probability >= 0 && probability <= 1)).toBe(true)
  })

  test('does not know a customer who does not exist, and lets a bot see its own customer only', async () => {
    await expect(ask(store, 'nobody')).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const bot = testContext(store, LAST_DAY, { actor: testActor('service_bot', { boundCustomerId: 'v-1' }) })
    await expect(predictNextAction({ ctx: bot, input: { customer_id: 'v-2' } })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    await expect(predictNextAction({ ctx: bot, input: { customer_id: 'v-1' } })).resolves.toMatchObject({
      data: { customer_id: 'v-1' },
    })
  })

  test('says what is missing where too little was done, with the share so far', async () => {
    const thin = visitShop({ customers: 10, visits: 3, lastDay: LAST_DAY })
    const { gate, data, facts } = await ask(thin, 'v-1')
    expect(gate).toMatchObject({ failed: 'actions', need: 1000 })
    expect(gate?.have).toBeGreaterThan(0)
    expect(gate?.pooled_estimate?.value).toBeGreaterThan(gate?.pooled_estimate?.interval[0] ?? 1)
    expect(data.actions).toEqual([])
    expect(facts.find(({ id }) => id === 'gate_have')?.value).toBe(gate?.have)
    const empty = makeShop({ customers: [{ id: 'only', createdAt: 0 }] })
    expect((await ask(empty, 'only')).gate).toMatchObject({ have: 0, need: 1000, pooled_estimate: null })
  })

  test('refuses k of 0 and of a thousand million, and arguments that it does not know', () => {
    const parse = (input: unknown) => predictNextActionTool.input.safeParse(input).success
    expect(parse({ customer_id: 'v-1', k: 3 })).toBe(true)
    expect(parse({ customer_id: 'v-1', k: 0 })).toBe(false)
    expect(parse({ customer_id: 'v-1', k: 1e9 })).toBe(false)
    expect(parse({ customer_id: '' })).toBe(false)
  })
})
