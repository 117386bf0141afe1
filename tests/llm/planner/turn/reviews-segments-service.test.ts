import { describe, expect, test } from 'vitest'
import { callFor, replyTo } from '../../../support/planner.ts'

const high = { field: 'value_tier', op: 'eq', value: 'high' }
const bad = { field: 'rating', op: 'lte', value: 2 }
const of = (value: string) => ({ field: 'region', op: 'eq', value })
const topic = (value: string) => ({ field: 'topic', op: 'eq', value })
const newcomers = { field: 'lifecycle', op: 'eq', value: 'new' }
const regulars = { field: 'orders', op: 'gte', value: 2 }

const CASES: readonly (readonly [string, string, Record<string, unknown>])[] = [
  ['Which products get the worst reviews?', 'analyze_reviews', { by: 'product_id', filters: [bad] }],
  ['差评最多的商品', 'analyze_reviews', { by: 'product_id', filters: [bad] }],
  ['How is the mood in reviews this month compared with last month?', 'analyze_reviews', { period: 'this_month' }],
  ['这个月的评论情绪比上个月好还是差？', 'analyze_reviews', { period: 'this_month' }],
  ['What do customers say about delivery?', 'analyze_reviews', { filters: [topic('delivery')] }],
  ['客户对包装有什么意见？', 'analyze_reviews', { filters: [topic('packaging')] }],
  ['退货的主要原因是什么?', 'analyze_reviews', { sources: ['returns'] }],
  ['Which topics are growing?', 'analyze_reviews', {}],
  ['What is suspicious about the reviews of SKU-7702?', 'check_reviews', { product_id: 'SKU-7702' }],
  ['What should a service bot know about C-10023?', 'get_service_context', { customer_id: 'C-10023' }],
  ['因为差评而离开的客户有哪些？', 'plan_winback', {}],
  ['What did the win-back plan bring?', 'plan_winback', { plan_id: 'latest' }],
  ['Did satisfaction change after 1 May?', 'measure_satisfaction', { period: 'since_2026-05-02', compare: 'previous' }],
  ['5月1日之后满意度有变化吗？', 'measure_satisfaction', { period: 'since_2026-05-02', compare: 'previous' }],
  ['Compare satisfaction of VIPs and others', 'measure_satisfaction', { by: 'value_tier' }],
]

test.each(CASES)('%s', async (question, name, args) => {
  expect(await callFor(question)).toEqual({ name, args })
})

test('C-10023 写过什么评论?: the reviews of that customer are looked up', async () => {
  const call = await callFor('C-10023 写过什么评论?')
  expect([call?.name, call?.args['filters']]).toEqual([
    'search_reviews',
    [{ field: 'customer_id', op: 'eq', value: 'C-10023' }],
  ])
})

describe('groups', () => {
  test.each([
    ['Split our customers into 5 groups', { method: 'kmeans', k: 5 }],
    ['把客户自动分成几类', { method: 'kmeans' }],
    ['哪些客户不属于任何一类？', { method: 'dbscan' }],
    ['Segment customers by what they like to buy', { method: 'interest' }],
    ['按购买偏好给客户分群', { method: 'interest' }],
    ['Who moved from loyal to at risk since last quarter?', { method: 'rfm', compare_as_of: '2026-03-31' }],
    ['How stable are these segments compared with three months ago?', { method: 'rfm', compare_as_of: '2026-03-30' }],
  ])('are made as asked: %s', async (question, args) => {
    expect(await callFor(question)).toEqual({ name: 'segment_customers', args })
  })

  test('named groups are made by what names them, however many there are', async () => {
    expect((await callFor('Split customers into 3 groups by value tier'))?.args['method']).toBe('value')
  })

  test.each([
    ['Compare VIPs in 华东 and 西南', { a: [high, of('华东')], b: [high, of('西南')] }],
    ['Compare VIPs in 华东 with customers in 西南', { a: [high, of('华东')], b: [of('西南')] }],
    ['对比一下新客和老客', { a: [newcomers], b: [regulars] }],
    ['Compare new customers with repeat customers', { a: [newcomers], b: [regulars] }],
  ])('are set side by side: %s', async (question, args) => {
    expect(await callFor(question)).toEqual({ name: 'compare_segments', args })
  })

  test('a name behind "a segment called" is the name alone', async () => {
    expect((await callFor('Save the VIPs as a segment called Save me'))?.args['name']).toBe('save me')
  })

  test.each(['List our saved segments', '列出我们保存的分群'])('%s: where they stand is said', async (question) => {
    const reply = await replyTo(question)
    expect([reply.kind, reply.reason_code]).toEqual(['decline', 'not_supported'])
    expect(reply.text).toContain('kith segment list')
  })
})

test.each(['How are we doing this month compared with last month?', '这个月我们做得比上个月怎么样？'])(
  '%s: of the shop as a whole',
  async (question) => {
    expect(await callFor(question)).toEqual({
      name: 'query_metrics',
      args: { metrics: ['net_revenue', 'orders', 'new_customers'], period: 'this_month', compare: 'previous' },
    })
  },
)

describe('what a question back offers is the question, filled in', () => {
  test.each([['How is it computed?', 'explain_metric', 'How is it computed: net revenue']])(
    '%s',
    async (question, name, filled) => {
      const reply = await replyTo(question)
      expect([reply.kind, reply.options?.[0]?.question]).toEqual(['clarify', filled])
      expect(await callFor(filled)).toEqual({ name, args: { metric: 'net_revenue' } })
    },
  )
})
