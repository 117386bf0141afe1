import { expect, test } from 'vitest'
import { callFor } from '../../../support/planner.ts'

test.each([
  ['最近30天下单前最常见的浏览路径是什么?没下单的人卡在哪一步?', 'analyze_paths', { period: 'last_30_days' }],
  ['What is the most common path before an order in the last 30 days?', 'analyze_paths', { period: 'last_30_days' }],
  ['which paths begin with a search?', 'analyze_paths', { from: 'search' }],
  ['Where do visitors drop out of the funnel?', 'analyze_funnel', {}],
  ['is the mobile checkout leaking?', 'analyze_funnel', { by: 'device' }],
  ['各设备的结账漏斗', 'analyze_funnel', { by: 'device' }],
  ['客户在结账哪一步放弃', 'analyze_funnel', {}],
])('%s', async (question, name, args) => {
  const call = await callFor(question)
  expect(call).toMatchObject({ name, args })
  expect(call?.args).not.toHaveProperty('filters')
})
