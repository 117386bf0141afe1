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
