import { describe, expect, test } from 'vitest'
import { callFor } from '../../../support/planner.ts'

const filtersFor = async (question: string): Promise<unknown> => {
  const found = await callFor(question)
  return found?.name === 'find_customers' ? found.args['filters'] : found
}
const tag = (value: string) => ({ field: 'tag', op: 'eq', value })

describe('tags are known by their names in either language', () => {
  test.each([
    ['customers tagged weekend shopper', [tag('weekend_shopper')]],
    ['周末购物的客户', [tag('weekend_shopper')]],
    ['VIP customers with a waiting cart', [{ field: 'value_tier', op: 'eq', value: 'high' }, tag('cart_waiting')]],
    ['购物车里还有东西的VIP客户', [tag('cart_waiting'), { field: 'value_tier', op: 'eq', value: 'high' }]],
    [
      'which bargain hunters live in Shanghai?',
      [tag('bargain_hunter'), { field: 'city', op: 'eq', value: 'Shanghai' }],
    ],
  ])('%s', async (question, filters) => {
    expect(await filtersFor(question)).toEqual(filters)
  })
})

describe('liking is not having bought', () => {
  test.each(['who likes skincare?', '谁喜欢护肤品', '对护肤感兴趣的客户'])('%s', async (question) => {
    expect(await filtersFor(question)).toEqual([{ field: 'interest', op: 'eq', value: 'skincare' }])
  })

  test('buying is', async () => {
    expect(await filtersFor('who bought skincare?')).toEqual([{ field: 'category', op: 'eq', value: 'skincare' }])
  })
})

describe('a ranking over a period ranks by that period', () => {
  const bought = (period: string) => [{ field: 'orders', op: 'gte', value: 1, period }]
  test.each([
    [
      'top 20 customers by revenue in Q2',
      { limit: 20, sort: '-net_revenue', sort_period: '2026-q2', filters: bought('2026-q2') },
    ],
    ['who spent the most last year', { sort: '-net_revenue', sort_period: 'last_year', filters: bought('last_year') }],
    ['5月下单最多的十位客户', { limit: 10, sort: '-orders', sort_period: '2026-05', filters: bought('2026-05') }],
  ])('%s', async (question, args) => {
    expect(await callFor(question)).toEqual({ name: 'find_customers', args })
  })

  test('a ranking without one ranks by all history', async () => {
    expect((await callFor('top 20 customers by net revenue'))?.args).toEqual({ limit: 20, sort: '-net_revenue' })
  })
})
