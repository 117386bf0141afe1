import { describe, expect, test } from 'vitest'
import { risenBy, tallySearches } from '../../../src/compute/search/tally-searches.ts'
import { analyzeSearches, type AnalyzeSearchesInput } from '../../../src/services/search/analyze-searches.ts'
import { dayOfDate, MS_PER_DAY } from '../../../src/lib/time-zone.ts'
import type { Store } from '../../../src/store/open.ts'
import { products } from '../../../src/store/schema/index.ts'
import { makeShop, testActor, testContext } from '../../support/shop.ts'
import { addEvents, type TestEvent } from '../../support/visit-shop.ts'
import { analyzeSearchesTool } from '../../../tools/search/analyze-searches.ts'

const TODAY = '2026-06-30'
const at = (daysAgo: number): number => (dayOfDate(TODAY) - daysAgo) * MS_PER_DAY + MS_PER_DAY / 2

describe('tallySearches', () => {
  test('counts searches, people and what came of them', () => {
    const one = { query: 'tent', person: 'a', clicked: true, ordered: false }
    expect(
      tallySearches([one, { ...one, person: 'b', ordered: true }, { ...one, query: 'tea', clicked: false }]),
    ).toEqual([
      { query: 'tent', searches: 2, people: 2, clicked: 2, ordered: 1 },
      { query: 'tea', searches: 1, people: 1, clicked: 0, ordered: 0 },
    ])
  })

  test('a rise is as large as the counts allow', () => {
    // Wilson of 100 in 150: .5880; as odds 1.427.
    expect(risenBy(100, 50, 1)).toBeCloseTo(1.427, 3)
    expect(risenBy(100, 50, 2)).toBeCloseTo(1.427 / 2, 3)
    expect(risenBy(50, 50, 1)).toBeLessThan(1)
    expect(risenBy(9, 0, 1)).toBe(0)
    expect(risenBy(1e6, 0, 1)).toBeGreaterThan(1e5)
  })
})

/** Forty searches for tents now and ten before; twenty for a snowboard; every tent is looked at, every fourth bought. */
function shop(): Store {
  const store = makeShop({})
  store.db.insert(products).values({ id: 'T1', name: 'Ridge Tent', nameAlternative: '山脊帐篷' }).run()
  const list: TestEvent[] = []
  for (let n = 0; n < 40; n++) {
    const start = at(n % 20)
    const customer = `c-${n}`
    list.push({ customer, at: start, name: 'search', query: n % 2 === 0 ? 'Tent' : ' TENT ' })
    list.push({ customer, at: start + 1000, name: 'product_view', product: 'T1' })
    if (n % 4 === 0) list.push({ customer, at: start + 2000, name: 'pay' })
    if (n < 10) list.push({ customer, at: at(40 + n), name: 'search', query: 'tent' })
    if (n < 20) list.push({ customer: `s-${n}`, at: start, name: 'search', query: 'snowboard' })
  }
  list.push({ customer: 'emoji', at: at(1), name: 'search', query: '😀' })
  list.push({ customer: 'sql', at: at(1), name: 'search', query: "'; DROP TABLE events; --" })
  list.push({ customer: 'long', at: at(1), name: 'search', query: 'x'.repeat(5000) })
  list.push({ customer: 'future', at: at(-3), name: 'search', query: 'tomorrow' })
  addEvents(store, list)
  return store
}
const store = shop()
const ask = (input: AnalyzeSearchesInput, own = store) => analyzeSearches({ ctx: testContext(own, TODAY), input })

describe('analyzeSearches', () => {
  test('tells what is searched for, what rises, what finds nothing, and what comes of it', () => {
    const { data } = ask({})
    expect(data.top[0]).toMatchObject({
      query: 'tent',
      searches: 40,
      people: 40,
      click_rate: 1,
      order_rate: 0.25,
      before: 10,
      change: 3,
      products: 1,
    })
    // The snowboard was not searched for before either: it rises too, and nothing is found.
    expect(data.rising.map(({ query }) => query)).toEqual(['snowboard', 'tent'])
    expect(data.zero_result[0]).toMatchObject({ query: 'snowboard', searches: 20, products: 0, change: null })
    expect(data.top.map(({ query }) => query)).not.toContain('tomorrow')
    expect(data.searches).toBe(62)
    expect(data.zero_share).toBeCloseTo(22 / 62, 12)
    expect(analyzeSearchesTool.output.safeParse(data).success).toBe(true)
  })

  test('the list asked for comes first in the table', () => {
    expect(ask({ show: 'zero_result' }).table?.rows[0]).toMatchObject({ list: 'finds_nothing', query: 'snowboard' })
    expect(ask({ limit: 1 }).data.zero_result).toHaveLength(1)
    expect(analyzeSearchesTool.input.safeParse({ limit: 1e9 }).success).toBe(false)
  })

  test('without searches there is a gate; guests and bots are refused', () => {
    const empty = makeShop({ orders: [{ customer: 'a', at: TODAY }] })
    expect(ask({}, empty)).toMatchObject({ data: { searches: 0, click_rate: null }, gate: { failed: 'searches' } })
    for (const role of ['slack_guest', 'service_bot'] as const) {
      const ctx = testContext(store, TODAY, { actor: testActor(role) })
      expect(() => analyzeSearches({ ctx, input: {} })).toThrow(role)
    }
  })
})
