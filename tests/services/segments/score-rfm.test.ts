import { describe, expect, test } from 'vitest'
import { scoreRfm } from '../../../src/services/segments/score-rfm.ts'
import { rebuildRollups } from '../../../src/store/queries/rollups/rebuild-rollups.ts'
import { makeShop, testActor, testContext, type TestShop } from '../../support/shop.ts'

const shop: TestShop = {
  customers: [{ id: 'prospect', createdAt: 0 }],
  orders: [
    { customer: 'a', at: '2026-06-29', grossMinor: 10_000 },
    { customer: 'a', at: '2026-06-01', grossMinor: 10_000 },
    { customer: 'b', at: '2026-05-01', grossMinor: 5_000 },
    { customer: 'c', at: '2026-01-01', grossMinor: 1_000 },
    { customer: null, at: '2026-06-15', grossMinor: 99_000 },
  ],
  returns: [
    { customer: 'a', at: '2026-06-20', amountMinor: 2_500 },
    { customer: 'only-returns', at: '2026-06-20', amountMinor: 100 },
  ],
}

describe('scoreRfm', () => {
  test('lists the buyers best first, with net revenue', () => {
    const { data } = scoreRfm({ ctx: testContext(makeShop(shop), '2026-06-30'), input: {} })
    expect(
      data.customers.map(({ customer_id: id, recency_days: r, frequency: f, monetary_minor: m }) => [id, r, f, m]),
    ).toEqual([
      ['a', 1, 2, 17_500],
      ['b', 60, 1, 5_000],
      ['c', 180, 1, 1_000],
    ])
    expect(data.total_customers).toBe(3)
    expect(data.customers[0]).toMatchObject({ r: 5, f: 5, m: 5, segment: 'champions' })
    expect(data.segments.reduce((sum, { size }) => sum + size, 0)).toBe(3)
    expect(data.cut_points?.recency_days).toHaveLength(4)
  })

  test('takes gross revenue on request, and a period for orders and returns alike', () => {
    const ctx = testContext(makeShop(shop), '2026-06-30')
    expect(scoreRfm({ ctx, input: { revenue: 'gross' } }).data.customers[0]?.monetary_minor).toBe(20_000)
    const june = scoreRfm({ ctx, input: { period: '2026-06' } })
    expect(june.data.customers.map(({ customer_id: id, monetary_minor: m }) => [id, m])).toEqual([['a', 17_500]])
    const late = scoreRfm({ ctx, input: { period: { from: '2026-06-21', to: '2026-07-01' } } })
    expect(late.data.customers.map(({ frequency, monetary_minor: m }) => [frequency, m])).toEqual([[1, 10_000]])
    expect(late.facts).toContainEqual(expect.objectContaining({ id: 'period_to', value: '2026-06-30' }))
  })

  test('is served by rollups at the end of the data, with the same figures as from the orders', () => {
    const store = makeShop(shop)
    const ctx = testContext(store, '2026-06-30')
    const fromOrders = scoreRfm({ ctx, input: {} })
    rebuildRollups(store)
    const fromRollups = scoreRfm({ ctx, input: {} })
    expect(fromOrders.evidence.method).toContain('orders')
    expect(fromRollups.evidence.method).toContain('customer_rollups')
    expect(fromRollups.data).toEqual(fromOrders.data)
  })

  test.each([
    ['an order', { orders: [{ customer: 'a', at: '2026-07-01' }] }],
    ['a return', { returns: [{ customer: 'a', at: '2026-07-02', amountMinor: 1 }] }],
    ['a cancellation', { orders: [{ customer: 'a', at: '2026-06-02', cancelledAt: Date.UTC(2026, 6, 3) }] }],
  ] satisfies [string, TestShop][])('leaves the rollups alone once %s lies after as-of', (_name, later) => {
    const store = makeShop({
      ...shop,
      orders: [...(shop.orders ?? []), ...('orders' in later ? later.orders : [])],
      returns: [...(shop.returns ?? []), ...('returns' in later ? later.returns : [])],
    })
    const ctx = testContext(store, '2026-06-30')
    const before = scoreRfm({ ctx, input: {} })
    rebuildRollups(store)
    const after = scoreRfm({ ctx, input: {} })
    expect(after.evidence.method).toContain('read from orders')
    expect(after.data).toEqual(before.data)
  })

  test('scores against the whole shop and lists whom the filters choose', () => {
    const ctx = testContext(makeShop(shop), '2026-06-30')
    const { data, evidence } = scoreRfm({
      ctx,
      input: { filters: [{ field: 'orders', op: 'gte', value: 2 }] },
    })
    expect(data.customers.map(({ customer_id: id, m }) => [id, m])).toEqual([['a', 5]])
    expect(evidence.definition.at(-1)).toContain('whole shop')
  })

  test('lists as many as asked for and counts all', () => {
    const { data, warnings } = scoreRfm({ ctx: testContext(makeShop(shop), '2026-06-30'), input: { limit: 1 } })
    expect(data.customers.map(({ customer_id: id }) => id)).toEqual(['a'])
    expect(data.total_customers).toBe(3)
    expect(warnings?.[0]).toContain('best 1 of 3')
  })

  test('has nothing to score in an empty shop, and lists nobody in a shared channel', () => {
    const empty = scoreRfm({ ctx: testContext(makeShop({}), '2026-06-30'), input: {} })
    expect(empty.data).toMatchObject({ customers: [], total_customers: 0, cut_points: null })
    const shared = testContext(makeShop(shop), '2026-06-30', { actor: testActor('marketer', { sharedChannel: true }) })
    expect(scoreRfm({ ctx: shared, input: {} }).data).toMatchObject({ customers: [], total_customers: 3 })
  })
})
