import { AIMessage, HumanMessage } from '@langchain/core/messages'
import { describe, expect, test } from 'vitest'
import { answered, callFor, replyTo, resultOf } from '../../support/planner.ts'

/** Questions as people type them: without apostrophes, with slips, in fragments. */
describe('how people type', () => {
  test('a missing apostrophe still denies', async () => {
    expect((await callFor('vips that havent bought anything since April'))?.args['filters']).toEqual([
      { field: 'value_tier', op: 'eq', value: 'high' },
      { field: 'orders', op: 'eq', value: 0, period: 'since_2026-04-01' },
    ])
  })

  test('more then is more than', async () => {
    expect((await callFor('customers who spent more then 3000 this year'))?.args['filters']).toEqual([
      { field: 'net_revenue', op: 'gt', value: 3000, period: 'this_year' },
    ])
  })

  test.each(['hows business going this month', '这个月生意如何'])('%s', async (question) => {
    expect((await callFor(question))?.args).toMatchObject({ metrics: ['net_revenue', 'orders', 'new_customers'] })
  })
})

describe('names set side by side are groups', () => {
  test.each([
    ['skincare vs outdoor revenue last quarter', 'category', ['skincare', 'outdoor']],
    ['男客户和女客户谁花得多', 'gender', ['male', 'female']],
  ])('%s', async (question, field, value) => {
    expect((await callFor(question))?.args).toMatchObject({
      dimensions: [field],
      filters: [{ field, op: 'in', value }],
    })
  })

  test('names that are only listed are one condition', async () => {
    expect((await callFor('net revenue of skincare and outdoor last quarter'))?.args['dimensions']).toBeUndefined()
  })
})

test('the worst by returns is where most comes back', async () => {
  const returned = answered('value of returns last month', 'query_metrics', { metrics: ['returns'] }, resultOf({}))
  expect((await callFor('which category was worst', ...returned))?.args['order']).toBe('desc')
  expect((await callFor('which category sold worst last month'))?.args['order']).toBe('asc')
})

test('the previous month is the one before the month that is named', async () => {
  for (const question of ['April sales versus the previous month', '4月净销售额和上期相比如何'])
    expect((await callFor(question))?.args).toMatchObject({ period: '2026-04', compare: 'previous' })
})

test.each(['Show me C-10023', 'C-10023: who is this?', '看一下 C-10023', 'C-10023'])(
  'a customer named without a wish is told about: %s',
  async (question) => {
    expect(await callFor(question)).toEqual({ name: 'get_customer_profile', args: { customer_id: 'C-10023' } })
  },
)

test('a customer named with a wish is not', async () => {
  expect((await callFor('erase C-10023'))?.name).not.toBe('get_customer_profile')
})

test('cancelled orders are listed: no figure of sales has them', async () => {
  expect(await callFor('how many orders were cancelled in June')).toEqual({
    name: 'find_orders',
    args: { status: 'cancelled', period: '2026-06' },
  })
})

test('groups that are ranked without a figure are ranked by what they bring', async () => {
  expect((await callFor('上季度卖得最好的三个商品'))?.args).toMatchObject({
    dimensions: ['product_id'],
    metrics: ['net_revenue'],
    limit: 3,
  })
})

describe('what is not understood is never answered with everybody', () => {
  test('a condition without a known word is asked about', async () => {
    const call = await callFor('list customers whose shoes are usually somewhat dusty')
    expect(call?.name === 'find_customers' && Object.keys(call.args).length === 0).toBe(false)
  })

  test('everybody is listed when everybody is asked for', async () => {
    expect(await callFor('list all our customers')).toEqual({ name: 'find_customers', args: {} })
  })
})

test('a wish for a chart is told where charts are', async () => {
  for (const question of ['make it a chart', '画成图表看看']) expect((await replyTo(question)).kind).toBe('answer')
})

test('fragments add up until the question is answered', async () => {
  const open = (question: string) => [new HumanMessage(question), new AIMessage('{"kind":"clarify","text":"."}')]
  const call = await callFor(
    'net revenue',
    ...open('how is the growth?'),
    ...open('only in 华东'),
    ...open('last month'),
  )
  expect(call?.args).toMatchObject({
    metrics: ['net_revenue'],
    period: 'last_month',
    filters: [{ field: 'region', op: 'eq', value: '华东' }],
  })
})

test.each(['give me our at-risk customers', '把预流失客户列给我'])(
  'a kind of customers is a list of them, not of others like them: %s',
  async (question) => {
    expect(await callFor(question)).toMatchObject({
      name: 'find_customers',
      args: { filters: [{ field: 'lifecycle', op: 'eq', value: 'at_risk' }] },
    })
  },
)

test.each(['customers similar to C-10023', '找出和C-10023相似的客户', 'who resembles our champions?'])(
  'likeness is asked for by a word: %s',
  async (question) => {
    expect((await callFor(question))?.name).toBe('find_similar_customers')
  },
)

describe('what is typed as into a search box is searched for', () => {
  test.each([
    ['Trailwind tent', 'trailwind tent'],
    ['find me a tent', 'tent'],
    ['do you have tents?', 'tent'],
    ['帮我找 极光电水壶', '极光电水壶'],
    ['有没有 tent 卖', 'tent'],
  ])('%s', async (question, query) => {
    const call = await callFor(question)
    expect(call?.name).toBe('search_products')
    expect(String(call?.args['query'])).toContain(query)
  })

  test('one thing alone, and a thing with a wish of another kind, are not', async () => {
    for (const question of ['sales of tents last month', 'who bought the aurora 2l kettle', 'what goes with the tent'])
      expect((await callFor(question))?.name).not.toBe('search_products')
  })
})

test('what goes with a kind of product is asked of that kind', async () => {
  expect(await callFor('what goes with a tent?')).toEqual({ name: 'find_bundles', args: { kind: 'tent' } })
  expect((await callFor('what goes with the aurora 2l kettle?'))?.args).toEqual({ product_id: 'SKU-7702' })
})

test.each(['what should I reorder this week', '这周该补什么货', 'what do we need to restock this month'])(
  'when to order is no condition: %s',
  async (question) => {
    expect(await callFor(question)).toEqual({ name: 'plan_inventory', args: { order: 'reorder' } })
  },
)

test.each(["what's hot", 'trending products', '什么东西最近火'])('%s', async (question) => {
  expect(await callFor(question)).toEqual({ name: 'recommend_products', args: { strategy: 'trending' } })
})

test('the reason of one place is asked for once', async () => {
  const list = answered(
    'recommend something for C-10023',
    'recommend_products',
    { customer_id: 'C-10023' },
    resultOf({}),
  )
  expect((await callFor('why the first one?', ...list))?.args).toEqual({ customer_id: 'C-10023', explain: 1 })
  const why = answered('why the first one?', 'recommend_products', { customer_id: 'C-10023', explain: 1 }, resultOf({}))
  expect((await callFor('more varied please', ...list, ...why))?.args).toEqual({
    customer_id: 'C-10023',
    diversity: 'high',
  })
})
