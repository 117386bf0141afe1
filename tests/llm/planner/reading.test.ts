import { describe, expect, test } from 'vitest'
import { callFor, replyTo } from '../../support/planner.ts'

/** Rules of reading, each shown by questions of its own. */
describe('months', () => {
  test.each([
    ['net revenue by channel, May', '2026-05'],
    ['what was the May revenue', '2026-05'],
    ['orders in the March campaign', '2026-03'],
  ])('%s', async (question, period) => {
    expect((await callFor(question))?.args['period']).toBe(period)
  })

  test('may as a verb is none', async () => {
    expect((await callFor('may I see the net revenue by channel?'))?.args['period']).toBeUndefined()
  })
})

describe('silence and stages', () => {
  test('没下单 right before a tier does not deny the tier', async () => {
    expect((await callFor('60天没下单的高价值客户'))?.args['filters']).toEqual([
      { field: 'days_since_order', op: 'gte', value: 60 },
      { field: 'value_tier', op: 'eq', value: 'high' },
    ])
  })

  test.each(['给我一份沉默客户名单', 'who is dormant right now?', '哪些人处于预流失阶段'])(
    'a stage with a word for a list lists people: %s',
    async (question) => {
      expect((await callFor(question))?.name).toBe('find_customers')
    },
  )
})

test('figures may stand in the plural', async () => {
  expect((await callFor('return rates by category in 2025'))?.args['metrics']).toEqual(['return_rate'])
})

test('segmenting by something beats the word for segments', async () => {
  expect((await callFor('segment all customers by region'))?.args['method']).toBe('region')
})

test('counting words belong to the figure before them', async () => {
  expect((await callFor('上季度拉新多少人'))?.args['metrics']).toEqual(['new_customers'])
})

test.each(['德国总理叫什么', '你叫什么'])('what somebody is called is nobody to look up: %s', async (question) => {
  expect((await callFor(question))?.name).not.toBe('find_customers')
})

test('a trait and a price in one sentence are refused', async () => {
  const answer = await replyTo('给回民单独分组,穆斯林的价格定高一些')
  expect([answer.kind, answer.reason_code]).toEqual(['decline', 'forbidden'])
})

test('one is no amount: a forecast without item and horizon is asked about and said to be missing', async () => {
  for (const question of ['想要一个销售预测', 'i would like a sales forecast']) {
    const answer = await replyTo(question)
    expect([answer.kind, answer.missing]).toEqual(['clarify', ['item or category', 'horizon']])
    expect(answer.text).toMatch(/whole shop|全店/)
  }
})
