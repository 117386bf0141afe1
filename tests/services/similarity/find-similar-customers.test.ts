import { describe, expect, test } from 'vitest'
import { findSimilarCustomers } from '../../../src/services/similarity/find-similar-customers.ts'
import { customerConsents, products } from '../../../src/store/schema/index.ts'
import { shopOfGroups, THREE_GROUPS } from '../../support/buyers.ts'
import { makeShop, testActor, testContext } from '../../support/shop.ts'

const store = shopOfGroups(THREE_GROUPS, 3)
const ctx = testContext(store, '2026-06-30')
const whales = [{ field: 'net_revenue', op: 'gte', value: 30_000 } as const]

describe('findSimilarCustomers', () => {
  test('finds customers of the same kind first, and never the one looked for', () => {
    const { data } = findSimilarCustomers({ ctx, input: { customer_id: 'whale-0', limit: 11 } })
    const ids = data.customers.map(({ customer_id: id }) => id)
    expect(ids.every((id) => id.startsWith('whale'))).toBe(true)
    expect(ids).not.toContain('whale-0')
    const scores = data.customers.map(({ score }) => score)
    expect(scores).toEqual(scores.toSorted((a, b) => b - a))
    expect(data).toMatchObject({ seeds: 1, candidates: 61 })
  })

  test('looks for the so many with the largest net revenue among those chosen, and leaves them out', () => {
    const { data } = findSimilarCustomers({ ctx, input: { filters: whales, top: 6, limit: 6 } })
    expect(data.seeds).toBe(6)
    expect(data.customers.map(({ customer_id: id }) => id.split('-')[0])).toEqual(Array(6).fill('whale'))
  })

  test('counts what was bought of a category where a category is named', () => {
    const shop = makeShop({
      orders: [
        {
          customer: 'rich',
          at: '2026-06-01',
          lines: [
            { product: 'tent', amountMinor: 99_000 },
            { product: 'cream', amountMinor: 100 },
          ],
        },
        { customer: 'fond', at: '2026-06-01', lines: [{ product: 'cream', amountMinor: 5000 }] },
        { customer: 'like', at: '2026-06-02', lines: [{ product: 'cream', amountMinor: 4800 }] },
        { customer: 'unlike', at: '2026-01-02', lines: [{ product: 'tent', amountMinor: 90_000 }] },
      ],
    })
    shop.db
      .insert(products)
      .values([
        { id: 'cream', name: 'Cream', category: 'skincare' },
        { id: 'tent', name: 'Tent', category: 'outdoor' },
      ])
      .run()
    const { data } = findSimilarCustomers({
      ctx: testContext(shop, '2026-06-30'),
      input: { filters: [{ field: 'category', op: 'eq', value: 'skincare' }], top: 1, limit: 1 },
    })
    expect(data.customers[0]?.customer_id).toBe('like')
  })

  test('names what counted, and what sets the group apart counts most', () => {
    const { data } = findSimilarCustomers({ ctx, input: { filters: whales } })
    expect(data.features_used.map(({ feature }) => feature)).toContain('order_value')
    const weights = data.features_used.map(({ weight }) => weight)
    expect(weights).toEqual(weights.toSorted((a, b) => b - a))
  })

  test('leaves out who refused profiling, and for a channel who did not consent to it', () => {
    const shop = shopOfGroups(THREE_GROUPS)
    shop.db
      .insert(customerConsents)
      .values([
        { customerId: 'whale-1', kind: 'profiling', changedAt: 1, granted: 0 },
        { customerId: 'whale-2', kind: 'email', changedAt: 1, granted: 1 },
        { customerId: 'whale-3', kind: 'email', changedAt: 1, granted: 1 },
        { customerId: 'whale-3', kind: 'email', changedAt: 2, granted: 0 },
      ])
      .run()
    const at = testContext(shop, '2026-06-30')
    const anywhere = findSimilarCustomers({ ctx: at, input: { customer_id: 'whale-0', limit: 100 } }).data
    expect(anywhere.customers.map(({ customer_id: id }) => id)).not.toContain('whale-1')
    expect(anywhere.left_out_for_consent).toBe(1)
    const mailed = findSimilarCustomers({ ctx: at, input: { customer_id: 'whale-0', channel: 'email' } }).data
    expect(mailed.customers.map(({ customer_id: id }) => id)).toEqual(['whale-2'])
  })

  test('says when there are fewer than asked for', () => {
    const { facts, data } = findSimilarCustomers({ ctx, input: { customer_id: 'whale-0', limit: 1000 } })
    expect(data.customers).toHaveLength(61)
    expect(facts.find(({ id }) => id === 'wanted')?.value).toBe(1000)
  })

  test.each([
    ['a protected feature', { customer_id: 'whale-0', features: ['gender'] }, /who a person is/],
    ['nobody named', {}, /name whom to look for/],
    ['a customer without an order', { customer_id: 'prospect-0' }, /no customer with an order/],
    ['an unknown customer', { customer_id: 'nobody' }, /no customer 'nobody'/],
    ['an unknown channel', { customer_id: 'whale-0', channel: 'fax' }, /no channel 'fax'/],
  ])('refuses %s', (_what, input, message) => {
    expect(() => findSimilarCustomers({ ctx, input })).toThrow(message)
  })

  test('is not for a guest, and lists few where others read along', () => {
    const guest = { ...ctx, actor: testActor('slack_guest') }
    expect(() => findSimilarCustomers({ ctx: guest, input: { customer_id: 'whale-0' } })).toThrow(/may not do this/)
    const shared = { ...ctx, actor: testActor('slack_user', { sharedChannel: true }) }
    expect(findSimilarCustomers({ ctx: shared, input: { customer_id: 'whale-0' } }).data.customers).toHaveLength(20)
  })
})
