import { describe, expect, test } from 'vitest'
import { dayOfDate, MS_PER_DAY } from '../../../src/lib/time-zone.ts'
import {
  evaluateRecommenders,
  type EvaluateRecommendersInput,
} from '../../../src/services/recommend/evaluate/evaluate-recommenders.ts'
import { logImpressions } from '../../../src/store/queries/recommend/log-impressions.ts'
import type { Store } from '../../../src/store/open.ts'
import { evaluateRecommendersTool } from '../../../tools/recommend/evaluate-recommenders.ts'
import { makeShop, testActor, testContext, type TestOrder } from '../../support/shop.ts'
import { TASTE_DAY, tasteShop } from '../../support/taste-shop.ts'

const ask = (store: Store, input: EvaluateRecommendersInput) =>
  evaluateRecommenders({ ctx: testContext(store, TASTE_DAY), input })
const before = (days: number): number => (dayOfDate(TASTE_DAY) - days) * MS_PER_DAY

describe('offline', () => {
  const store = tasteShop()

  test.each(['by_time', 'random', 'leave_one_out'] as const)('%s: every method with intervals', async (protocol) => {
    const { data } = await ask(store, { protocol, methods: ['popularity', 'item_cf', 'blend'], k: 3 })
    expect(data.rows.map(({ method }) => method).toSorted()).toEqual(['blend', 'item_cf', 'popularity'])
    for (const row of data.rows) {
      expect(row.ndcg.low).toBeLessThanOrEqual(row.ndcg.mean)
      expect(row.ndcg.high).toBeGreaterThanOrEqual(row.ndcg.mean)
      expect(row.coverage).toBeLessThanOrEqual(1)
      expect(row.exposure_gini).toBeGreaterThanOrEqual(0)
      expect(row.exposure_gini).toBeLessThan(1)
      expect(row.beyond_popularity === null).toBe(row.method === 'popularity')
    }
    expect(evaluateRecommendersTool.output.safeParse(data).success).toBe(true)
  })

  test('a shop with few who come back is a gate', async () => {
    const { gate, data } = await ask(makeShop({ orders: [{ customer: 'a', at: TASTE_DAY }] }), {})
    expect(gate?.failed).toBeDefined()
    expect(data.rows).toEqual([])
  })
})

describe('online', () => {
  /** Sixty customers are shown a list of each strategy; of `auto` thirty buy what they saw, of `popular` six. */
  function shownShop(): Store {
    const orders: TestOrder[] = []
    const lists: [customer: string, strategy: string][] = []
    for (let i = 0; i < 120; i++) {
      const strategy = i % 2 === 0 ? 'auto' : 'popular'
      const customer = `c-${i}`
      lists.push([customer, strategy])
      const buys = strategy === 'auto' ? i % 4 === 0 : i % 20 === 1
      orders.push({ customer, at: '2026-06-12', lines: [{ product: buys ? 'SHOWN' : 'OTHER', amountMinor: 100 }] })
    }
    const store = makeShop({ orders })
    for (const [customerId, strategy] of lists) {
      const list = {
        customerId,
        strategy,
        personalised: strategy === 'auto',
        productIds: ['SHOWN', 'TOO'],
        runId: null,
      }
      logImpressions(store, { ...list, shownAt: before(19) })
    }
    const late = { strategy: 'auto', personalised: true, productIds: ['SHOWN'], runId: null }
    logImpressions(store, { ...late, customerId: 'c-1', shownAt: before(2) })
    logImpressions(store, { ...late, customerId: null, shownAt: before(19) })
    return store
  }

  test('reads two strategies out of what was shown and bought, with intervals', async () => {
    const { data, evidence, warnings } = await ask(shownShop(), { source: 'online' })
    expect(data.strategies).toMatchObject([
      { strategy: 'auto', lists: 60, customers: 60, converted: 30, conversion: 0.5, item_rate: 0.25 },
      { strategy: 'popular', lists: 60, customers: 60, converted: 6, conversion: 0.1 },
    ])
    // Wilson of 30 in 60.
    expect(data.strategies[0]?.interval[0]).toBeCloseTo(0.3774, 3)
    expect(evidence.rows_left_out).toEqual({ shown_to_nobody_known: 1, window_still_running: 1 })
    expect(warnings?.join()).toContain('not drawn at random')
    expect(evaluateRecommendersTool.output.safeParse(data).success).toBe(true)
  })

  test('nothing shown is a gate, and guests may not ask', async () => {
    const store = makeShop({ orders: [{ customer: 'a', at: TASTE_DAY }] })
    expect((await ask(store, { source: 'online' })).gate).toMatchObject({ failed: 'customers_shown', have: 0 })
    const ctx = testContext(store, TASTE_DAY, { actor: testActor('slack_guest') })
    expect(() => evaluateRecommenders({ ctx, input: {} })).toThrow(/slack_guest/)
  })
})
