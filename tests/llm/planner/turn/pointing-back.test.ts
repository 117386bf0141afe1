import { AIMessage, HumanMessage } from '@langchain/core/messages'
import { describe, expect, test } from 'vitest'
import { answered, callFor, declined, replyTo, resultOf } from '../../../support/planner.ts'

const revenue = answered(
  'What was the net revenue last month?',
  'query_metrics',
  { metrics: ['net_revenue'], period: 'last_month' },
  resultOf({}),
)
const list = answered(
  'List the dormant customers',
  'find_customers',
  { filters: [{ field: 'lifecycle', op: 'eq', value: 'dormant' }] },
  resultOf({ data: { customers: [] } }),
)

describe('"of those" speaks of the answer before', () => {
  test('a list of customers is narrowed', async () => {
    expect(await callFor('Of those, who spent more than ¥5,000 last year?', ...list)).toEqual({
      name: 'find_customers',
      args: { within: 'r1', filters: [{ field: 'net_revenue', op: 'gt', value: 5000, period: 'last_year' }] },
    })
  })

  test.each([
    ['nothing was asked before', []],
    ['the question before was not answered', declined('What is the weather?')],
    ['the answer before is a figure about everybody', revenue],
    ['a list lies before a question that was declined', [...list, ...declined('What is the weather?')]],
  ])('it asks of whom when %s', async (_case, before) => {
    for (const question of ['Of those, who spent more than ¥5,000 last year?', '其中谁去年消费超过5000元?']) {
      const answer = await replyTo(question, ...before)
      expect([answer.kind, answer.missing]).toEqual(['clarify', ['customers']])
    }
  })

  test('small talk in between does not break it', async () => {
    const thanks = [new HumanMessage('thanks'), new AIMessage('{"kind":"answer","text":"."}')]
    expect((await callFor('which of them are at risk?', ...list, ...thanks))?.args['within']).toBe('r1')
  })

  test('a figure about some people hands its conditions on', async () => {
    const buyers = answered(
      'How many customers in 华东?',
      'query_metrics',
      { metrics: ['customers'], filters: [{ field: 'region', op: 'eq', value: '华东' }] },
      resultOf({}),
    )
    expect((await callFor('Of those, who has not ordered for 90 days?', ...buyers))?.args['filters']).toEqual([
      { field: 'days_since_order', op: 'gte', value: 90 },
      { field: 'region', op: 'eq', value: '华东' },
    ])
  })

  test('其中 after a figure narrows the figure', async () => {
    expect(await callFor('其中华东多少?', ...revenue)).toEqual({
      name: 'query_metrics',
      args: {
        metrics: ['net_revenue'],
        period: 'last_month',
        filters: [{ field: 'region', op: 'eq', value: '华东' }],
      },
    })
  })
})

describe('a bare "why" asks about the figure above it', () => {
  test.each(['Why did it change?', 'why?', '为什么会变化?', '这是为什么'])('%s', async (question) => {
    expect(await callFor(question, ...revenue)).toEqual({
      name: 'explain_change',
      args: { metric: 'net_revenue', period: 'last_month' },
    })
  })
})

describe('a question that is whole by itself takes nothing over', () => {
  const quarter = answered(
    'Net revenue last quarter',
    'query_metrics',
    { metrics: ['net_revenue'], period: 'last_quarter' },
    resultOf({}),
  )

  test.each(['How many customers are in each lifecycle stage?', '每个生命周期阶段有多少客户?'])(
    '%s',
    async (question) => {
      const call = await callFor(question, ...quarter)
      expect([call?.name, call?.args['period']]).toEqual([call?.name, undefined])
      expect(call).toEqual(await callFor(question))
    },
  )

  test.each(['and by channel?', '按渠道呢'])('%s still belongs to the figure before', async (question) => {
    expect((await callFor(question, ...quarter))?.args).toMatchObject({
      period: 'last_quarter',
      dimensions: ['channel'],
    })
  })
})

describe('a place in a list whose tool speaks of nobody in particular', () => {
  const best = answered(
    'Top 10 customers by revenue',
    'find_customers',
    { limit: 10, sort: '-net_revenue' },
    resultOf({ data: { customers: [{ customer_id: 'C-20417' }, { customer_id: 'C-10023' }] } }),
  )
  const suspicious = answered(
    'Show me suspicious orders',
    'assess_orders',
    {},
    resultOf({ data: { flagged: [{ order_id: 'O-700001' }, { order_id: 'O-700002' }] } }),
  )

  test.each(['What about the second one?', '第二个呢?'])('%s opens the profile', async (question) => {
    expect(await callFor(question, ...best)).toEqual({
      name: 'get_customer_profile',
      args: { customer_id: 'C-10023' },
    })
  })

  test.each(['What about the second one?', '第二个呢?'])('%s looks at that order', async (question) => {
    expect(await callFor(question, ...suspicious)).toEqual({ name: 'assess_orders', args: { order_id: 'O-700002' } })
  })
})

describe('"why those people?" after a list that gives its reasons', () => {
  const plan = answered(
    'Plan a win-back with a budget of 5000',
    'plan_winback',
    { budget: 5000 },
    resultOf({
      facts: [
        { id: 'actions', label: '', value: 1, unit: 'customers' },
        { id: 'candidates', label: '', value: 3, unit: 'customers' },
        { id: 'reason_1', label: '', value: 'winback_price', unit: 'label' },
        { id: 'reason_1_customers', label: '', value: 1, unit: 'customers' },
      ],
      table: {
        columns: [
          { key: 'customer_id', label: '', unit: 'id' },
          { key: 'why', label: '', unit: 'text' },
        ],
        rows: [{ customer_id: 'C-10023', why: 'the price', expected_gain: 10, cost: 2 }],
        total_rows: 1,
      },
      data: { actions: [{ customer_id: 'C-10023' }] },
    }),
  )

  test.each(['Why those people?', 'why them?', '为什么是这些人?'])(
    '%s tells them again, reasons first',
    async (question) => {
      const { kind, text } = await replyTo(question, ...plan)
      expect(kind).toBe('answer')
      expect(text.split('\n')[0]).toContain('{{r1.reason_1}}')
      expect(text).toContain('{{r1.table[0].why}}')
    },
  )
})
