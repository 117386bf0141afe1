import { describe, expect, test } from 'vitest'
import type { ServiceContext } from '../../../src/services/context.ts'
import { recommendProducts } from '../../../src/services/recommend/recommend-products.ts'
import type { RecommendProductsInput } from '../../../src/services/recommend/recommendation.ts'
import type { Store } from '../../../src/store/open.ts'
import { writeSettingValue } from '../../../src/store/queries/settings/settings.ts'
import { events, recommendationImpressions } from '../../../src/store/schema/index.ts'
import { recommendProductsTool } from '../../../tools/recommend/recommend-products.ts'
import { makeShop, testActor, testContext } from '../../support/shop.ts'
import { countStock, refuseProfiling, TASTE_DAY, tasteShop } from '../../support/taste-shop.ts'

const ask = (store: Store, input: RecommendProductsInput, overrides: Partial<ServiceContext> = {}) =>
  recommendProducts({ ctx: testContext(store, TASTE_DAY, overrides), input })
const ids = ({ data }: Awaited<ReturnType<typeof ask>>): string[] => data.items.map((one) => one.product_id)

const store = tasteShop()

describe('a list for a customer', () => {
  test('who bought a tent holds a stove, because stoves follow tents, with counts', async () => {
    const list = await ask(store, { customer_id: 'camper-new' })
    expect(
      ids(list)
        .slice(0, 3)
        .some((id) => id.startsWith('S')),
    ).toBe(true)
    expect(ids(list)).not.toContain('T1')
    expect(list.data.personalised).toBe(true)
    expect(recommendProductsTool.output.safeParse(list.data).success).toBe(true)
  })

  test('gives reasons that can be counted in the orders', async () => {
    const { data } = await ask(store, { customer_id: 'camper-new', product_id: 'C1', strategy: 'bundle' })
    // Tea C1 is in 30 x 5 + 5 orders; of the 15 with i % 4 = 0, none of odd pots: C1 goes with P1 for even i not divisible by 4.
    expect(data.items[0]?.product_id).toBe('P1')
    expect(data.items[0]?.reason.text).toContain('15 of 155 orders')
  })

  test('is kept to a category and a price, and says so', async () => {
    const kitchen = await ask(store, { customer_id: 'camper-new', category: 'Kitchen' })
    expect(ids(kitchen)).not.toHaveLength(0)
    expect(ids(kitchen).every((id) => /^[CP]/.test(id))).toBe(true)
    expect(kitchen.facts).toContainEqual(expect.objectContaining({ id: 'only_category', value: 'Kitchen' }))
    const other = await ask(store, { customer_id: 'camper-new', not_category: 'kitchen' })
    expect(ids(other).some((id) => /^[CP]/.test(id))).toBe(false)
    // Everything costs 10.00.
    expect(ids(await ask(store, { customer_id: 'camper-new', max_price: 10 }))).not.toHaveLength(0)
    expect(ids(await ask(store, { customer_id: 'camper-new', max_price: 9.99 }))).toHaveLength(0)
  })

  test('says when a habit is due', async () => {
    const { data } = await ask(store, { customer_id: 'tea-due', strategy: 'repurchase' })
    expect(data.items[0]).toMatchObject({ product_id: 'C1', reason: { code: 'your_rhythm' } })
    expect(data.items[0]?.reason.text).toContain('every 30 days, 5 times')
  })

  test('changes with a new event at once, without a refit', async () => {
    const own = tasteShop()
    const before = await ask(own, { customer_id: 'nobody', diversity: 'low' })
    expect(before.data.not_personal).toBe('no_history')
    const at = Date.parse('2026-06-30T10:00:00Z')
    own.db
      .insert(events)
      .values({
        eventKey: Buffer.from('one'),
        customerId: 'nobody',
        name: 'add_to_cart',
        productId: 'B1',
        occurredAt: at,
        occurredDay: Math.floor(at / 86_400_000),
        receivedAt: at,
      })
      .run()
    const after = await ask(own, { customer_id: 'nobody', diversity: 'low' })
    expect(after.data.personalised).toBe(true)
    expect(after.data.model?.id).toBe(before.data.model?.id)
    expect(ids(after)).not.toEqual(ids(before))
  })

  test('leaves out what is sold out, what the shop never recommends, and what is excluded', async () => {
    const own = tasteShop()
    countStock(own, 'S1', 0)
    writeSettingValue(own, 'recommend_never', JSON.stringify(['kitchen']), 0)
    const list = await ask(own, { customer_id: 'camper-new', exclude: ['B2'] })
    expect(ids(list)).toContain('S2')
    for (const id of ['S1', 'B2', 'C1', 'P1']) expect(ids(list)).not.toContain(id)
  })

  test('is more varied when asked to be', async () => {
    const low = await ask(store, { customer_id: 'camper-new', k: 4, diversity: 'low' })
    const high = await ask(store, { customer_id: 'camper-new', k: 4, diversity: 'high' })
    expect(high.data.diversity.intra_list_similarity ?? 1).toBeLessThanOrEqual(
      low.data.diversity.intra_list_similarity ?? 0,
    )
  })

  test('is logged in its order, for who asks later what was shown', async () => {
    const own = tasteShop()
    const list = await ask(own, { customer_id: 'camper-new' })
    await ask(own, { strategy: 'popular' })
    const rows = own.db.select().from(recommendationImpressions).all()
    const first = rows.filter(({ customerId }) => customerId === 'camper-new')
    expect(first.map(({ productId }) => productId)).toEqual(ids(list))
    expect(first.map(({ position }) => position)).toEqual(ids(list).map((_, at) => at + 1))
    expect(new Set(rows.map(({ listId }) => listId)).size).toBe(2)
  })
})

describe('consent and access', () => {
  test('who withdrew the consent to profiling gets what everybody gets, and is told', async () => {
    const own = tasteShop()
    refuseProfiling(own, 'camper-new')
    const list = await ask(own, { customer_id: 'camper-new' })
    expect(list.data).toMatchObject({ personalised: false, not_personal: 'profiling_refused' })
    expect(list.data.items).toEqual(list.data.alternative)
    expect(list.warnings?.join()).toContain('profiling')
  })

  test('a list without the history is the same for two customers of different taste', async () => {
    const [camper, drinker] = await Promise.all(
      ['camper-1', 'tea-1'].map((customer_id) => ask(store, { customer_id, personalised: false })),
    )
    expect(camper?.data.items).toEqual(drinker?.data.items)
  })

  test("a service bot hears of another's customer what it hears of nobody", async () => {
    const actor = testActor('service_bot', { boundCustomerId: 'camper-1' })
    const other = ask(store, { customer_id: 'tea-1' }, { actor })
    const none = ask(store, { customer_id: 'no-such' }, { actor })
    await expect(other).rejects.toMatchObject({ code: 'NOT_FOUND', details: { reason_code: 'not_available' } })
    await expect(none).rejects.toMatchObject({ code: 'NOT_FOUND', details: { reason_code: 'not_available' } })
    expect((await ask(store, { customer_id: 'camper-1' }, { actor })).data.items.length).toBeGreaterThan(0)
  })
})

describe('beside a product and without anybody', () => {
  test('what is similar is of its category and in stock', async () => {
    const list = await ask(store, { product_id: 'T1', strategy: 'similar' })
    expect(ids(list)[0]).toBe('T2')
    expect(ids(list).every((id) => 'TSB'.includes(id.slice(0, 1)))).toBe(true)
  })

  test('a visit is taken for a history', async () => {
    const list = await ask(store, { session: ['C1', 'no-such-product'] })
    expect(list.data.personalised).toBe(true)
    expect(list.warnings?.join()).toContain('no-such-product')
  })

  test('nobody at all gets what most people bought', async () => {
    const list = await ask(store, {})
    expect(list.data).toMatchObject({ personalised: false, not_personal: 'nobody_named' })
    expect(list.data.items[0]?.reason.code).toBe('popular')
  })
})

describe('bad input', () => {
  test.each(['no-such', "x'; DROP TABLE orders; --", '🦄', '💥'.repeat(40)])('an unknown customer %j', async (id) => {
    await expect(ask(store, { customer_id: id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(ask(store, { product_id: id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect((await ask(store, {})).data.items.length).toBeGreaterThan(0)
  })

  test.each([0, -1, 1e9, 1.5])('a list of %s is refused', (k) => {
    expect(recommendProductsTool.input.safeParse({ k }).success).toBe(false)
  })

  test('who bought everything is shown nothing as known, and a habit when one is due', async () => {
    const all = tasteShop([
      {
        customer: 'has-all',
        at: '2026-06-01',
        lines: ['T1', 'T2', 'S1', 'S2', 'B1', 'B2', 'C1', 'C2', 'P1', 'P2'].map((product) => ({
          product,
          amountMinor: 1,
        })),
      },
    ])
    const list = await ask(all, { customer_id: 'has-all' })
    expect(list.data.items).toEqual([])
    expect(list.data.alternative.length).toBeGreaterThan(0)
  })

  test('a shop without orders says what is missing', async () => {
    const { data, gate } = await ask(makeShop({}), {})
    expect(data.items).toEqual([])
    expect(gate).toMatchObject({ failed: 'orders', have: 0, need: 1 })
  })

  test('a shop with one product recommends it to nobody who has it', async () => {
    const tiny = makeShop({ orders: [{ customer: 'a', at: TASTE_DAY, lines: [{ product: 'X', amountMinor: 5 }] }] })
    expect((await ask(tiny, { customer_id: 'a' })).data.items).toEqual([])
  })
})
