import { describe, expect, test } from 'vitest'
import { callFor } from '../../../support/planner.ts'

test.each([
  ['what do people search for?', {}],
  ['哪些搜索没有结果?', { show: 'zero_result' }],
  ['which searches are rising this month?', { period: 'this_month', show: 'rising' }],
  ['上周访客搜了什么?', { period: 'last_week' }],
])('%s', async (question, args) => {
  expect(await callFor(question)).toEqual({ name: 'analyze_searches', args })
})

describe('a question about searching', () => {
  test.each([
    ['how should the results for "running shoes" be sorted for C-20417?', 'C-20417', 'running shoes'],
    ['C-20417 搜索“跑鞋”,按她的偏好应该怎么排序?', 'C-20417', '跑鞋'],
    ['C-10023 searches for a cheap tent under 500, what do we show first?', 'C-10023', 'cheap tent under 500'],
    ['给 C-10023 搜“登山鞋”,结果怎么排?', 'C-10023', '登山鞋'],
  ])('%s', async (question, customer, query) => {
    expect(await callFor(question)).toEqual({ name: 'search_products', args: { customer_id: customer, query } })
  })

  test.each([
    ['which words should we suggest for "hik"?', 'hik'],
    ['她只输入“跑”时该联想哪些词?', '跑'],
    ['autocomplete "kett"', 'kett'],
    ['搜索框输入“面”会提示什么', '面'],
  ])('%s', async (question, prefix) => {
    expect(await callFor(question)).toMatchObject({ name: 'suggest_queries', args: { prefix } })
  })

  test('names and numbers of the query are no conditions', async () => {
    const call = await callFor('search for "outdoor tent 2 Trailwind"')
    expect(call).toEqual({ name: 'search_products', args: { query: 'outdoor tent 2 trailwind' } })
  })
})
