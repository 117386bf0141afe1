import { HumanMessage } from '@langchain/core/messages'
import { describe, expect, test } from 'vitest'
import { called, callFor, callsFor, replyTo, resultOf, say } from '../../../support/planner.ts'

describe('a figure is looked up, not explained, when no reason is asked for', () => {
  test.each([
    ['What is the return rate last month?', 'return_rate'],
    ['what was the conversion rate last month', 'conversion_rate'],
    ['上个月退货率是多少?', 'return_rate'],
  ])('%s', async (question, metric) => {
    expect(await callFor(question)).toEqual({
      name: 'query_metrics',
      args: { metrics: [metric], period: 'last_month' },
    })
  })

  test.each(['Why did the return rate rise last month?', '上个月退货率为什么上升?'])(
    '%s is explained',
    async (question) => {
      expect((await callFor(question))?.name).toBe('explain_change')
    },
  )
})

test.each([
  'How many active customers do we have?',
  'How many active customers',
  '我们有多少活跃客户?',
  '多少活跃客户',
])('%s asks for the figure of that name', async (question) => {
  expect(await callFor(question)).toEqual({ name: 'query_metrics', args: { metrics: ['active_customers'] } })
})

describe('a word that only some tools speak of keeps the others away', () => {
  test.each([
    ['最近的工单情况', 'measure_service', { period: 'last_30_days' }],
    ['最近工单怎么样', 'measure_service', { period: 'last_30_days' }],
    ['how have the tickets been lately', 'measure_service', { period: 'last_30_days' }],
    ['Shanghai warehouse compared with Beijing', 'measure_delivery', { by: 'warehouse' }],
    ['上海仓和其他仓比怎么样', 'measure_delivery', { by: 'warehouse' }],
  ])('%s', async (question, name, args) => {
    expect(await callFor(question)).toEqual({ name, args })
  })

  test.each(['articles for somebody who bought a tent', '买了帐篷的人该看什么文章'])('%s', async (question) => {
    expect((await callFor(question))?.name).toBe('search_articles')
  })
})

test('what "recently" was taken for is said', async () => {
  const { tool_calls: calls = [] } = await say(new HumanMessage('How was customer satisfaction recently?'))
  expect(calls[0]).toMatchObject({ name: 'measure_satisfaction', args: { period: 'last_30_days' } })
  expect((await callFor('What is our most recent return rate?'))?.args['period']).toBeUndefined()
})

test.each([
  ['Who will order next week?', 7],
  ['谁下周会下单?', 7],
  ['which customers should place an order in the next 14 days', 14],
])('%s asks for orders that fall due', async (question, window) => {
  expect(await callFor(question)).toEqual({ name: 'find_repurchase_due', args: { window } })
})

test.each(['When will O-778120 get here', 'O-778120什么时候到', 'O-778120 哪天能送到?'])(
  '%s asks when it arrives, not what is in it',
  async (question) => {
    expect(await callFor(question)).toEqual({ name: 'measure_delivery', args: { order_id: 'O-778120' } })
  },
)

test.each(['show me the tents', 'show our tents', '看看帐篷'])('%s looks in the catalogue', async (question) => {
  expect((await callFor(question))?.name).toBe('search_products')
})

test.each(['ABC classes', 'ABC classes of our products', 'ABC分类', '商品ABC分级'])(
  '%s: says that there are none',
  async (question) => {
    const { kind, reason_code: reason, text } = await replyTo(question)
    expect([kind, reason]).toEqual(['decline', 'not_supported'])
    expect(text).toContain('ABC')
  },
)

describe('whom or what a list of recommendations is for', () => {
  test.each([
    'A visitor just looked at SKU-3000 and SKU-3010, what should we recommend?',
    '访客刚看了SKU-3000和SKU-3010,推荐什么?',
  ])('%s: every product of the visit, in order', async (question) => {
    expect(await callFor(question)).toEqual({
      name: 'recommend_products',
      args: { session: ['SKU-3000', 'SKU-3010'] },
    })
  })

  test.each([
    'What should we recommend to customers who opted out of profiling?',
    'what do people see who do not want to be profiled',
    '给不想被画像的客户推荐什么',
    '拒绝个性化的客户推荐什么商品',
  ])('%s: the list for everybody', async (question) => {
    expect(await callFor(question)).toEqual({ name: 'recommend_products', args: { personalised: false } })
  })
})

describe('the best customer', () => {
  const first = { name: 'find_customers', args: { limit: 1, sort: '-net_revenue' } }

  test.each([
    'Who resembles our best customer?',
    '谁像我们最好的客户?',
    'what should we recommend to our best customer',
  ])('%s: is looked up first', async (question) => {
    expect(await callsFor(question)).toEqual([first])
  })

  test('then whoever it is is asked about', async () => {
    const question = 'Who resembles our best customer?'
    const found = called(
      question,
      first.name,
      first.args,
      resultOf({ data: { customers: [{ customer_id: 'C-20417' }] } }),
    )
    const { tool_calls: calls = [] } = await say(...found)
    expect(calls.map(({ name, args }) => ({ name, args }))).toEqual([
      { name: 'find_similar_customers', args: { customer_id: 'C-20417' } },
    ])
  })

  test('several of them are a group', async () => {
    expect(await callFor('find people similar to our best customers')).toMatchObject({
      name: 'find_similar_customers',
      args: { top: 10 },
    })
  })
})

describe('the last win-back', () => {
  test.each(['How did the last win-back do?', '上次的挽回活动效果怎么样?', '上一轮召回带来了什么?'])(
    '%s is read out',
    async (question) => {
      expect(await callFor(question)).toEqual({ name: 'plan_winback', args: { plan_id: 'latest' } })
    },
  )

  test('a new plan is a new plan', async () => {
    expect(await callFor('Plan a win-back with a budget of 5000')).toEqual({
      name: 'plan_winback',
      args: { budget: 5000 },
    })
  })
})

describe('words that say what is meant beside what they name', () => {
  test.each([
    ['how much did we take in May after returns', { metrics: ['net_revenue'] }],
    ['5月扣掉退货卖了多少钱', { metrics: ['net_revenue'] }],
    ['avg order value in May', { metrics: ['aov'] }],
  ])('%s', async (question, args) => {
    expect(await callFor(question)).toMatchObject({ name: 'query_metrics', args })
  })

  test.each(['I have 8k to get lapsed people back', '有8000块想把流失的客户拉回来'])(
    '%s: a sum in hand',
    async (question) => {
      expect(await callFor(question)).toMatchObject({ name: 'plan_winback', args: { budget: 8000 } })
    },
  )

  test.each(['an sms list of dormant customers', '拉一份沉默客户的短信名单'])('%s is an audience', async (question) => {
    expect(await callFor(question)).toMatchObject({ name: 'build_audience', args: { channel: 'sms' } })
  })

  test.each([
    ['everything on C-30555', 'get_customer_profile'],
    ['C-30555 的全部资料', 'get_customer_profile'],
    ['C-30555 要求删除个人数据', 'erase_personal_data'],
    ['C-30555 wants a copy of her data', 'export_personal_data'],
  ])('%s: nothing is erased or handed over unless it is said', async (question, name) => {
    expect((await callFor(question))?.name).toBe(name)
  })

  test.each(['写一封温暖的邮件召回沉睡客户', 'a warm e-mail to bring sleepers back'])(
    '%s: to win back',
    async (question) => {
      expect(await callFor(question)).toMatchObject({ name: 'draft_content', args: { goal: 'win_back' } })
    },
  )

  test('a place in the ranking is asked for where groups, an order and a figure stand together', async () => {
    expect(await callFor('周几订单最多')).toMatchObject({ name: 'query_metrics', args: { dimensions: ['weekday'] } })
  })

  test('the best customers are several unless one is pointed at', async () => {
    expect((await replyTo('给我看最好的客户')).kind).toBe('clarify')
  })
})
