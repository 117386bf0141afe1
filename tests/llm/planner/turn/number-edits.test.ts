import { expect, test } from 'vitest'
import { answered, callFor, resultOf } from '../../../support/planner.ts'

const groups = answered(
  'Split our customers into 5 groups by recency, frequency and spend',
  'segment_customers',
  { method: 'kmeans', k: 5 },
  resultOf({}),
)
const quiet = [
  { field: 'net_revenue', op: 'gt', value: 2000 },
  { field: 'days_since_order', op: 'gte', value: 120 },
]
const audience = answered('Build a win-back list', 'build_audience', { filters: quiet }, resultOf({}))
const risky = answered('the 10 customers most likely to leave', 'predict_churn', { limit: 10 }, resultOf({}))
const regions = answered(
  'which region sold most in May',
  'query_metrics',
  { metrics: ['net_revenue'], dimensions: ['region'], order: 'desc', period: '2026-05' },
  resultOf({}),
)
const list = answered('what shall we show to C-10023', 'recommend_products', { customer_id: 'C-10023' }, resultOf({}))

test.each(['make it 3', 'try 3 instead', '改成3个'])('%s: so many groups', async (question) => {
  expect(await callFor(question, ...groups)).toEqual({ name: 'segment_customers', args: { method: 'kmeans', k: 3 } })
})

test('a number of days takes the place of the days of the condition, and others stay', async () => {
  expect((await callFor("what if it's 90 days", ...audience))?.args['filters']).toEqual([
    { field: 'net_revenue', op: 'gt', value: 2000 },
    { field: 'days_since_order', op: 'gte', value: 90 },
  ])
})

test('an amount takes the place of the amount, with the comparison as it was', async () => {
  expect((await callFor('and ¥3,000?', ...audience))?.args['filters']).toContainEqual({
    field: 'net_revenue',
    op: 'gt',
    value: 3000,
  })
})

test('a comparison of its own is a condition of its own', async () => {
  expect((await callFor('only those below ¥900', ...audience))?.args['filters']).toContainEqual({
    field: 'net_revenue',
    op: 'lt',
    value: 900,
  })
})

test.each([
  ['再来10个', 20],
  ['another 5', 15],
  ['top 3 only', 3],
])('%s: a list of %i', async (question, limit) => {
  expect(await callFor(question, ...risky)).toEqual({ name: 'predict_churn', args: { limit } })
})

test.each(['第二名呢', 'and the second?'])('%s: the ranking is told down to that place', async (question) => {
  expect((await callFor(question, ...regions))?.args).toMatchObject({ dimensions: ['region'], limit: 2 })
})

test('a place in a list that is explained is not its length', async () => {
  expect((await callFor('why the second one?', ...list))?.args).toEqual({ customer_id: 'C-10023', explain: 2 })
})

test('what is dropped from a list is kept out of it', async () => {
  expect((await callFor('drop the coffee beans', ...list))?.args).toEqual({
    customer_id: 'C-10023',
    not_category: 'coffee beans',
  })
})

test('a list that cannot be narrowed as asked stays as it was', async () => {
  const orders = answered('Any suspicious orders?', 'assess_orders', { period: 'last_2_days' }, resultOf({}))
  expect(await callFor('只看高风险的', ...orders)).toEqual({ name: 'assess_orders', args: { period: 'last_2_days' } })
})
