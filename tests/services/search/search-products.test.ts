import { describe, expect, test } from 'vitest'
import type { ServiceContext } from '../../../src/services/context.ts'
import type { SearchProductsInput } from '../../../src/services/search/search-question.ts'
import { searchProducts } from '../../../src/services/search/search-products.ts'
import { suggestQueries, type SuggestQueriesInput } from '../../../src/services/search/suggest-queries.ts'
import type { Store } from '../../../src/store/open.ts'
import { products } from '../../../src/store/schema/index.ts'
import { dayOfDate, MS_PER_DAY } from '../../../src/lib/time-zone.ts'
import { makeShop, testActor, testContext } from '../../support/shop.ts'
import { countStock, refuseProfiling, TASTE_DAY, tasteShop } from '../../support/taste-shop.ts'
import { addEvents } from '../../support/visit-shop.ts'
import { searchProductsTool } from '../../../tools/search/search-products.ts'
import { suggestQueriesTool } from '../../../tools/search/suggest-queries.ts'

const NAMES: Readonly<Record<string, readonly [name: string, other: string]>> = {
  T1: ['Ridge Tent', '山脊帐篷'],
  T2: ['Valley Tent', '山谷帐篷'],
  S1: ['Flame Stove', '火焰炉具'],
  B1: ['Trail Boots', '越野靴'],
  C1: ['Green Tea', '绿茶'],
  C2: ['Black Tea', '红茶'],
}

function shop(): Store {
  const store = tasteShop()
  for (const [id, [name, other]] of Object.entries(NAMES)) {
    store.sqlite.prepare('UPDATE products SET name = ?, name_alternative = ? WHERE id = ?').run(name, other, id)
  }
  // Six visitors searched for tea, one for something that names a person.
  addEvents(
    store,
    Array.from({ length: 6 }, (_, i) => ({
      customer: `tea-${i}`,
      at: (dayOfDate(TASTE_DAY) - 2) * MS_PER_DAY + i,
      name: 'search',
      query: i === 0 ? 'Green Tea' : 'green tea',
    })),
  )
  addEvents(store, [
    { customer: 'tea-7', at: (dayOfDate(TASTE_DAY) - 2) * MS_PER_DAY, name: 'search', query: 'green tea for wang wei' },
  ])
  return store
}
const store = shop()
const ask = (input: SearchProductsInput, own = store, more: Partial<ServiceContext> = {}) =>
  searchProducts({ ctx: testContext(own, TASTE_DAY, more), input })
const idsOf = (list: readonly { readonly product_id: string }[]): string[] => list.map((one) => one.product_id)
const suggest = (input: SuggestQueriesInput, own = store) => suggestQueries({ ctx: testContext(own, TASTE_DAY), input })

describe('searchProducts', () => {
  test('puts what a customer drinks first, with the order for everybody beside it and parts that sum', async () => {
    const { data } = await ask({ query: '茶', customer_id: 'tea-1' })
    expect(data).toMatchObject({ personalised: true, matched: 2, intent: { kind: 'tea', category: 'kitchen' } })
    // tea-1 buys C2; more people buy C1 lately (tea-due is one of them).
    expect(idsOf(data.items)).toEqual(['C2', 'C1'])
    expect(data.items[0]).toMatchObject({ rank: 1, reason: { code: 'bought_before' } })
    expect(data.items[0]?.reason.text).toContain('5 purchases')
    expect(idsOf(data.neutral).toSorted()).toEqual(['C1', 'C2'])
    for (const { parts, score } of data.items) {
      expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBeCloseTo(score, 12)
    }
    expect(searchProductsTool.output.safeParse(data).success).toBe(true)
    expect(idsOf((await ask({ query: 'tea', customer_id: 'tea-2' })).data.items)).toEqual(['C1', 'C2'])
  })

  test('gives everybody the same where nobody is named, nothing is known or profiling is refused', async () => {
    const own = shop()
    refuseProfiling(own, 'tea-1')
    const refused = await ask({ query: 'tea', customer_id: 'tea-1' }, own)
    expect(refused.data).toMatchObject({ personalised: false, not_personal: 'profiling_refused' })
    const common = await ask({ query: 'tea' }, own)
    expect(common.data.not_personal).toBe('nobody_named')
    expect(idsOf(refused.data.items)).toEqual(idsOf(common.data.items))
    expect((await ask({ query: 'tea', customer_id: 'nobody' }, own)).data.not_personal).toBe('no_history')
  })

  test('shows only what is in stock, and what can stand in for what is sold out', async () => {
    const own = shop()
    countStock(own, 'T1', 0)
    const { data } = await ask({ query: 'tent' }, own)
    expect(idsOf(data.items)).toEqual(['T2'])
    expect(data.left_out_of_stock).toBe(1)
    const gone = await ask({ query: 'ridge tent' }, own)
    expect(gone.data).toMatchObject({ items: [], recovery: 'out_of_stock' })
    expect(gone.data.instead[0]).toEqual({ product_id: 'T2', reason: 'similar' })
  })

  test('recovers from words that nothing holds', async () => {
    expect((await ask({ query: 'purple tent' })).data).toMatchObject({ matched: 2, recovery: 'words_dropped' })
    expect((await ask({ query: 'stoev' })).data).toMatchObject({ matched: 1, recovery: 'respelled' })
    expect((await ask({ query: 'zhangpeng' })).data).toMatchObject({ matched: 2, recovery: 'respelled' })
    const { data } = await ask({ query: 'snowboard' })
    expect(data).toMatchObject({ items: [], matched: 0, recovery: 'nothing_like_it' })
    expect(data.instead[0]?.reason).toBe('popular')
  })

  test('reads prices and filters as conditions on products', async () => {
    expect((await ask({ query: 'tent under 5' })).data.matched).toBe(0)
    expect((await ask({ query: 'tent under 10' })).data.intent.price_to_minor).toBe(1000)
    const filters = [{ field: 'product_id', op: 'eq', value: 'T2' }] as const
    expect(idsOf((await ask({ query: 'tent', filters })).data.items)).toEqual(['T2'])
    await expect(ask({ query: 'tent', filters: [{ field: 'gender', op: 'eq', value: 'female' }] })).rejects.toThrow(
      /cannot be filtered by 'gender'/,
    )
  })

  test('finds a product as soon as it is there, and not before', async () => {
    const own = shop()
    expect((await ask({ query: 'kayak' }, own)).data.matched).toBe(0)
    own.db.insert(products).values({ id: 'K1', name: 'River Kayak', category: 'camping', createdAt: 1 }).run()
    own.db
      .insert(products)
      .values({ id: 'K2', name: 'Future Kayak', createdAt: (dayOfDate(TASTE_DAY) + 9) * MS_PER_DAY })
      .run()
    own.sqlite.prepare("UPDATE products SET name = 'Renamed Boots' WHERE id = 'B1'").run()
    // Every write of facts moves their version.
    own.sqlite.prepare("INSERT INTO watermarks (name, fact_version, updated_at) VALUES ('facts', 1, 0)").run()
    expect(idsOf((await ask({ query: 'kayak' }, own)).data.items)).toEqual(['K1'])
    expect((await ask({ query: 'trail boots' }, own)).data.words.find(({ word }) => word === 'trail')?.dropped).toBe(
      true,
    )
  })

  test('refuses what is no query, takes hostile ones as words, and reads the head of a long one', async () => {
    for (const query of ['😀😀', '   ', '%_%', "'--"]) {
      await expect(ask({ query })).rejects.toThrow(/no word to search for/)
    }
    const attack = await ask({ query: "'; DROP TABLE products; -- tent" })
    expect(attack.data.matched).toBe(2)
    const long = await ask({ query: `tent ${'x'.repeat(5000)}` })
    expect(long.warnings?.join()).toContain('first words')
    expect(long.data.matched).toBe(2)
    for (const k of [0, -1, 1e9, 1.5])
      expect(searchProductsTool.input.safeParse({ query: 'tent', k }).success).toBe(false)
  })

  test('a service bot searches for its own customer only', async () => {
    const actor = testActor('service_bot', { boundCustomerId: 'tea-1' })
    expect((await ask({ query: 'tea', customer_id: 'tea-1' }, store, { actor })).data.personalised).toBe(true)
    await expect(ask({ query: 'tea', customer_id: 'tea-2' }, store, { actor })).rejects.toThrow(/no customer/)
    await expect(ask({ query: 'tea', customer_id: 'not-there' })).rejects.toThrow(/no customer/)
  })

  test('a shop without orders goes by words alone', async () => {
    const empty = makeShop({})
    empty.db.insert(products).values({ id: 'X1', name: 'Blue Kettle' }).run()
    expect((await ask({ query: 'kettle' }, empty)).data).toMatchObject({ matched: 1, personalised: false })
  })
})

describe('suggestQueries', () => {
  test('completes with what several people searched for and the catalogue, own things first', () => {
    const { data } = suggest({ prefix: 'gre', customer_id: 'tea-1' })
    expect(data.suggestions[0]).toMatchObject({ query: 'green tea', source: 'searched', searches: 6, own: true })
    // One person's words are nobody else's business.
    expect(data.suggestions.map(({ query }) => query).join()).not.toContain('wang')
    expect(suggestQueriesTool.output.safeParse(data).success).toBe(true)
    expect(suggest({ prefix: 'lvcha' }).data.suggestions[0]?.query).toBe('绿茶')
    expect(suggest({ prefix: '帐' }).data.suggestions.every(({ query }) => query.includes('帐'))).toBe(true)
  })

  test('offers only what finds something in stock', () => {
    const own = shop()
    countStock(own, 'S1', 0)
    countStock(own, 'S2', 0)
    const { data } = suggest({ prefix: 'flame' }, own)
    expect(data.suggestions).toEqual([])
    expect(data.left_out).toBeGreaterThan(0)
  })

  test('refuses a beginning without letters and another customer', () => {
    expect(() => suggest({ prefix: '🙂' })).toThrow(/no letter/)
    expect(() => suggest({ prefix: 'te', customer_id: 'not-there' })).toThrow(/no customer/)
    expect(suggest({ prefix: 'x'.repeat(5000) }).data.suggestions).toEqual([])
  })
})
