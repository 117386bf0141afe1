import { describe, expect, test } from 'vitest'
import { dateOfDay, dayOfDate } from '../../../src/lib/time-zone.ts'
import type { ServiceContext } from '../../../src/services/context.ts'
import { bestOffer, priceOffer } from '../../../src/services/winback/price-offers.ts'
import { planWinback, type PlanWinbackInput } from '../../../src/services/winback/plan-winback.ts'
import type { Store } from '../../../src/store/open.ts'
import { writeSettingValue } from '../../../src/store/queries/settings/settings.ts'
import { planWinbackTool } from '../../../tools/winback/plan-winback.ts'
import { buyerShop, LAST_DAY } from '../../support/buyer-shop.ts'
import { makeShop, testActor, testContext } from '../../support/shop.ts'

const ask = (store: Store, input: PlanWinbackInput = {}, asOf = LAST_DAY, overrides: Partial<ServiceContext> = {}) =>
  planWinback({ ctx: testContext(store, asOf, overrides), input })
const factOf = ({ facts }: Awaited<ReturnType<typeof ask>>, id: string) => facts.find((fact) => fact.id === id)?.value

const shop = { buyers: 900, days: 800 }
const store = buyerShop(shop)
const plan = await ask(store)

describe('planWinback', () => {
  test('proposes for silent customers only, each worth more than it costs, best first', () => {
    const { actions, totals } = plan.data
    expect(actions.length).toBeGreaterThan(50)
    for (const [i, action] of actions.entries()) {
      expect(action.expected_gain_minor).toBeGreaterThan(0)
      expect(action.expected_gain_minor).toBeLessThanOrEqual(actions[i - 1]?.expected_gain_minor ?? Infinity)
    }
    expect(totals?.expected_gain_minor).toBe(actions.reduce((sum, one) => sum + one.expected_gain_minor, 0))
    expect(totals?.cost_minor).toBe(actions.reduce((sum, one) => sum + one.cost_minor, 0))
    expect(totals?.candidates).toBe(plan.evidence.rows_used)
    expect(plan.evidence.rows_left_out['not_silent']).toBe(900 - (totals?.candidates ?? 0))
    expect(planWinbackTool.output.safeParse(plan.data).success).toBe(true)
  })

  test('leaves a tenth alone, who are in no action', () => {
    const { actions, holdout } = plan.data
    const held = new Set(holdout?.customer_ids)
    expect(held.size).toBe(Math.round((actions.length + held.size) * 0.1))
    expect(actions.some(({ customer_id: id }) => held.has(id))).toBe(false)
    expect(holdout?.read_out_on).toBe(dateOfDay(dayOfDate(LAST_DAY) + 60))
  })

  test('is the same plan when asked again, kept once', async () => {
    const again = await ask(store)
    expect(again.data).toEqual(plan.data)
    expect(store.sqlite.prepare('SELECT count(*) FROM audiences').pluck().get()).toBe(1)
  })

  test('keeps within a budget, written in either unit', async () => {
    const minor = await ask(store, { budget_minor: 500 })
    expect(minor.data.totals?.cost_minor).toBeLessThanOrEqual(500)
    expect(minor.data.totals?.actions).toBeLessThan(plan.data.actions.length)
    expect((await ask(store, { budget: 5 })).data.actions).toEqual(minor.data.actions)
  })

  test('offers what the shop keeps in its settings, and nothing else', async () => {
    const own = buyerShop(shop)
    const offers = [{ id: 'tea_sample', reasons: ['rhythm'], contact_cost: 0.01, discount: 0, lift: 0.1 }]
    writeSettingValue(own, 'winback_offers', JSON.stringify(offers), 0)
    const { data } = await ask(own)
    expect(new Set(data.actions.map(({ offer }) => offer))).toEqual(new Set(['tea_sample']))
    await expect(ask(own, { offers: ['reminder'] })).rejects.toThrow(/no offer 'reminder'/)
  })

  test('writes to nobody who has not consented, where consents are kept', async () => {
    const own = buyerShop(shop)
    const consent = own.sqlite.prepare(
      "INSERT INTO customer_consents (customer_id, kind, changed_at, granted) VALUES (?, 'email', ?, ?)",
    )
    for (let i = 0; i < 900; i += 1) consent.run(`b-${i}`, 0, i % 3 === 0 ? 1 : 0)
    const { data, evidence } = await ask(own)
    for (const { customer_id: id } of data.actions) expect(Number(id.slice(2)) % 3).toBe(0)
    expect(evidence.rows_left_out['no_consent']).toBeGreaterThan(0)
  })

  test('names the bad review and the change of taste of the customers who show them', async () => {
    const own = buyerShop({ ...shop, seed: 'reasons' })
    const { data: before } = await ask(own)
    const few = before.actions.filter(({ reason }) => reason === 'rhythm').slice(0, 40)
    const lastDay = own.sqlite
      .prepare<[string], number>('SELECT max(ordered_day) FROM orders WHERE customer_id = ?')
      .pluck()
    const review = own.sqlite.prepare(
      'INSERT INTO reviews (id, customer_id, rating, written_at, written_day) VALUES (?, ?, ?, ?, ?)',
    )
    for (const { customer_id: id } of few) {
      const day = (lastDay.get(id) ?? 0) + 3
      review.run(`bad-${id}`, id, 2, day * 86_400_000, day)
    }
    const [mild] = few
    const later = (lastDay.get(mild?.customer_id ?? '') ?? 0) + 9
    review.run('good', mild?.customer_id, 5, later * 86_400_000, later)
    const { data } = await ask(own)
    const reasons = new Map(data.actions.map(({ customer_id: id, reason }) => [id, reason]))
    const held = new Set(data.holdout?.customer_ids)
    const shown = few.filter(({ customer_id: id }) => reasons.has(id) && !held.has(id))
    expect(shown.length).toBeGreaterThan(20)
    for (const { customer_id: id } of shown) {
      expect(reasons.get(id)).toBe(id === mild?.customer_id ? 'rhythm' : 'bad_review')
    }
    expect(data.totals?.by_reason.find(({ reason }) => reason === 'bad_review')?.customers).toBeGreaterThan(20)
    expect(data.actions.find(({ reason }) => reason === 'bad_review')?.offer).toMatch(/^apology/)
  })

  test('reads a change of taste from what the orders held', async () => {
    const own = buyerShop({ ...shop, seed: 'taste' })
    const { data: before } = await ask(own)
    const product = own.sqlite.prepare('INSERT INTO products (id, name, category) VALUES (?, ?, ?)')
    product.run('p-tea', 'Tea', 'tea')
    product.run('p-mug', 'Mug', 'mugs')
    const orders = own.sqlite
      .prepare<[string], string>('SELECT id FROM orders WHERE customer_id = ? ORDER BY ordered_at')
      .pluck()
    const line = own.sqlite.prepare(
      `INSERT INTO order_lines (order_id, line_key, product_id, ordered_day, quantity, unit_price_micro, amount_minor, kind)
       VALUES (?, x'01', ?, 0, 1, 0, 1, 'sale')`,
    )
    const turned = before.actions.find(({ customer_id: id }) => orders.all(id).length >= 8)?.customer_id ?? ''
    for (const [i, id] of orders.all(turned).entries())
      line.run(id, i < orders.all(turned).length - 3 ? 'p-tea' : 'p-mug')
    const { data } = await ask(own)
    const action = data.actions.find(({ customer_id: id }) => id === turned)
    expect(action).toMatchObject({
      reason: 'taste',
      why: 'tea was in 100% of the earlier orders and in none of the last 3',
    })
  })

  test('lists nobody and keeps nothing where others read along or may not keep', async () => {
    const own = buyerShop(shop)
    const shared = await ask(own, {}, LAST_DAY, { actor: testActor('slack_user', { sharedChannel: true }) })
    expect(shared.data.actions).toEqual([])
    expect(shared.data.holdout?.customer_ids).toEqual([])
    const officer = await ask(buyerShop(shop), {}, LAST_DAY, { actor: testActor('privacy_officer') })
    expect(officer.data.plan_id).toBeNull()
    await expect(
      ask(own, {}, LAST_DAY, { actor: testActor('service_bot', { boundCustomerId: 'b-1' }) }),
    ).rejects.toThrow()
  })

  test('says what is missing where value cannot be predicted', async () => {
    const { gate, data } = await ask(
      makeShop({
        orders: [
          { customer: 'only', at: '2026-01-01' },
          { customer: 'b', at: LAST_DAY },
        ],
      }),
    )
    expect(gate).toMatchObject({ failed: 'buyers_with_two_orders', need: 500 })
    expect(data.actions).toEqual([])
  })
})

describe('the read-out of a plan', () => {
  /** The plan's customers, treated and held out, in a shop in which `comeBack` decides who orders afterwards. */
  async function readOut(comeBack: (treated: boolean, i: number) => boolean, asOf: string) {
    const id = plan.data.plan_id ?? ''
    const treated = plan.data.actions.map(({ customer_id }) => customer_id)
    const held = plan.data.holdout?.customer_ids ?? []
    const order = (customer: string) => ({ customer, at: '2026-07-10', grossMinor: 10_000 })
    const extra = [
      ...treated.filter((_, i) => comeBack(true, i)).map(order),
      ...held.filter((_, i) => comeBack(false, i)).map(order),
    ]
    const later = buyerShop({ ...shop, extra })
    await ask(later)
    return ask(later, { plan_id: id }, asOf)
  }

  test('counts incremental orders, with an interval', async () => {
    const result = await readOut((treated, i) => (treated ? i % 2 === 0 : i % 10 === 0), '2026-09-30')
    const out = result.data.read_out
    expect(out).toMatchObject({ from: '2026-07-01', to: '2026-08-29', days_left: 0 })
    const rate = (out?.ordered_treated ?? 0) / (out?.treated ?? 1) - (out?.ordered_held_out ?? 0) / (out?.held_out ?? 1)
    expect(out?.incremental_orders).toBeCloseTo(rate * (out?.treated ?? 0), 6)
    expect(out?.incremental_orders_interval?.[0]).toBeGreaterThan(0)
    expect(out?.incremental_net_revenue_minor).toBe(Math.round(rate * (out?.treated ?? 0) * 10_000))
    expect(factOf(result, 'may_be_chance')).toBeUndefined()
    expect(planWinbackTool.output.safeParse(result.data).success).toBe(true)
  })

  test('says that chance may explain it where both groups did the same', async () => {
    const result = await readOut((_, i) => i % 4 === 0, '2026-09-30')
    expect(factOf(result, 'may_be_chance')).toBe('yes')
  })

  test('has nothing to say on the day of the plan, and only so much before the window ends', async () => {
    const today = await ask(store, { plan_id: plan.data.plan_id ?? '' })
    expect(today.data.read_out).toMatchObject({ days_left: 60, incremental_orders: null })
    const early = await readOut(() => true, '2026-07-15')
    expect(early.data.read_out).toMatchObject({ to: '2026-07-15', days_left: 45 })
  })

  test('latest is the newest plan, one that has begun before one that was only just made', async () => {
    const later = buyerShop(shop)
    const first = await ask(later)
    const second = await ask(later, { limit: 5 }, '2026-07-20')
    expect((await ask(later, { plan_id: 'latest' }, '2026-07-20')).data.read_out?.plan_id).toBe(first.data.plan_id)
    expect((await ask(later, { plan_id: 'latest' }, '2026-07-25')).data.read_out?.plan_id).toBe(second.data.plan_id)
    await expect(ask(buyerShop(shop), { plan_id: 'latest' })).rejects.toThrow(/no win-back plan/)
  })

  test('knows no plan that was never made', async () => {
    await expect(ask(store, { plan_id: 'winback-2026-06-30-00000000' })).rejects.toThrow(/no win-back plan/)
  })
})

describe('priceOffer', () => {
  const prospect = { unprompted: 0.2, valueMinor: 1000, valueBackMinor: 11_000, orderMinor: 5000, silentDays: 180 }
  const offer = { id: 'coupon', reasons: ['price'], contact_cost: 0.1, discount: 0.1, lift: 0.1 } as const

  test('is the worked example', () => {
    // Extra: 0.1 x 0.8 x 1/2 = 0.04. Worth: 0.04 x 10,000 = 400. Cost: 10 + 0.1 x 5,000 x 0.24 = 130.
    const priced = priceOffer({ ...offer, reasons: [...offer.reasons] }, prospect, 100)
    expect(priced.extra).toBeCloseTo(0.04, 12)
    expect(priced.costMinor).toBe(130)
    expect(priced.gainMinor).toBe(270)
  })

  test('gives nothing to who would come anyway, and nothing that costs more than it brings', () => {
    const loyal = { ...prospect, unprompted: 1, valueBackMinor: 1000 }
    expect(bestOffer([{ ...offer, reasons: ['price'] }], ['price'], loyal, 100)).toBeNull()
    expect(bestOffer([{ ...offer, reasons: ['price'] }], ['season'], prospect, 100)).toBeNull()
  })
})
