import { describe, expect, test } from 'vitest'
import type { ModelAnswer } from '../../../../src/lib/answer.ts'
import { called, callFor, resultOf, say } from '../../../support/planner.ts'

describe('people are narrowed to all that a question says of them', () => {
  test.each([
    [
      "gold members in Shanghai who haven't bought for 90 days",
      ['member_level gold', 'city Shanghai', 'days_since_order 90'],
    ],
    ['哪些金卡会员超过60天没下单', ['member_level gold', 'days_since_order 60']],
    ['住在上海、60天没动静的银卡客户', ['member_level silver', 'city Shanghai', 'days_since_order 60']],
  ])('%s', async (question, expected) => {
    const call = await callFor(question)
    expect(call?.name).toBe('find_customers')
    const filters = call?.args['filters'] as { field: string; op: string; value: unknown }[]
    expect(filters.map(({ field, value }) => `${field} ${String(value)}`).toSorted()).toEqual(expected.toSorted())
  })

  test('a figure that nobody can be filtered by is no other condition', async () => {
    const call = await callFor('退货超过三次而且总消费不到五百的客户有多少')
    expect(call?.args['filters']).toEqual([{ field: 'net_revenue', op: 'lt', value: 500 }])
  })
})

describe('what no call holds is said', () => {
  const answerTo = async (question: string): Promise<ModelAnswer> => {
    const call = await callFor(question)
    const turn = called(question, call?.name ?? '', call?.args ?? {}, resultOf({}))
    return JSON.parse((await say(...turn)).text) as ModelAnswer
  }

  test.each([
    ['Write a short push text about tents', 'Not taken into account: “tents”.'],
    ['写个帐篷的推送文案', '没有用到“帐篷”这个条件。'],
  ])('%s', async (question, line) => {
    expect((await answerTo(question)).text).toContain(line)
  })

  test.each(['Was June better than May?', 'Orders in June', '6月订单数和5月不一样，是什么造成的'])(
    'and nothing is where all of it is held: %s',
    async (question) => {
      expect((await answerTo(question)).text).not.toMatch(/Not taken into account|没有用到/)
    },
  )
})

test("words that sound like an order's state are none: 在吐槽 is not 在途", async () => {
  const call = await callFor('极光电水壶的评价里大家都在吐槽什么')
  expect(JSON.stringify(call?.args)).not.toContain('shipped')
})

test('a plain count of orders is no question of suspicious ones', async () => {
  expect(await callFor('How many orders were there in the last 30 days?')).toEqual({
    name: 'query_metrics',
    args: { metrics: ['orders'], period: 'last_30_days' },
  })
})
