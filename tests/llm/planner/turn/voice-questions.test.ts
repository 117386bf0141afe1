import { describe, expect, test } from 'vitest'
import { answered, callFor, resultOf } from '../../../support/planner.ts'

const CASES: readonly (readonly [string, string, Record<string, unknown>])[] = [
  ['How satisfied were customers last quarter?', 'measure_satisfaction', { period: 'last_quarter' }],
  ['上季度的满意度是多少?哪些因素影响最大?', 'measure_satisfaction', { period: 'last_quarter' }],
  ['CSAT by region this year', 'measure_satisfaction', { period: 'this_year', by: 'region' }],
  ['每个月的满意度', 'measure_satisfaction', { by: 'month' }],
  ['Did NPS change compared with last year?', 'measure_satisfaction', { compare: 'year' }],
  [
    '华东和西南的配送时效差多少?晚到的订单差评率更高吗?',
    'measure_delivery',
    { by: 'region', filters: [{ field: 'region', op: 'in', value: ['华东', '西南'] }] },
  ],
  ['How long did deliveries take last month, by city?', 'measure_delivery', { period: 'last_month', by: 'city' }],
  ['有没有人用复制粘贴的评论刷好评?列出重复评论组和对应账号。', 'check_reviews', {}],
  ['Are there fake reviews of the Aurora 2L Kettle?', 'check_reviews', { product_id: 'SKU-7702' }],
  [
    '我们的高价值评分对不同性别、年龄段的人公平吗?',
    'audit_fairness',
    { model: 'value', groups: ['gender', 'age_band'] },
  ],
  ['Is the churn score fair across regions?', 'audit_fairness', { model: 'churn', groups: ['region'] }],
  [
    'How fast do we answer tickets by channel last quarter?',
    'measure_service',
    { period: 'last_quarter', by: 'channel' },
  ],
  ['工单按问题分类', 'measure_service', { by: 'issue' }],
  ['Will order O-778120 arrive in time?', 'measure_delivery', { order_id: 'O-778120' }],
]

describe('questions about what customers say and get', () => {
  test.each(CASES)('%s', async (question, name, args) => {
    expect(await callFor(question)).toEqual({ name, args })
  })

  test('只看华东的呢? narrows the satisfaction just measured', async () => {
    const before = answered(
      '上季度的满意度是多少?哪些因素影响最大?',
      'measure_satisfaction',
      { period: 'last_quarter' },
      resultOf({}),
    )
    expect(await callFor('只看华东的呢?', ...before)).toEqual({
      name: 'measure_satisfaction',
      args: { period: 'last_quarter', filters: [{ field: 'region', op: 'eq', value: '华东' }] },
    })
  })
})
