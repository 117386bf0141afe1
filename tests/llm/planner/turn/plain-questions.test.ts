import { describe, expect, test } from 'vitest'
import { answered, callFor, replyTo, resultOf } from '../../../support/planner.ts'

test('words that name nothing here are asked about, and nothing else is answered', async () => {
  const reply = await replyTo('unicorn saddle')
  expect([reply.kind, reply.missing]).toEqual(['clarify', ['name']])
  expect(reply.text).toContain('unicorn saddle')
})

describe('an amount that begins like a year', () => {
  test.each(['消费在2000到5000块之间的客户', 'customers who spent between 2000 and 5000'])('%s', async (question) => {
    expect(await callFor(question)).toEqual({
      name: 'find_customers',
      args: { filters: [{ field: 'net_revenue', op: 'between', value: [2000, 5000] }] },
    })
  })

  test('two years stay years', async () => {
    expect((await callFor('net revenue from 2025 to 2026'))?.args['period']).toBeDefined()
  })
})

test('the word for making groups gives way to what they are made by', async () => {
  expect(await callFor('cluster customers by how they behave on the site')).toEqual({
    name: 'segment_customers',
    args: { method: 'behaviour' },
  })
  expect((await callFor('cluster our customers'))?.args['method']).toBe('kmeans')
})

test('a name of its own before a kind of product is searched for with it', async () => {
  expect(await callFor('有没有晨光帐篷')).toMatchObject({ name: 'search_products', args: { query: '晨光帐篷' } })
})

test('what is ranked after a series is ranked over the stretch that the series showed', async () => {
  const period = { from: '2025-07-01', to: '2026-07-01', name: 'last_12_months' }
  const result = resultOf({})
  const series = answered(
    '每月净销售额',
    'query_metrics',
    { metrics: ['net_revenue'], grain: 'month' },
    { ...result, evidence: { ...result.evidence, period } },
  )
  expect(await callFor('哪些品类贡献最大?', ...series)).toEqual({
    name: 'query_metrics',
    args: {
      metrics: ['net_revenue'],
      dimensions: ['category'],
      order: 'desc',
      period: { from: period.from, to: period.to },
    },
  })
})

test.each(['Why the first one?', '第一个为什么?'])('%s: of suspicious orders, that order', async (question) => {
  const flagged = answered(
    'Which orders look suspicious?',
    'assess_orders',
    {},
    resultOf({ data: { flagged: [{ order_id: 'O-7' }, { order_id: 'O-8' }] } }),
  )
  expect(await callFor(question, ...flagged)).toEqual({ name: 'assess_orders', args: { order_id: 'O-7' } })
})
