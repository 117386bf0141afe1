import { describe, expect, test } from 'vitest'
import type { LearntRanking } from '../../../src/services/search/learn-ranking.ts'
import { recommendModel } from '../../../src/services/recommend/recommend-model.ts'
import { loadModel } from '../../../src/services/models/load-model.ts'
import { searchProducts } from '../../../src/services/search/search-products.ts'
import { dayOfDate, MS_PER_DAY } from '../../../src/lib/time-zone.ts'
import { seededRandom } from '../../../src/lib/random.ts'
import type { Store } from '../../../src/store/open.ts'
import { testContext } from '../../support/shop.ts'
import { TASTE_DAY, tasteShop } from '../../support/taste-shop.ts'
import { addEvents, type TestEvent } from '../../support/visit-shop.ts'

const NOON = dayOfDate(TASTE_DAY) * MS_PER_DAY + MS_PER_DAY / 2

/** Two tents that sell alike. */
function shop(): Store {
  const store = tasteShop()
  store.sqlite.prepare("UPDATE products SET name = 'Ridge Tent' WHERE id = 'T1'").run()
  store.sqlite.prepare("UPDATE products SET name = 'Valley Tent' WHERE id = 'T2'").run()
  return store
}
const ask = async (store: Store, query = 'tent') =>
  (await searchProducts({ ctx: testContext(store, TASTE_DAY), input: { query } })).data
const clicksOf = ({ items }: Awaited<ReturnType<typeof ask>>, id: string): number =>
  items.find(({ product_id: own }) => own === id)?.parts.clicks ?? -1
const followed = (visitor: string, product: string, position?: number, query = 'Tent'): TestEvent[] => [
  { customer: visitor, at: NOON, name: 'search', query },
  { customer: visitor, at: NOON + 1000, name: 'click', product, ...(position === undefined ? {} : { position }) },
]

describe('clicks behind a search', () => {
  test('move the order at once, for everybody, and are a part of the score', async () => {
    const store = shop()
    const [first, second] = (await ask(store)).items.map(({ product_id: id }) => id)
    if (first === undefined || second === undefined) throw new Error('two tents match')
    // Thirty people search and go on to the second one; the model is not trained again.
    for (let n = 0; n < 30; n++) addEvents(store, followed(`visitor-${n}`, second))
    const after = await ask(store)
    expect(after.items[0]).toMatchObject({
      product_id: second,
      neutral_rank: 1,
      reason: { code: 'clicked', text: '30 of 30 who searched for the same went on to it' },
    })
    // 1.5 x 30 / (30 + 20)
    expect(clicksOf(after, second)).toBeCloseTo(0.9, 12)
    expect(clicksOf(after, first)).toBe(0)
    for (const { parts, score } of after.items) {
      expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBeCloseTo(score, 12)
    }
    // Another query knows nothing of it.
    expect(clicksOf(await ask(store, 'valley tent'), second)).toBe(0)
  })

  test('count once a person, and more from far down', async () => {
    const store = shop()
    expect(clicksOf(await ask(store), 'T1')).toBe(0)
    for (let n = 0; n < 50; n++) addEvents(store, followed('machine', 'T1'))
    expect(clicksOf(await ask(store), 'T1')).toBeCloseTo(1.5 / 21, 12)
    addEvents(store, followed('reader', 'T2', 4))
    // One click of two people; on the fourth place one in four looks.
    expect(clicksOf(await ask(store), 'T2')).toBeCloseTo(1.5 / (2 / 4 + 20), 12)
  })

  test('take the looks from a list that was shown for the query', async () => {
    const store = shop()
    const products = [{ product_id: 'T1' }, { product_id: 'T2' }]
    for (let n = 0; n < 10; n++) {
      const customer = `viewer-${n}`
      addEvents(store, [
        { customer, at: NOON, name: 'product_list', query: 'tent', properties: { query: 'tent', products } },
        ...(n < 2 ? [{ customer, at: NOON + 1, name: 'click', query: 'tent', product: 'T2', position: 2 }] : []),
      ])
    }
    const found = await ask(store)
    expect(clicksOf(found, 'T2')).toBeCloseTo((1.5 * 2) / (10 / 2 + 20), 12)
    expect(clicksOf(found, 'T1')).toBe(0)
  })

  test('after as-of do not exist, nor does what was turned to without a search', async () => {
    const store = shop()
    addEvents(store, [
      { customer: 'future', at: NOON + 2 * MS_PER_DAY, name: 'click', query: 'tent', product: 'T1' },
      { customer: 'walker', at: NOON, name: 'product_view', product: 'T1' },
      { customer: 'odd', at: NOON, name: 'product_list', query: 'tent', properties: { products: 'none' } },
    ])
    expect(clicksOf(await ask(store), 'T1')).toBe(0)
  })

  test('are learnt with the model, which then counts on from the newest event', async () => {
    const store = shop()
    for (let n = 0; n < 20; n++) addEvents(store, followed(`visitor-${n}`, 'T2'))
    // Words of one person could name somebody: they are not kept with a model.
    addEvents(store, followed('wei', 'T2', undefined, 'tent for wang wei'))
    expect(clicksOf(await ask(store), 'T2')).toBeCloseTo(0.75, 12)
    const { run } = await loadModel(testContext(store, TASTE_DAY), recommendModel)
    expect(JSON.stringify(run?.parameters)).toContain('"queries":[["tent",20,[["T2",20,0,0,0,0]]]]')
    addEvents(store, followed('one more', 'T2'))
    expect(clicksOf(await ask(store), 'T2')).toBeCloseTo((1.5 * 21) / 41, 12)
  })
})

describe('weights of a search', () => {
  /** 600 searchers of the last eight weeks; who bought dear tents before looks at the dear one. */
  function pricedShop(): Store {
    const store = shop()
    const random = seededRandom('searchers')
    store.sqlite.prepare("UPDATE products SET price_minor = 4000 WHERE id IN ('T2', 'B2')").run()
    const list: TestEvent[] = []
    for (let n = 0; n < 600; n++) {
      const customer = `searcher-${n}`
      const at = NOON - Math.floor(random() * 55) * MS_PER_DAY
      const [own, other] = n % 2 === 0 ? ['B2', 'T2'] : ['B1', 'T1']
      const wants = random() < 0.95 ? other : other === 'T1' ? 'T2' : 'T1'
      // Looks at other tents of that price before: the price level of the kind is known, the product is not.
      for (const before of [2, 3])
        list.push({ customer, at: at - before * 1000, name: 'product_view', product: `${own}-x` })
      list.push({ customer, at, name: 'search', query: 'tent' })
      if (wants !== undefined) list.push({ customer, at: at + 1000, name: 'product_view', product: wants })
    }
    addEvents(store, list)
    return store
  }

  test('are chosen on earlier weeks, judged on later ones, and told on the report card', async () => {
    const { run } = await loadModel(testContext(pricedShop(), TASTE_DAY), recommendModel)
    const search = run?.reportCard.details['search'] as LearntRanking
    expect(search).toMatchObject({ learnt: true, weights: { text: 1, history: 3, taste: 0.5 } })
    expect(search.chosen_on).toBeGreaterThanOrEqual(200)
    expect(search.judged_on).toBeGreaterThanOrEqual(200)
    expect(search.mrr.learnt ?? 0).toBeGreaterThanOrEqual((search.mrr.start ?? 1) - 0.02)
  })

  test('stay those of the start where few searches led to anything', async () => {
    const { run } = await loadModel(testContext(shop(), TASTE_DAY), recommendModel)
    expect(run?.reportCard.details['search']).toMatchObject({ learnt: false, chosen_on: 0, weights: { clicks: 1.5 } })
  })
})
