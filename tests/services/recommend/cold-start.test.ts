import { describe, expect, test } from 'vitest'
import { dayOfDate, MS_PER_DAY } from '../../../src/lib/time-zone.ts'
import { recommendProducts } from '../../../src/services/recommend/recommend-products.ts'
import type { RecommendProductsInput } from '../../../src/services/recommend/recommendation.ts'
import type { Store } from '../../../src/store/open.ts'
import { products } from '../../../src/store/schema/index.ts'
import { recommendProductsTool } from '../../../tools/recommend/recommend-products.ts'
import { testContext } from '../../support/shop.ts'
import { TASTE_DAY, tasteShop } from '../../support/taste-shop.ts'
import { addEvents, type TestEvent } from '../../support/visit-shop.ts'

const NOON = dayOfDate(TASTE_DAY) * MS_PER_DAY + MS_PER_DAY / 2
const ask = async (store: Store, input: RecommendProductsInput) =>
  (await recommendProducts({ ctx: testContext(store, TASTE_DAY), input })).data
const ids = ({ items }: Awaited<ReturnType<typeof ask>>): string[] => items.map(({ product_id: id }) => id)

describe('who is new', () => {
  test('gets what customers of the same source prefer, from the own source or a named one', async () => {
    const store = tasteShop()
    store.sqlite.prepare("UPDATE customers SET source = 'camping-ad' WHERE id LIKE 'camper-%'").run()
    store.sqlite.prepare("UPDATE customers SET source = 'camping-ad' WHERE id = 'nobody'").run()
    const visitor = await ask(store, { source: 'camping-ad', k: 4 })
    expect(visitor.items[0]?.reason).toMatchObject({ code: 'popular_in' })
    expect(ids(visitor).every((id) => /^[TSB]/.test(id))).toBe(true)
    expect(ids(await ask(store, { customer_id: 'nobody', k: 4 }))).toEqual(ids(visitor))
    // Without a source tea leads, which most people buy.
    expect(ids(await ask(store, { k: 4 }))[0]).toMatch(/^C/)
  })
})

describe('what is new', () => {
  const withNew = (): Store => {
    const store = tasteShop()
    store.db
      .insert(products)
      .values({
        id: 'T9',
        name: 'New Tent',
        category: 'camping',
        subcategory: 'tents',
        status: 'active',
        createdAt: NOON - MS_PER_DAY,
      })
      .run()
    return store
  }

  test('has one place of a personal list, and is found beside what it is like', async () => {
    const store = withNew()
    const list = ids(await ask(store, { customer_id: 'camper-1', k: 5 }))
    expect(list).toHaveLength(5)
    expect(list.filter((id) => id === 'T9')).toHaveLength(1)
    expect(ids(await ask(store, { product_id: 'T1', strategy: 'similar' }))).toContain('T9')
    expect(ids(await ask(store, { customer_id: 'camper-1', strategy: 'new' }))).toEqual(['T9'])
  })
})

describe('histories that nobody would write', () => {
  test('a session of ten thousand products, known and unknown, is a history', async () => {
    const session = Array.from({ length: 10_000 }, (_, at) => (at % 2 === 0 ? 'C1' : `unknown-${at}`))
    const list = await ask(tasteShop(), { session })
    expect(list.personalised).toBe(true)
    expect(ids(list)[0]).toMatch(/^[PC]/)
    expect(recommendProductsTool.input.safeParse({ session: [...session, 'one more'] }).success).toBe(false)
    expect(recommendProductsTool.input.safeParse({ customer_id: 'x'.repeat(5000) }).success).toBe(false)
  })

  test('ten thousand equal events say no more than one, and events of the future nothing', async () => {
    const look = (at: number): TestEvent => ({ customer: 'nobody', at, name: 'product_view', product: 'S1' })
    const once = tasteShop()
    addEvents(once, [look(NOON)])
    const often = tasteShop()
    addEvents(
      often,
      Array.from({ length: 10_000 }, () => look(NOON)),
    )
    expect(ids(await ask(often, { customer_id: 'nobody' }))).toEqual(ids(await ask(once, { customer_id: 'nobody' })))
    const future = tasteShop()
    addEvents(future, [look(NOON + 3 * MS_PER_DAY)])
    expect((await ask(future, { customer_id: 'nobody' })).not_personal).toBe('no_history')
  })
})
